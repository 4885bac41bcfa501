import { pipelineStack, PIPELINE, problems, stackOf, stage, STAGE, wait } from "./terraform-json";
import { readPlan } from "../../src/pipeline/read-plan";

const planOf = (content: unknown, variables?: Record<string, string>) =>
  readPlan(stackOf(content, variables));
const ARTIFACT = {
  display_name: "image",
  argument_substitution_mode: "SUBSTITUTE_PLACEHOLDERS",
  deploy_artifact_source: {
    deploy_artifact_source_type: "OCIR",
    image_uri: "iad.ocir.io/${var.namespace}/app:$${imageVersion}",
  },
};
const deliver = (items: object[], after: string[] = []) =>
  stage("DELIVER_ARTIFACT", after, { deliver_artifact_collection: { items } });
const trigger = (body: Record<string, unknown>) => stage("TRIGGER_DEPLOYMENT_PIPELINE", [], body);

describe("a deliver artifact stage", () => {
  const items = [{ artifact_name: "image", artifact_id: "${oci_devops_deploy_artifact.image.id}" }];
  const delivered = {
    outputName: "image",
    artifact: {
      artifactId: expect.stringMatching(/^ocid1\.devopsdeployartifact\.oc1\.local\./),
      displayName: "image",
      imageUri: "iad.ocir.io/acme/app:${imageVersion}",
      substitutesPlaceholders: true,
    },
  };

  test.each([
    ["objects", ARTIFACT],
    ["lists", [{ ...ARTIFACT, deploy_artifact_source: [ARTIFACT.deploy_artifact_source] }]],
  ])("has outputs and their artifacts, with blocks written as %s", (_, image) => {
    const content = pipelineStack({ deliver: deliver(items) }, { oci_devops_deploy_artifact: { image } });
    expect(planOf(content, { namespace: "acme" }).stages).toMatchObject([
      { kind: "DELIVER_ARTIFACT", deliveries: [delivered] },
    ]);
  });

  test.each([
    ["NONE", {}],
    [undefined, { deploy_artifact_path: "a.zip" }],
  ])("has an artifact that keeps its placeholders, or is no image: %s", (mode, source) => {
    const image = { argument_substitution_mode: mode, deploy_artifact_source: source };
    const content = pipelineStack({ deliver: deliver(items) }, { oci_devops_deploy_artifact: { image } });
    expect(planOf(content).stages).toMatchObject([
      {
        deliveries: [
          { artifact: { displayName: "image", imageUri: undefined, substitutesPlaceholders: false } },
        ],
      },
    ]);
  });

  test.each([
    ["missing from the stack", "${oci_devops_deploy_artifact.nothing.id}"],
    ["an OCID", "ocid1.deployartifact.oc1.iad.image"],
    ["a resource of another type", `\${${PIPELINE}.main.id}`],
  ])("is a problem when its artifact is %s", (_, reference) => {
    const content = pipelineStack({ deliver: deliver([{ artifact_name: "image", artifact_id: reference }]) });
    expect(problems(() => planOf(content))).toEqual([
      `${STAGE}.deliver: ${reference} is not an artifact of this stack; its address is not known here`,
    ]);
  });

  test("is a problem at the artifact when a variable of its address has no value", () => {
    const content = pipelineStack(
      { deliver: deliver(items) },
      { oci_devops_deploy_artifact: { image: ARTIFACT } },
    );
    expect(problems(() => planOf(content))).toEqual([
      "oci_devops_deploy_artifact.image: var.namespace has no value; " +
        "give it with --var namespace=VALUE or TF_VAR_namespace",
    ]);
  });
});

describe("a trigger deployment stage", () => {
  const deployment = {
    oci_devops_deploy_artifact: { image: ARTIFACT },
    oci_devops_deploy_environment: { fn: { function_id: "${var.function_id}" } },
    oci_devops_deploy_pipeline: {
      deploy: {
        display_name: "Deploy",
        deploy_pipeline_parameters: { items: [{ name: "a", default_value: "1" }, { name: "b" }] },
      },
      other: {},
    },
    oci_devops_deploy_stage: {
      fn: {
        deploy_pipeline_id: "${oci_devops_deploy_pipeline.deploy.id}",
        deploy_stage_type: "DEPLOY_FUNCTION",
        docker_image_deploy_artifact_id: "${oci_devops_deploy_artifact.image.id}",
        function_deploy_environment_id: "${oci_devops_deploy_environment.fn.id}",
      },
      pause: { deploy_pipeline_id: "${oci_devops_deploy_pipeline.deploy.id}", deploy_stage_type: "WAIT" },
      elsewhere: {
        deploy_pipeline_id: "${oci_devops_deploy_pipeline.other.id}",
        deploy_stage_type: "DEPLOY_FUNCTION",
      },
    },
  };
  const deploy = trigger({
    deploy_pipeline_id: "${oci_devops_deploy_pipeline.deploy.id}",
    is_pass_all_parameters_enabled: true,
  });

  test("has the deployment's parameters, functions and their images", () => {
    const variables = { namespace: "acme", function_id: "ocid1.fnfunc.oc1.iad.retriever" };
    expect(planOf(pipelineStack({ deploy }, deployment), variables).stages).toMatchObject([
      {
        kind: "TRIGGER_DEPLOYMENT_PIPELINE",
        passAllParameters: true,
        deployment: {
          displayName: "Deploy",
          pipelineId: expect.stringMatching(/^ocid1\.devopsdeploypipeline\.oc1\.local\./),
          parameters: [
            { name: "a", defaultValue: "1" },
            { name: "b", defaultValue: undefined },
          ],
          functions: [
            {
              functionId: "ocid1.fnfunc.oc1.iad.retriever",
              artifact: { imageUri: "iad.ocir.io/acme/app:${imageVersion}" },
            },
          ],
        },
      },
    ]);
  });

  test("has only the id of a deployment pipeline that stands elsewhere", () => {
    const pipelineId = "ocid1.devopsdeploypipeline.oc1.iad.deploy";
    const content = pipelineStack({ deploy: trigger({ deploy_pipeline_id: pipelineId }) });
    expect(planOf(content).stages).toMatchObject([
      { passAllParameters: false, deployment: { pipelineId, parameters: [], functions: [] } },
    ]);
  });

  test.each([
    ["true", "true", true],
    ["${var.pass}", "true", true],
    ["${var.pass}", "false", false],
  ])("passes parameters as Terraform reads %j with %s", (written, pass, passAllParameters) => {
    const body = { deploy_pipeline_id: "ocid1.x", is_pass_all_parameters_enabled: written };
    expect(planOf(pipelineStack({ deploy: trigger(body) }), { pass }).stages).toMatchObject([
      { passAllParameters },
    ]);
  });

  test("is a problem when its pipeline is a variable without a value", () => {
    const content = pipelineStack({ deploy: trigger({ deploy_pipeline_id: "${var.deploy}" }) });
    expect(problems(() => planOf(content))).toEqual([expect.stringContaining("var.deploy has no value")]);
  });
});

describe("a wait stage", () => {
  test.each([
    ["an object", { wait_duration: "PT10M5S" }],
    ["a list", [{ wait_duration: "PT10M5S" }]],
  ])("has its duration, with its block written as %s", (_, criteria) => {
    expect(planOf(pipelineStack({ pause: wait([], { wait_criteria: criteria }) })).stages).toMatchObject([
      { kind: "WAIT", displayName: "pause", duration: "PT10M5S" },
    ]);
  });
});

test("a stage of an unknown type is a problem, and so is one without a type", () => {
  const content = pipelineStack({
    a: stage("APPROVAL", []),
    b: wait(),
    c: wait([], { build_pipeline_stage_type: undefined }),
  });
  expect(problems(() => planOf(content))).toEqual([
    `${STAGE}.a: build_pipeline_stage_type APPROVAL is not known`,
    `${STAGE}.c: build_pipeline_stage_type undefined is not known`,
  ]);
});

test("all problems come at once, and each once", () => {
  const missing = { artifact_name: "a", artifact_id: "${oci_devops_deploy_artifact.nothing.id}" };
  const content = pipelineStack({
    a: stage("APPROVAL", []),
    b: deliver([missing, missing]),
    c: wait(["d"]),
    d: wait(["c"]),
  });
  expect(problems(() => planOf(content))).toEqual([
    `${STAGE}.a: build_pipeline_stage_type APPROVAL is not known`,
    `${STAGE}.b: ${missing.artifact_id} is not an artifact of this stack; its address is not known here`,
    `stages wait for each other: ${STAGE}.c, ${STAGE}.d`,
  ]);
});
