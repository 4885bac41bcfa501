import { DeliverArtifactStage, DeliverArtifactStageProps } from "../../src";
import { buildPipeline, buildSpec, imageArtifact } from "../support/fixtures";
import { policyStatements, resolved, resourceOf } from "../support/synthesized";
import { COMPARTMENT, testStack } from "../support/test-stack";
import { violationsOf } from "../support/violations";

const TYPE = "oci_devops_build_pipeline_stage";

function setUp() {
  const { stack, project } = testStack();
  const { pipeline, build } = buildPipeline(stack, project, ["imageVersion"]);
  const deliver = (artifacts: DeliverArtifactStageProps["artifacts"]) =>
    new DeliverArtifactStage(stack, "deliver", { pipeline, artifacts });
  return { stack, project, pipeline, build, deliver };
}

describe("a deliver artifact stage", () => {
  test("maps outputs of the build specification to artifacts", () => {
    const { stack, project, build, deliver } = setUp();
    build("build", buildSpec(["fast", "slow"]));
    const artifacts = { fast: imageArtifact(stack, project, "a"), slow: imageArtifact(stack, project, "b") };
    const stage = deliver(artifacts);
    expect(resourceOf(stage, TYPE)).toMatchObject({
      build_pipeline_stage_type: "DELIVER_ARTIFACT",
      display_name: "deliver",
      description: "deliver",
      deliver_artifact_collection: {
        items: [
          { artifact_name: "fast", artifact_id: resolved(stack, artifacts.fast.artifactId) },
          { artifact_name: "slow", artifact_id: resolved(stack, artifacts.slow.artifactId) },
        ],
      },
    });
    expect(stage.artifacts).toBe(artifacts);
  });

  test("needs at least one output", () => {
    expect(violationsOf("test/deliver", () => setUp().deliver({}))).toEqual([
      "artifacts is empty; name at least one output",
    ]);
  });

  test("needs to push to the artifact's repository and to read what the project knows of it, and no more", () => {
    const { stack, project, pipeline, build, deliver } = setUp();
    build("build", buildSpec(["image"]));
    const before = pipeline.policy.actions.length;
    deliver({ image: imageArtifact(stack, project) });
    const principal =
      "request.principal.type = 'devopsbuildpipeline', " +
      `request.principal.id = '${resolved(stack, pipeline.pipelineId)}'`;
    expect(pipeline.policy.actions.slice(before)).toEqual([
      {
        actionId: "ocir-push-existing",
        values: { repoCompartment: COMPARTMENT, repoName: "functions/retriever" },
      },
      { actionId: "read-deploy-artifact-definition", values: { projectCompartment: COMPARTMENT } },
    ]);
    const [, ...statements] = policyStatements(stack)[COMPARTMENT];
    expect(statements).toEqual([
      `Allow any-user to inspect repos in compartment id ${COMPARTMENT} where all {${principal}}`,
      `Allow any-user to {REPOSITORY_READ, REPOSITORY_UPDATE} in compartment id ${COMPARTMENT} where all {${principal}, target.repo.name = 'functions/retriever'}`,
      `Allow any-user to read devops-deploy-artifact in compartment id ${COMPARTMENT} where all {${principal}}`,
    ]);
  });
});
