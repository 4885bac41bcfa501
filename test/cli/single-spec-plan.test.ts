import { singleSpecPlan } from "../../src/cli/single-spec-plan";

describe("the plan of a build specification without a stack", () => {
  test("is one managed build stage with one source", () => {
    const plan = singleSpecPlan("functions/app/build_spec.yaml");
    expect(plan).toMatchObject({
      displayName: "build_spec.yaml",
      parameters: [],
      stages: [
        { kind: "BUILD", displayName: "Build", primarySource: "source", sources: [{ name: "source" }] },
      ],
    });
    expect(plan.stages).toHaveLength(1);
  });

  test("has the same ids for the same file, and others for another", () => {
    const ids = (file: string) => [singleSpecPlan(file).pipelineId, singleSpecPlan(file).stages[0].stageId];
    expect(ids("a/build_spec.yaml")).toEqual(ids("./a/build_spec.yaml"));
    expect(ids("a/build_spec.yaml")).not.toEqual(ids("b/build_spec.yaml"));
    expect(ids("a/build_spec.yaml")[0]).toMatch(/^ocid1\.devopsbuildpipeline\.oc1\./);
  });
});
