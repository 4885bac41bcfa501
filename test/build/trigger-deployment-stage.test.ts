import { FunctionDeployPipeline, OciFunction, TriggerDeploymentStage } from "../../src";
import { buildPipeline, imageArtifact } from "../support/fixtures";
import { resolved, resourceOf } from "../support/synthesized";
import { COMPARTMENT, testStack } from "../support/test-stack";

const TYPE = "oci_devops_build_pipeline_stage";

function setUp(passAllParameters?: boolean) {
  const { stack, project } = testStack();
  const deployPipeline = new FunctionDeployPipeline(stack, "deploy", {
    project,
    artifact: imageArtifact(stack, project, "image", "1.0"),
    function: OciFunction.fromFunctionAttributes(stack, "fn", {
      functionId: "f",
      compartmentId: "functions",
    }),
  });
  const { pipeline } = buildPipeline(stack, project);
  const stage = new TriggerDeploymentStage(stack, "start", { pipeline, deployPipeline, passAllParameters });
  return { stack, pipeline, deployPipeline, stage };
}

describe("a trigger deployment stage", () => {
  test("starts the deployment pipeline with all parameters unless told otherwise", () => {
    const { stack, stage, deployPipeline } = setUp();
    expect(resourceOf(stage, TYPE)).toMatchObject({
      build_pipeline_stage_type: "TRIGGER_DEPLOYMENT_PIPELINE",
      display_name: "start",
      description: "start",
      deploy_pipeline_id: resolved(stack, deployPipeline.pipelineId),
      is_pass_all_parameters_enabled: true,
    });
    expect(stage).toMatchObject({ passAllParameters: true, deployPipeline });
  });

  test("may pass none", () => {
    const { stage } = setUp(false);
    expect(resourceOf(stage, TYPE).is_pass_all_parameters_enabled).toBe(false);
    expect(stage.passAllParameters).toBe(false);
  });

  test("needs to start deployments of the deployment pipeline's project, and no more", () => {
    const { stack, pipeline } = setUp();
    const principal =
      "request.principal.type = 'devopsbuildpipeline', " +
      `request.principal.id = '${resolved(stack, pipeline.pipelineId)}'`;
    expect(pipeline.policy.actions).toEqual([
      { actionId: "trigger-deploy-pipeline", values: { projectCompartment: COMPARTMENT } },
    ]);
    const statements = [
      `Allow any-user to read devops-deploy-pipeline in compartment id ${COMPARTMENT} where all {${principal}}`,
      `Allow any-user to manage devops-deployment in compartment id ${COMPARTMENT} where all {${principal}}`,
    ];
    expect(pipeline.policy.statements.map((text) => resolved(stack, text))).toEqual(statements);
  });
});
