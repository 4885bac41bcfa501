import { BuildSpecDocument, OutputType } from "../../src/build-spec/model";
import { stageUse } from "../../src/cli/stage-use";
import { artifactPlan, buildPlan, deliverPlan, pipelinePlan, triggerPlan } from "../runner/support/plans";

const FIRST = buildPlan({ displayName: "First", address: "stage.first", timeoutInSeconds: 600 });
const SECOND = buildPlan({ displayName: "Second", address: "stage.second", predecessors: ["stage.first"] });
const jar = { name: "jar", type: OutputType.BINARY, location: "app.jar" };
const image = { name: "image", type: OutputType.DOCKER_IMAGE, location: "app" };

const documents = (all: Record<string, Partial<BuildSpecDocument>>) => new Map(Object.entries(all));

describe("a stage's use of its build specification", () => {
  test("has the stage's own settings and the pipeline's parameters", () => {
    const pipeline = pipelinePlan([FIRST], [{ name: "version", defaultValue: "1" }]);
    expect(stageUse(pipeline, FIRST, new Map())).toMatchObject({
      stage: "First",
      image: "OL8_X86_64_STANDARD_10",
      timeoutInSeconds: 600,
      parameters: ["version"],
    });
  });

  test("has the exports and files of earlier stages, not those of later ones", () => {
    const pipeline = pipelinePlan([FIRST, SECOND]);
    const all = documents({
      "stage.first": { env: { exportedVariables: ["TAG"] }, outputArtifacts: [jar, image] },
      "stage.second": { env: { exportedVariables: ["LATER"] }, outputArtifacts: [{ ...jar, name: "late" }] },
    });
    expect(stageUse(pipeline, SECOND, all)).toMatchObject({ exportedBefore: ["TAG"], savedBefore: ["jar"] });
    expect(stageUse(pipeline, FIRST, all)).toMatchObject({ exportedBefore: [], savedBefore: [] });
  });

  test("has the deliveries that no other stage makes the output of", () => {
    const deliver = deliverPlan([
      { outputName: "image", artifact: artifactPlan({ imageUri: "iad.ocir.io/ns/app:1" }) },
      { outputName: "jar", artifact: artifactPlan() },
    ]);
    const pipeline = pipelinePlan([FIRST, SECOND, deliver]);
    const all = documents({ "stage.first": { outputArtifacts: [image] }, "stage.second": {} });
    expect(stageUse(pipeline, SECOND, all).deliveries).toEqual([
      { stage: "Deliver", outputName: "jar", isImage: false },
    ]);
    expect(stageUse(pipeline, FIRST, all).deliveries).toEqual([
      { stage: "Deliver", outputName: "image", isImage: true },
      { stage: "Deliver", outputName: "jar", isImage: false },
    ]);
  });

  test("has each placeholder once that no parameter and no other stage gives", () => {
    const artifact = artifactPlan({ imageUri: "iad.ocir.io/ns/${app}:${version}-${TAG}-${OTHER}" });
    const pipeline = pipelinePlan(
      [
        FIRST,
        SECOND,
        deliverPlan([{ outputName: "image", artifact }]),
        triggerPlan({
          deployment: {
            displayName: "deployment",
            pipelineId: "ocid1.deployment",
            parameters: [{ name: "OTHER", defaultValue: "1" }, { name: "TAG" }],
            functions: [{ functionId: "ocid1.fnfunc", artifact }],
          },
        }),
      ],
      [{ name: "version", defaultValue: "1" }],
    );
    const all = documents({ "stage.second": { env: { exportedVariables: ["app"] } } });
    expect(stageUse(pipeline, FIRST, all).placeholders).toEqual([
      { name: "TAG", artifact: "artifact" },
      { name: "OTHER", artifact: "artifact" },
    ]);
  });

  test("has no placeholder of an artifact that keeps them", () => {
    const artifact = artifactPlan({ imageUri: "iad.ocir.io/ns/app:${TAG}", substitutesPlaceholders: false });
    const pipeline = pipelinePlan([FIRST, deliverPlan([{ outputName: "image", artifact }])]);
    expect(stageUse(pipeline, FIRST, new Map()).placeholders).toEqual([]);
  });
});
