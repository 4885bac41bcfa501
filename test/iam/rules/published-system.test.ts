import { checkPolicies } from "../../../src/iam/rules/check";
import { readPolicies } from "../../../src/iam/rules/policy-source";

const COMPARTMENT = "ocid1.compartment.oc1..aaaacloudnative";
const IN = `in compartment id ${COMPARTMENT}`;
const BUILD = "cloudnative2021-devops_buildpipeline_dg";
const DEPLOY = "cloudnative2021-devops-pipln-dg";
const REPOSITORY = "cloudnative2021-devops_coderepositories-dg";

const group = (address: string, name: string, type: string) => ({
  address: `oci_identity_dynamic_group.${address}`,
  mode: "managed",
  type: "oci_identity_dynamic_group",
  values: {
    name,
    matching_rule: `All {resource.type = '${type}', resource.compartment.id = '${COMPARTMENT}'}`,
  },
});

const policy = (address: string, ...statements: readonly string[]) => ({
  address: `oci_identity_policy.${address}`,
  mode: "managed",
  type: "oci_identity_policy",
  values: { compartment_id: "ocid1.tenancy.oc1..aaaatenancy", statements },
});

/**
 * The policies of the published system as its plan has them.
 *
 * Source: https://github.com/lucasjellema/cloudnative-on-oci-2021, iac/policies.tf
 */
const PLAN = JSON.stringify({
  format_version: "1.2",
  planned_values: {
    root_module: {
      resources: [
        group("devops_pipln_dg", DEPLOY, "devopsdeploypipeline"),
        group("devops_buildpipeline_dg", BUILD, "devopsbuildpipeline"),
        group("cloudnative2021-devops_coderepositories", REPOSITORY, "devopsrepository"),
        policy("devops_compartment_policies", `Allow dynamic-group ${DEPLOY} to manage all-resources ${IN}`),
        policy(
          "devops_buildpipeline-dg_policies",
          `Allow dynamic-group ${BUILD} to manage devops-family ${IN}`,
          `Allow dynamic-group ${BUILD} to manage generic-artifacts ${IN}`,
          `Allow dynamic-group ${BUILD} to manage repos ${IN}`,
        ),
        policy(
          "vault_devops_coderepos_read_secrets_policy",
          `allow dynamic-group ${REPOSITORY} to read secret-family ${IN}`,
        ),
        policy("faas_read_repos_tenancy_policy", "Allow service FaaS to read repos in tenancy"),
        policy(
          "admin_manage_function_family_policy",
          `Allow group Administrators to manage functions-family ${IN}`,
          `Allow group Administrators to read metrics ${IN}`,
        ),
        policy(
          "apigateway-invoke-functions-policy",
          `ALLOW any-user to use functions-family ${IN} where ALL {request.principal.type= 'ApiGateway', ` +
            `request.resource.compartment.id = '${COMPARTMENT}'}`,
        ),
      ],
    },
  },
});

const { statements, matchingRules, unread } = readPolicies(PLAN, "plan.json");
const { findings } = checkPolicies(statements, matchingRules);

/** Replacements of the one finding about a statement. */
const replacements = (policyName: string, index: number, rule: string) => {
  const here = findings.filter(({ place }) => place.of.endsWith(policyName) && place.index === index);
  expect(here.map((finding) => [finding.rule, finding.severity])).toEqual([[rule, "error"]]);
  return here[0].replacement;
};

describe("the policies of the published system", () => {
  test("are read whole from its plan", () => {
    expect(statements).toHaveLength(9);
    expect(matchingRules).toHaveLength(3);
    expect(unread).toEqual([]);
  });

  test("are too broad in five statements, and in nothing else", () => {
    expect(findings.map(({ rule, place }) => [rule, place.of, place.index])).toEqual([
      ["all-resources", "oci_identity_policy.devops_compartment_policies", 0],
      ["devops-family", "oci_identity_policy.devops_buildpipeline-dg_policies", 0],
      ["all-artifacts", "oci_identity_policy.devops_buildpipeline-dg_policies", 1],
      ["unnamed-repository", "oci_identity_policy.devops_buildpipeline-dg_policies", 2],
      ["secret-family", "oci_identity_policy.vault_devops_coderepos_read_secrets_policy", 0],
    ]);
  });

  test("let the deployment pipeline manage everything, where it deploys one function", () => {
    expect(replacements("devops_compartment_policies", 0, "all-resources")).toEqual([
      `Allow dynamic-group ${DEPLOY} to read devops-deploy-artifact ${IN}`,
      `Allow dynamic-group ${DEPLOY} to read devops-deploy-environment ${IN}`,
      `Allow dynamic-group ${DEPLOY} to manage fn-function ${IN} where all ` +
        "{target.function.id = '<function OCID>', any {request.permission = 'FN_FUNCTION_READ', " +
        "request.permission = 'FN_FUNCTION_UPDATE'}}",
      `Allow dynamic-group ${DEPLOY} to read fn-app ${IN}`,
      `Allow dynamic-group ${DEPLOY} to read repos ${IN} where target.repo.name = '<repository name>'`,
    ]);
  });

  test("let the build pipelines rewrite the project, where they read parts of it", () => {
    expect(replacements("devops_buildpipeline-dg_policies", 0, "devops-family")).toEqual([
      `Allow dynamic-group ${BUILD} to read devops-repository ${IN} where target.repository.id = '<repository OCID>'`,
      `Allow dynamic-group ${BUILD} to read devops-connection ${IN} where target.connection.id = '<connection OCID>'`,
      `Allow dynamic-group ${BUILD} to read devops-deploy-artifact ${IN}`,
      `Allow dynamic-group ${BUILD} to read devops-deploy-pipeline ${IN}`,
      `Allow dynamic-group ${BUILD} to manage devops-deployment ${IN}`,
    ]);
  });

  test("let the build pipelines delete artifacts and image repositories, where they deliver", () => {
    expect(replacements("devops_buildpipeline-dg_policies", 1, "all-artifacts")).toEqual([
      `Allow dynamic-group ${BUILD} to manage generic-artifacts ${IN} where any ` +
        "{request.permission = 'GENERIC_ARTIFACT_CREATE', request.permission = 'GENERIC_ARTIFACT_READ', " +
        "request.permission = 'GENERIC_ARTIFACT_INSPECT'}",
    ]);
    expect(replacements("devops_buildpipeline-dg_policies", 2, "unnamed-repository")).toEqual([
      `Allow dynamic-group ${BUILD} to inspect repos ${IN}`,
      `Allow dynamic-group ${BUILD} to {REPOSITORY_READ, REPOSITORY_UPDATE} ${IN} ` +
        "where target.repo.name = '<repository name>'",
    ]);
  });

  test("let the code repositories read every secret, where they need one token", () => {
    expect(replacements("vault_devops_coderepos_read_secrets_policy", 0, "secret-family")).toEqual([
      `Allow dynamic-group ${REPOSITORY} to read secret-bundles ${IN} where target.secret.id = '<secret OCID>'`,
    ]);
  });

  test("have nothing against their replacements", () => {
    const replaced = findings.flatMap(({ replacement }) => replacement);
    const texts = replaced.map((text, index) => ({ text, place: { of: "replacements", index } }));
    expect(checkPolicies(texts, matchingRules)).toEqual({
      findings: [],
      suppressed: [],
      suppressionProblems: [],
    });
  });
});
