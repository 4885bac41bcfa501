import {
  BuildPipeline,
  BuildPipelineStage,
  FunctionDeployPipeline,
  ManagedBuildStage,
  OciFunction,
} from "../../src";
import { buildPipeline, imageArtifact } from "../support/fixtures";
import { resolved, resource, resourceOf, resources } from "../support/synthesized";
import { testStack } from "../support/test-stack";
import { violationsOf } from "../support/violations";

const TYPE = "oci_devops_build_pipeline_stage";

const predecessorIds = (stage: BuildPipelineStage): string[] =>
  resourceOf(stage, TYPE).build_pipeline_stage_predecessor_collection.items.map(
    ({ id }: { id: string }) => id,
  );
const idOf = (thing: BuildPipelineStage | BuildPipeline) =>
  resolved(thing, thing instanceof BuildPipeline ? thing.pipelineId : thing.stageId);

function setUp() {
  const { stack, project } = testStack();
  const { pipeline, source, build } = buildPipeline(stack, project);
  const after = (id: string, predecessors: BuildPipelineStage[]) =>
    new ManagedBuildStage(stack, id, { pipeline, sources: [source], predecessors });
  return { stack, project, pipeline, source, build, after };
}

describe("a stage of a build pipeline", () => {
  test("is named and described after its construct unless told otherwise", () => {
    const { stack, build, pipeline } = setUp();
    const stage = build("compile");
    expect(resource(stack, TYPE)).toMatchObject({
      build_pipeline_id: idOf(pipeline),
      display_name: "compile",
      description: "compile",
    });
    expect(stage).toMatchObject({ displayName: "compile", pipeline });
    expect(idOf(stage)).toMatch(/^\$\{oci_devops_build_pipeline_stage\.\w+\.id\}$/);
  });

  test("is described by its display name, and takes a description and tags", () => {
    const { stack, pipeline, source } = setUp();
    const common = {
      pipeline,
      sources: [source],
      displayName: "Compile",
      freeformTags: { a: "b" },
      definedTags: { "c.d": "e" },
    };
    const first = new ManagedBuildStage(stack, "first", common);
    const second = new ManagedBuildStage(stack, "second", { ...common, description: "With make" });
    expect(resourceOf(first, TYPE)).toMatchObject({
      display_name: "Compile",
      description: "Compile",
      freeform_tags: { a: "b" },
      defined_tags: { "c.d": "e" },
    });
    expect(resourceOf(second, TYPE)).toMatchObject({ display_name: "Compile", description: "With make" });
  });
});

describe("the predecessors of a stage", () => {
  test("are the pipeline itself for the first stage, and else the stage added last", () => {
    const { pipeline, build } = setUp();
    const [a, b, c] = [build("a"), build("b"), build("c")];
    expect([a, b, c].map(predecessorIds)).toEqual([[idOf(pipeline)], [idOf(a)], [idOf(b)]]);
    expect([a, b, c].map((stage) => stage.predecessors)).toEqual([[], [a], [b]]);
  });

  test("may be named: stages that wait for the same one run in parallel, and one may wait for several", () => {
    const { build, after } = setUp();
    const first = build("first");
    const [left, right] = [after("left", [first]), after("right", [first])];
    const last = after("last", [left, right]);
    expect(predecessorIds(left)).toEqual([idOf(first)]);
    expect(predecessorIds(right)).toEqual([idOf(first)]);
    expect(predecessorIds(last)).toEqual([idOf(left), idOf(right)]);
  });

  test("may be none: the stage begins with the pipeline, beside the first one", () => {
    const { pipeline, build, after } = setUp();
    build("first");
    const beside = after("beside", []);
    expect(beside.predecessors).toEqual([]);
    expect(predecessorIds(beside)).toEqual([idOf(pipeline)]);
  });

  test("have predecessors of their own; all of them together run before the stage, each once", () => {
    const { build, after } = setUp();
    const first = build("first");
    const [left, right] = [after("left", [first]), after("right", [first])];
    const last = after("last", [left, right]);
    expect(first.upstream).toEqual([]);
    expect(last.upstream.map(({ node }) => node.id)).toEqual(["first", "left", "right"]);
  });

  test("must be of the same pipeline, which is said together with everything else that is wrong", () => {
    const { stack, project, pipeline, source, build } = setUp();
    const foreign = build("foreign");
    const other = new BuildPipeline(stack, "other", { project });
    const props = {
      pipeline: other,
      sources: [source, source],
      predecessors: [foreign],
      displayName: "",
      description: "d".repeat(401),
    };
    expect(violationsOf("test/stage", () => new ManagedBuildStage(stack, "stage", props))).toEqual([
      "two sources are named functions; each needs its own directory",
      "predecessor test/foreign belongs to another pipeline",
      "description takes at most 400 characters, has 401 (DevOps API, CreateBuildPipelineStageDetails.description.maxLength)",
      "displayName needs at least 1 characters, has 0 (DevOps API, CreateBuildPipelineStageDetails.displayName.minLength)",
    ]);
    expect([pipeline.stages, other.stages]).toEqual([[foreign], []]);
  });
});

describe("the stages of one project", () => {
  const address = (stage: BuildPipelineStage) => idOf(stage).replace(/^\$\{|\.id\}$/g, "");
  const dependsOn = (stage: BuildPipelineStage) => resourceOf(stage, TYPE).depends_on;

  test("are written one after another, parallel ones and those of another pipeline, too", () => {
    const { stack, project, source, build, after } = setUp();
    const first = build("first");
    const parallel = after("parallel", []);
    const pipeline = new BuildPipeline(stack, "other", { project });
    const elsewhere = new ManagedBuildStage(stack, "elsewhere", { pipeline, sources: [source] });
    expect([first, parallel, elsewhere].map(dependsOn)).toEqual([
      undefined,
      [address(first)],
      [address(parallel)],
    ]);
  });

  test("include those of deployment pipelines", () => {
    const { stack, project, build } = setUp();
    const first = build("first");
    new FunctionDeployPipeline(stack, "deploy", {
      project,
      artifact: imageArtifact(stack, project),
      function: OciFunction.fromFunctionAttributes(stack, "fn", { functionId: "f", compartmentId: "c" }),
    });
    const [deployment] = resources(stack, "oci_devops_deploy_stage");
    expect(deployment.depends_on).toEqual([address(first)]);
    expect(dependsOn(build("last"))).toEqual([expect.stringMatching(/^oci_devops_deploy_stage\./)]);
  });
});
