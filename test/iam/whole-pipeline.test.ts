import { ContainerArtifact, FunctionBuildPipeline, FunctionDeployPipeline, OciFunction } from "../../src";
import { existingConnection, externalSource, SECRETS_COMPARTMENT, TOKEN_SECRET } from "../support/fixtures";
import { resolved, resources } from "../support/synthesized";
import { COMPARTMENT, testStack } from "../support/test-stack";

const TENANCY = "ocid1.tenancy.oc1..tenancy";

describe("from GitHub to a deployed function", () => {
  test("the pipelines are granted what the permission reference lists for it (3.4), and nothing more", () => {
    const { stack, project } = testStack({ tenancyId: TENANCY });
    const connection = existingConnection(stack, project);
    const artifact = new ContainerArtifact(stack, "image", {
      project,
      region: "iad",
      namespace: "acme",
      repositoryName: "team/fn",
    });
    const fn = OciFunction.fromFunctionAttributes(stack, "fn", { functionId: "FN", compartmentId: "F" });
    const deployTo = new FunctionDeployPipeline(stack, "deploy", { project, artifact, function: fn });
    const build = new FunctionBuildPipeline(stack, "build", {
      project,
      source: externalSource(connection),
      functionDirectory: "fn",
      artifact,
      deployTo,
      parameters: { imageVersion: { defaultValue: "1" } },
    });
    const group = (policy: { dynamicGroupId?: string }) => resolved(stack, policy.dynamicGroupId!);
    const bp = `Allow dynamic-group id ${group(build.policy)} to`;
    const dp = `Allow dynamic-group id ${group(deployTo.policy)} to`;
    const all = resources(stack, "oci_identity_policy").flatMap(({ statements }) => statements as string[]);
    expect([...all].sort()).toEqual(
      [
        `${bp} read secret-bundles in compartment id ${SECRETS_COMPARTMENT} where target.secret.id = '${TOKEN_SECRET}'`,
        // Narrower than in the reference: the catalogue knows a variable for the connection.
        `${bp} read devops-connection in compartment id ${COMPARTMENT} where target.connection.id = '${connection.connectionId}'`,
        `${bp} read devops-deploy-artifact in compartment id ${COMPARTMENT}`,
        `${bp} inspect repos in compartment id ${COMPARTMENT}`,
        `${bp} {REPOSITORY_READ, REPOSITORY_UPDATE} in compartment id ${COMPARTMENT} where target.repo.name = 'team/fn'`,
        `${bp} read devops-deploy-pipeline in compartment id ${COMPARTMENT}`,
        `${bp} manage devops-deployment in compartment id ${COMPARTMENT}`,
        `${dp} read devops-deploy-artifact in compartment id ${COMPARTMENT}`,
        `${dp} read devops-deploy-environment in compartment id ${COMPARTMENT}`,
        `${dp} read fn-app in compartment id F`,
        `${dp} manage fn-function in compartment id F where all {target.function.id = 'FN', any {request.permission = 'FN_FUNCTION_READ', request.permission = 'FN_FUNCTION_UPDATE'}}`,
        `${dp} read repos in compartment id ${COMPARTMENT} where target.repo.name = 'team/fn'`,
      ].sort(),
    );
  });
});
