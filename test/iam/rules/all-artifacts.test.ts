import { findingsOf, replacementOf } from "./checked";

const ID = "all-artifacts";
const PUBLISH =
  "Allow dynamic-group build to manage generic-artifacts in compartment c where any " +
  "{request.permission = 'GENERIC_ARTIFACT_CREATE', request.permission = 'GENERIC_ARTIFACT_READ', " +
  "request.permission = 'GENERIC_ARTIFACT_INSPECT'}";

describe("the rule against all artifacts", () => {
  test("Noncompliance: all-artifacts, with the types that a build pipeline works with", () => {
    expect(replacementOf(ID, "Allow dynamic-group build to manage all-artifacts in compartment c")).toEqual([
      "Allow dynamic-group build to inspect repos in compartment c",
      "Allow dynamic-group build to {REPOSITORY_READ, REPOSITORY_UPDATE} in compartment c " +
        "where target.repo.name = '<repository name>'",
      PUBLISH,
    ]);
  });

  test("Noncompliance: reading all-artifacts, which the images of Compute are part of", () => {
    const statement = "Allow dynamic-group deploy to read all-artifacts in compartment c";
    expect(findingsOf(ID, statement)[0].message).toMatch(/instance-images/);
    expect(replacementOf(ID, statement)).toEqual([
      "Allow dynamic-group deploy to read repos in compartment c where target.repo.name = '<repository name>'",
    ]);
  });

  test("Noncompliance: all that can be done with generic artifacts, with what publishing takes", () => {
    expect(
      replacementOf(ID, "Allow dynamic-group build to manage generic-artifacts in compartment c"),
    ).toEqual([PUBLISH]);
  });

  test.each([
    PUBLISH,
    "Allow dynamic-group deploy to read generic-artifacts in compartment c",
    "Allow dynamic-group build to manage artifact-repositories in compartment c",
    "Allow group Developers to manage all-artifacts in compartment c",
  ])("Compliance: %s", (statement) => {
    expect(findingsOf(ID, statement)).toEqual([]);
  });
});
