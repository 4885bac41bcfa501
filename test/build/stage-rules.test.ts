import {
  BuildPipelineStage,
  BuildSpec,
  DeliverArtifactStage,
  DeployParameter,
  FunctionDeployPipeline,
  OciFunction,
  TriggerDeploymentStage,
} from "../../src";
import { brokenStageRules } from "../../src/build/stage-rules";
import { buildPipeline, buildSpec, imageArtifact } from "../support/fixtures";
import { synthErrors } from "../support/synthesized";
import { testStack } from "../support/test-stack";

/** The pipeline `pipeline` with these parameters, and what adds stages to it. */
function setUp(...parameters: string[]) {
  const { app, stack, project } = testStack();
  const { pipeline, build } = buildPipeline(stack, project, parameters);
  const deliver = (output: string, tag = "1.0", predecessors?: BuildPipelineStage[]) => {
    const artifact = imageArtifact(stack, project, `image-${pipeline.stages.length}`, tag);
    const id = `deliver-${pipeline.stages.length}`;
    return new DeliverArtifactStage(stack, id, { pipeline, artifacts: { [output]: artifact }, predecessors });
  };
  const start = (
    tag: string,
    passAllParameters?: boolean,
    deployParameters?: Record<string, DeployParameter>,
  ) => {
    const deployPipeline = new FunctionDeployPipeline(stack, "deploy", {
      project,
      artifact: imageArtifact(stack, project, "deployed", tag),
      function: OciFunction.fromFunctionAttributes(stack, "fn", { functionId: "f", compartmentId: "c" }),
      parameters: deployParameters,
    });
    return new TriggerDeploymentStage(stack, "start", { pipeline, deployPipeline, passAllParameters });
  };
  return { app, stack, pipeline, build, deliver, start, errors: () => synthErrors(stack) };
}

describe("the stages of a pipeline", () => {
  test("that fit together break no rule", () => {
    const { build, deliver, start, errors } = setUp("imageVersion");
    build("build", buildSpec(["image"], ["hash"]));
    deliver("image", "${imageVersion}-${hash}");
    start("${imageVersion}-${hash}");
    expect(errors()).toEqual([]);
  });

  test("are checked at synth, where each error names the pipeline and the stage", () => {
    const { app, build, deliver } = setUp();
    build("build", buildSpec(["image"]));
    deliver("imgae");
    expect(() => app.synth()).toThrow(
      "[test/pipeline] test/deliver-1: no build specification before it has the output imgae; known outputs: image",
    );
  });

  test("have all their errors listed at once", () => {
    const { pipeline, build, deliver, start, errors } = setUp();
    build("build", buildSpec(["image"]));
    deliver("other", "${a}");
    start("${b}-${c}");
    expect(brokenStageRules(pipeline)).toEqual([
      expect.stringMatching(/^test\/deliver-1: no build specification before it has the output other/),
      expect.stringMatching(/^test\/deliver-1: nothing gives \$\{a\} of test\/image-1 a value/),
      expect.stringMatching(/^test\/start: test\/deploy needs b/),
      expect.stringMatching(/^test\/start: test\/deploy needs c/),
    ]);
    expect(errors()).toEqual(brokenStageRules(pipeline));
  });
});

describe("a delivery", () => {
  test("comes after a managed build stage", () => {
    const { deliver, build, errors } = setUp();
    deliver("image");
    build("build", buildSpec(["image"]));
    expect(errors()).toEqual([
      "test/deliver-0: delivers artifacts before any managed build stage has run; add one before it",
    ]);
  });

  test("does not come after a build that it runs beside", () => {
    const { build, deliver, errors } = setUp();
    build("build", buildSpec(["image"]));
    deliver("image", "1.0", []);
    expect(errors()).toEqual([expect.stringContaining("before any managed build stage")]);
  });

  test("takes outputs of any build before it, not only of the last", () => {
    const { build, deliver, errors } = setUp();
    build("first", buildSpec(["one"]));
    build("second", buildSpec(["two"]));
    deliver("one");
    deliver("two");
    expect(errors()).toEqual([]);
  });

  test("does not take outputs of a build on another branch", () => {
    const { build, deliver, errors } = setUp();
    const first = build("first", buildSpec(["one"]));
    build("second", buildSpec(["two"]));
    deliver("two", "1.0", [first]);
    expect(errors()).toEqual([
      "test/deliver-2: no build specification before it has the output two; known outputs: one",
    ]);
  });

  test("of an output that nothing has says so even when there are no outputs at all", () => {
    const { build, deliver, errors } = setUp();
    build("build", buildSpec([]));
    deliver("image");
    expect(errors()).toEqual([expect.stringMatching(/has the output image; known outputs: none$/)]);
  });

  test("is not checked against a specification that is not known here", () => {
    const { build, deliver, errors } = setUp();
    build("known", buildSpec(["image"]));
    build("unknown", BuildSpec.fromSourcePath("build_spec.yaml"));
    deliver("anything", "${whatever}");
    expect(errors()).toEqual([]);
  });
});

describe("a placeholder of a delivered artifact", () => {
  test("needs a value, and the error says where one could come from", () => {
    const { build, deliver, errors } = setUp("other");
    build("build", buildSpec(["image"], ["hash"]));
    deliver("image", "${imageVersion}");
    expect(errors()).toEqual([
      "test/deliver-1: nothing gives ${imageVersion} of test/image-1 a value; make imageVersion a parameter of the " +
        "pipeline or export it from the build specification",
    ]);
  });

  test("may be a parameter of the pipeline or a variable that a build before it exports", () => {
    const { build, deliver, errors } = setUp("version");
    build("first", buildSpec([], ["hash"]));
    build("second", buildSpec(["image"]));
    deliver("image", "${version}-${hash}");
    expect(errors()).toEqual([]);
  });

  test("gets no value from a variable that another branch exports", () => {
    const { build, deliver, errors } = setUp();
    const first = build("first", buildSpec(["image"]));
    build("second", buildSpec([], ["hash"]));
    deliver("image", "${hash}", [first]);
    expect(errors()).toEqual([expect.stringContaining("nothing gives ${hash} of test/image-2 a value")]);
  });
});

describe("an argument of a deployment", () => {
  test("needs a value, and the error says where one could come from", () => {
    const { build, start, errors } = setUp("other");
    build("build", buildSpec([]));
    start("${imageVersion}");
    expect(errors()).toEqual([
      "test/start: test/deploy needs imageVersion, which nothing gives; make it a parameter of one of the two " +
        "pipelines or export it from the build specification",
    ]);
  });

  test.each([
    ["a parameter of the build pipeline", ["version"], buildSpec([]), undefined],
    ["a variable that the build exports", [], buildSpec([], ["version"]), undefined],
    ["a default of the deployment pipeline", [], buildSpec([]), { version: { defaultValue: "1" } }],
    [
      "something in a specification that is not known here",
      [],
      BuildSpec.fromSourcePath("spec.yaml"),
      undefined,
    ],
  ])("may be %s", (_, parameters, spec, deployParameters) => {
    const { build, start, errors } = setUp(...parameters);
    build("build", spec);
    start("${version}", true, deployParameters);
    expect(errors()).toEqual([]);
  });

  test("is not passed on by a stage that passes no parameters", () => {
    const { build, start, errors } = setUp("version");
    build("build", buildSpec([], ["version"]));
    start("${version}", false);
    expect(errors()).toEqual([
      "test/start: test/deploy needs version, which nothing gives; set passAllParameters, or make it a parameter of " +
        "the deployment pipeline",
    ]);
  });

  test("need not be passed on when the deployment pipeline has a default", () => {
    const { build, start, errors } = setUp();
    build("build", buildSpec([]));
    start("${version}", false, { version: { defaultValue: "1" } });
    expect(errors()).toEqual([]);
  });
});
