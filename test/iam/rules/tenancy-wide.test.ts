import { findingsOf, replacementOf } from "./checked";

const ID = "tenancy-wide";

describe("the rule against grants in the tenancy", () => {
  test.each([
    ["dynamic-group build", "of build pipelines"],
    ["dynamic-group stranger", "whose members are not known"],
    ["any-user", "that may be a pipeline"],
  ])("Noncompliance: %s, %s, with a compartment instead", (subject) => {
    expect(replacementOf(ID, `Allow ${subject} to read secret-bundles in tenancy`)).toEqual([
      `Allow ${subject} to read secret-bundles in compartment id <compartment OCID>`,
    ]);
  });

  test("Noncompliance: a principal type in the condition, with the condition kept", () => {
    expect(
      replacementOf(
        ID,
        "Allow any-user to read repos in tenancy where request.principal.type='devopsbuildpipeline'",
      ),
    ).toEqual([
      "Allow any-user to read repos in compartment id <compartment OCID> " +
        "where request.principal.type = 'devopsbuildpipeline'",
    ]);
  });

  test("Noncompliance: everything in the tenancy, with what the principal needs", () => {
    expect(replacementOf(ID, "Allow dynamic-group connection to manage all-resources in tenancy")).toEqual([
      "Allow dynamic-group connection to read secret-bundles in compartment id <compartment OCID> " +
        "where target.secret.id = '<secret OCID>'",
    ]);
  });

  test.each([
    "Allow dynamic-group build to read repos in compartment c",
    "Allow dynamic-group functions to read repos in tenancy",
    "Allow any-user to read repos in tenancy where request.principal.type = 'fnfunc'",
    "Allow group Developers to read repos in tenancy",
    "Allow service FaaS to read repos in tenancy",
  ])("Compliance: %s", (statement) => {
    expect(findingsOf(ID, statement)).toEqual([]);
  });

  test.each([
    "manage repos in tenancy where target.repo.name = /team*/",
    "{REPOSITORY_READ, REPOSITORY_UPDATE, REPOSITORY_CREATE} in tenancy where target.repo.name = /team*/",
  ])("Compliance: %s, as new image repositories are made in the root", (grant) => {
    expect(findingsOf(ID, `Allow dynamic-group build to ${grant}`)).toEqual([]);
  });
});
