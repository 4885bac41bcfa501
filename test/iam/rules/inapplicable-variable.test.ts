import { findingsOf } from "./checked";

const ID = "inapplicable-variable";

describe("the rule against variables that a resource type does not offer", () => {
  test.each([
    ["read secret-bundles", "target.repo.name = 'a'", "target.repo.name", "secret-bundles"],
    ["read repos", "target.repository.id != 'a'", "target.repository.id", "repos"],
    ["{REPOSITORY_READ}", "target.secret.id = 'a'", "target.secret.id", "REPOSITORY_READ"],
    [
      "read secret-family",
      "any {target.secret.id = 'a', target.function.id = 'b'}",
      "target.function.id",
      "secret-family",
    ],
    ["use ons-topics", "target.topic.id = 'a'", "target.topic.id", "ons-topics"],
  ])("Noncompliance: %s where %s", (grant, condition, variable, type) => {
    const findings = findingsOf(ID, `Allow group a to ${grant} in compartment c where ${condition}`);
    expect(findings.map(({ message }) => message)).toEqual([
      expect.stringMatching(new RegExp(`^${variable} is no variable of ${type};`)),
    ]);
  });

  test("Noncompliance names the variables that there are", () => {
    const statement = "Allow group a to read fn-function in compartment c where target.repo.name = 'a'";
    expect(findingsOf(ID, statement)[0].message).toMatch(
      /; known are target\.function\.id, target\.app\.id$/,
    );
  });

  test("Noncompliance: a denial that denies nothing", () => {
    const statement = "Deny group a to read repos in compartment c where target.secret.id = 'a'";
    expect(findingsOf(ID, statement)[0].message).toMatch(/silently denies nothing/);
  });

  test.each([
    "read repos in tenancy where target.repo.name = 'a'",
    "{REPOSITORY_READ} in tenancy where target.repo.name = 'a'",
    "read secret-family in tenancy where target.secret.name = 'a'",
    "manage all-resources in tenancy where target.repo.name = 'a'",
    "read repos in tenancy where all {request.permission = 'A', target.resource.tag.ops.env = 'x', request.networksource.name = 'n'}",
    "read metrics in tenancy where target.metrics.namespace = 'a'",
    "read repos in tenancy",
  ])("Compliance: %s", (grant) => {
    expect(findingsOf(ID, `Allow group a to ${grant}`)).toEqual([]);
  });
});
