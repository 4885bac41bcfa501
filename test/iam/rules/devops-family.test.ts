import { findingsOf, replacementOf } from "./checked";

const ID = "devops-family";

describe("the rule against devops-family", () => {
  test("Noncompliance: a code repository that manages the family, with the types it needs", () => {
    expect(
      replacementOf(ID, "Allow dynamic-group repository to manage devops-family in compartment c"),
    ).toEqual([
      "Allow dynamic-group repository to use devops-repository in compartment c " +
        "where target.repository.id = '<repository OCID>'",
      "Allow dynamic-group repository to use devops-connection in compartment c",
      "Allow dynamic-group repository to manage devops-build-run in compartment c",
      "Allow dynamic-group repository to read devops-build-pipeline in compartment c",
    ]);
  });

  test("Noncompliance: a part of the family, with what is of that part", () => {
    expect(
      replacementOf(ID, "Allow dynamic-group build to manage devops-repository-family in compartment c"),
    ).toEqual([
      "Allow dynamic-group build to read devops-repository in compartment c " +
        "where target.repository.id = '<repository OCID>'",
    ]);
  });

  test("Noncompliance: a condition that names the repository stays in the replacement", () => {
    expect(
      replacementOf(
        ID,
        "Allow dynamic-group build to use devops-repository-family in compartment c where target.repository.id = 'r'",
      ),
    ).toEqual([
      "Allow dynamic-group build to read devops-repository in compartment c where target.repository.id = 'r'",
    ]);
  });

  test.each([
    "Allow dynamic-group build to read devops-family in compartment c",
    "Allow dynamic-group build to manage devops-deployment in compartment c",
    "Allow group Developers to manage devops-family in compartment c",
    "Allow dynamic-group build to manage devops-family in compartment c where request.operation = 'GetRepository'",
  ])("Compliance: %s", (statement) => {
    expect(findingsOf(ID, statement)).toEqual([]);
  });
});
