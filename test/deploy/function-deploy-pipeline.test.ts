import { FunctionDeployPipeline, FunctionDeployPipelineProps, OciFunction } from "../../src";
import { imageArtifact } from "../support/fixtures";
import { policyStatements, resolved, resource, resourceOf, resources } from "../support/synthesized";
import { COMPARTMENT, PROJECT, testStack, TestStack } from "../support/test-stack";
import { violationsOf } from "../support/violations";

const FUNCTION = "ocid1.fnfunc.oc1.iad.fn";
const FUNCTIONS = "ocid1.compartment.oc1..functions";

type Props = Partial<FunctionDeployPipelineProps> & { tag?: string; functionId?: string };

function deployment({ stack, project }: TestStack, { tag, functionId = FUNCTION, ...props }: Props = {}) {
  return new FunctionDeployPipeline(stack, "deploy", {
    project,
    artifact: imageArtifact(stack, project, "image", tag),
    function: OciFunction.fromFunctionAttributes(stack, "fn", { functionId, compartmentId: FUNCTIONS }),
    ...props,
  });
}

const refused = (props: Props) => violationsOf("test/deploy", () => deployment(testStack(), props));

describe("a deployment pipeline of a function", () => {
  test("has one stage that gives the function the image", () => {
    const test = testStack();
    const made = deployment(test);
    const ids = [made.pipelineId, made.environmentId, made.stageId].map((id) => resolved(test.stack, id));
    expect(ids).toEqual([
      expect.stringMatching(/^\$\{oci_devops_deploy_pipeline\.\w+\.id\}$/),
      expect.stringMatching(/^\$\{oci_devops_deploy_environment\.\w+\.id\}$/),
      expect.stringMatching(/^\$\{oci_devops_deploy_stage\.\w+\.id\}$/),
    ]);
    expect(resourceOf(made, "oci_devops_deploy_pipeline")).toEqual({
      project_id: PROJECT,
      display_name: "deploy",
    });
    expect(resource(test.stack, "oci_devops_deploy_environment")).toEqual({
      project_id: PROJECT,
      display_name: "deploy",
      deploy_environment_type: "FUNCTION",
      function_id: FUNCTION,
    });
    const [artifactName] = Object.values(resources(test.stack, "oci_devops_deploy_artifact"));
    expect(artifactName.display_name).toBe("image");
    expect(resource(test.stack, "oci_devops_deploy_stage")).toEqual({
      deploy_pipeline_id: ids[0],
      deploy_stage_type: "DEPLOY_FUNCTION",
      display_name: "deploy",
      description: "deploy",
      deploy_stage_predecessor_collection: { items: [{ id: ids[0] }] },
      function_deploy_environment_id: ids[1],
      docker_image_deploy_artifact_id: expect.stringMatching(/^\$\{oci_devops_deploy_artifact\.\w+\.id\}$/),
    });
  });

  test("takes a name, a description and tags", () => {
    const test = testStack();
    const tags = { freeformTags: { a: "b" }, definedTags: { "c.d": "e" } };
    deployment(test, { displayName: "Deploy", description: "To production", ...tags });
    const tagged = { display_name: "Deploy", freeform_tags: { a: "b" }, defined_tags: { "c.d": "e" } };
    expect(resource(test.stack, "oci_devops_deploy_pipeline")).toMatchObject({
      ...tagged,
      description: "To production",
    });
    expect(resource(test.stack, "oci_devops_deploy_environment")).toMatchObject(tagged);
    expect(resource(test.stack, "oci_devops_deploy_stage")).toMatchObject({
      ...tagged,
      description: "To production",
    });
  });

  test("takes parameters, whose placeholders Terraform leaves alone", () => {
    const test = testStack();
    deployment(test, {
      parameters: { imageVersion: { defaultValue: "${other}-1", description: "Tag" }, other: {} },
    });
    expect(resource(test.stack, "oci_devops_deploy_pipeline").deploy_pipeline_parameters).toEqual({
      items: [{ name: "imageVersion", default_value: "$${other}-1", description: "Tag" }, { name: "other" }],
    });
  });

  test("of one project is written after the one made before it", () => {
    const test = testStack();
    const first = deployment(test);
    const second = new FunctionDeployPipeline(test.stack, "second", {
      project: test.project,
      artifact: imageArtifact(test.stack, test.project, "other"),
      function: OciFunction.fromFunctionAttributes(test.stack, "fn2", {
        functionId: "f",
        compartmentId: FUNCTIONS,
      }),
    });
    const byPipeline = Object.fromEntries(
      resources(test.stack, "oci_devops_deploy_stage").map((stage) => [
        stage.deploy_pipeline_id,
        stage.depends_on,
      ]),
    );
    expect(byPipeline).toEqual({
      [resolved(test.stack, first.pipelineId)]: undefined,
      [resolved(test.stack, second.pipelineId)]: [
        resolved(test.stack, first.stageId).replace(/^\$\{|\.id\}$/g, ""),
      ],
    });
  });

  test("is refused with everything that is wrong at once", () => {
    expect(
      refused({ displayName: "", description: "d".repeat(401), parameters: { "1st": { defaultValue: "" } } }),
    ).toEqual([
      expect.stringMatching(
        /^deployPipelineParameters\.items\[0\]\.defaultValue needs at least 1 characters/,
      ),
      expect.stringMatching(/^deployPipelineParameters\.items\[0\]\.name "1st" does not match/),
      expect.stringMatching(/^description takes at most 400 characters, has 401/),
      expect.stringMatching(/^displayName needs at least 1 characters, has 0/),
    ]);
  });

  test("is refused with everything that is wrong at once, in its environment and its stage, too", () => {
    const violations = refused({ functionId: "", parameters: { "1st": {} } });
    expect(violations).toContainEqual(expect.stringMatching(/name "1st" does not match/));
    expect(violations).toContainEqual(expect.stringMatching(/functionId needs at least 1 characters, has 0/));
  });
});

describe("the arguments that a deployment must be given", () => {
  test.each<[string, Props, string[]]>([
    ["are the artifact's placeholders", {}, ["imageVersion"]],
    ["are none when there is nothing to fill in", { tag: "1.0" }, []],
    ["are not those with a default", { tag: "${a}-${b}", parameters: { a: { defaultValue: "1" } } }, ["b"]],
    ["are those of parameters without a default", { tag: "${a}", parameters: { a: {} } }, ["a"]],
    ["are those of parameters that no placeholder names, too", { tag: "1.0", parameters: { a: {} } }, ["a"]],
  ])("%s", (_, props, expected) => {
    expect(deployment(testStack(), props).requiredArguments).toEqual(expected);
  });
});

describe("what a deployment pipeline may do", () => {
  const REPOSITORY = "functions/retriever";

  test("is to read what it deploys and to update its one function", () => {
    const test = testStack();
    const { policy, pipelineId } = deployment(test);
    const principal =
      "request.principal.type = 'devopsdeploypipeline', " +
      `request.principal.id = '${resolved(test.stack, pipelineId)}'`;
    expect(policy.actions).toEqual([
      { actionId: "deploy-read-devops-objects", values: { projectCompartment: COMPARTMENT } },
      { actionId: "deploy-function", values: { fnCompartment: FUNCTIONS, fnOcid: FUNCTION } },
      {
        actionId: "deploy-function-read-image",
        values: { repoCompartment: COMPARTMENT, repoName: REPOSITORY },
      },
    ]);
    expect(policyStatements(test.stack)).toEqual({
      [COMPARTMENT]: [
        `Allow any-user to read devops-deploy-artifact in compartment id ${COMPARTMENT} where all {${principal}}`,
        `Allow any-user to read devops-deploy-environment in compartment id ${COMPARTMENT} where all {${principal}}`,
        `Allow any-user to read repos in compartment id ${COMPARTMENT} where all {${principal}, target.repo.name = '${REPOSITORY}'}`,
      ],
      [FUNCTIONS]: [
        `Allow any-user to manage fn-function in compartment id ${FUNCTIONS} where all {${principal}, target.function.id = '${FUNCTION}', ` +
          "any {request.permission = 'FN_FUNCTION_READ', request.permission = 'FN_FUNCTION_UPDATE'}}",
        `Allow any-user to read fn-app in compartment id ${FUNCTIONS} where all {${principal}}`,
      ],
    });
  });

  test("is granted to its dynamic group when the project knows its tenancy", () => {
    const test = testStack({ tenancyId: "tenancy", withHomeRegion: true });
    const { policy, pipelineId } = deployment(test);
    const group = `dynamic-group id ${resolved(test.stack, policy.dynamicGroupId!)}`;
    expect(resource(test.stack, "oci_identity_dynamic_group")).toMatchObject({
      provider: "oci.home",
      matching_rule: `ALL {resource.type = 'devopsdeploypipeline', resource.id = '${resolved(test.stack, pipelineId)}'}`,
    });
    expect(policyStatements(test.stack)).toEqual({
      [COMPARTMENT]: [
        `Allow ${group} to read devops-deploy-artifact in compartment id ${COMPARTMENT}`,
        `Allow ${group} to read devops-deploy-environment in compartment id ${COMPARTMENT}`,
        `Allow ${group} to read repos in compartment id ${COMPARTMENT} where target.repo.name = '${REPOSITORY}'`,
      ],
      [FUNCTIONS]: [
        `Allow ${group} to manage fn-function in compartment id ${FUNCTIONS} where all {target.function.id = '${FUNCTION}', ` +
          "any {request.permission = 'FN_FUNCTION_READ', request.permission = 'FN_FUNCTION_UPDATE'}}",
        `Allow ${group} to read fn-app in compartment id ${FUNCTIONS}`,
      ],
    });
  });
});
