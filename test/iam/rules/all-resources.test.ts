import { findingsOf, replacementOf } from "./checked";

const ID = "all-resources";

describe("the rule against all-resources", () => {
  test("Noncompliance: a deployment pipeline that manages all, with what it needs instead", () => {
    expect(
      replacementOf(ID, "Allow dynamic-group deploy to manage all-resources in compartment id ocid1.c"),
    ).toEqual([
      "Allow dynamic-group deploy to read devops-deploy-artifact in compartment id ocid1.c",
      "Allow dynamic-group deploy to read devops-deploy-environment in compartment id ocid1.c",
      "Allow dynamic-group deploy to manage fn-function in compartment id ocid1.c where all " +
        "{target.function.id = '<function OCID>', any {request.permission = 'FN_FUNCTION_READ', " +
        "request.permission = 'FN_FUNCTION_UPDATE'}}",
      "Allow dynamic-group deploy to read fn-app in compartment id ocid1.c",
      "Allow dynamic-group deploy to read repos in compartment id ocid1.c where target.repo.name = '<repository name>'",
    ]);
  });

  test.each(["dynamic-group functions", "group Admins", "service FaaS"])(
    "Noncompliance: %s, for which pipelines give no replacement",
    (subject) => {
      expect(replacementOf(ID, `Allow ${subject} to manage all-resources in compartment c`)).toEqual([]);
    },
  );

  test("Noncompliance: a principal named by the condition, which the replacements keep", () => {
    expect(
      replacementOf(
        ID,
        "Allow any-user to manage all-resources in tenancy where " +
          "all {request.principal.type = 'devopsconnection', request.principal.id = 'ocid1.x'}",
      ),
    ).toEqual([
      "Allow any-user to read secret-bundles in compartment id <compartment OCID> where all " +
        "{request.principal.type = 'devopsconnection', request.principal.id = 'ocid1.x', " +
        "target.secret.id = '<secret OCID>'}",
    ]);
  });

  test("Noncompliance: permissions that are only excluded", () => {
    const statement = "Allow dynamic-group build to manage all-resources in compartment c where ";
    expect(findingsOf(ID, `${statement}request.permission != 'POLICY_CREATE'`)).toHaveLength(1);
    expect(
      findingsOf(ID, `${statement}any {request.permission = 'A_READ', target.compartment.id = 'x'}`),
    ).toHaveLength(1);
  });

  test.each([
    "Allow dynamic-group build to inspect all-resources in compartment c",
    "Allow dynamic-group build to manage repos in compartment c",
    "Allow dynamic-group build to manage all-resources in compartment c where request.permission = 'REPOSITORY_READ'",
    "Deny dynamic-group build to manage all-resources in compartment c",
  ])("Compliance: %s", (statement) => {
    expect(findingsOf(ID, statement)).toEqual([]);
  });
});
