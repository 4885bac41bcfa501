import { findingsOf, replacementOf } from "./checked";

const ID = "unnamed-repository";

describe("the rule against repositories without a name", () => {
  test("Noncompliance: every image repository of a compartment, with what a push needs", () => {
    expect(replacementOf(ID, "Allow dynamic-group build to manage repos in compartment c")).toEqual([
      "Allow dynamic-group build to inspect repos in compartment c",
      "Allow dynamic-group build to {REPOSITORY_READ, REPOSITORY_UPDATE} in compartment c " +
        "where target.repo.name = '<repository name>'",
    ]);
  });

  test.each([
    "request.permission != 'REPOSITORY_DELETE'",
    "target.repo.name != 'other'",
    "any {target.repo.name = 'team/app', request.principal.type = 'devopsbuildpipeline'}",
  ])("Noncompliance: a condition that leaves repositories open: %s", (condition) => {
    const statement = `Allow dynamic-group build to manage repos in compartment c where ${condition}`;
    expect(findingsOf(ID, statement)).toHaveLength(1);
  });

  test.each([
    "manage repos in compartment c where target.repo.name = 'team/app'",
    "manage repos in compartment c where request.principal.repo_name = target.repo.name",
    "manage repos in compartment c where all {target.repo.name = /team*/, request.permission = 'REPOSITORY_UPDATE'}",
    "manage repos in compartment c where any {request.permission = 'REPOSITORY_READ', request.permission = 'REPOSITORY_UPDATE'}",
    "read repos in compartment c",
    "{REPOSITORY_READ} in compartment c",
  ])("Compliance: %s", (grant) => {
    expect(findingsOf(ID, `Allow dynamic-group build to ${grant}`)).toEqual([]);
  });
});
