import { findingsOf, replacementOf } from "./checked";

const ID = "unknown-name";
const typed = (type: string) => `Allow group a to read ${type} in compartment c`;

describe("the rule against names that are not known", () => {
  test.each([
    ["ons-topic", "ons-topics"],
    ["on-topics", "ons-topics"],
    ["secret-bundle", "secret-bundles"],
    ["vault", "vaults"],
    ["cluster", "clusters"],
    ["devops-pipelines", "devops-build-pipeline"],
  ])("Noncompliance: the resource type %s, with %s instead", (type, nearest) => {
    expect(replacementOf(ID, typed(type))).toEqual([typed(nearest)]);
    expect(findingsOf(ID, typed(type))[0]).toMatchObject({
      severity: "error",
      message: `the resource type ${type} is not known; the nearest known name is ${nearest}`,
    });
  });

  test("Noncompliance: each permission that is misspelt, with the others kept", () => {
    const statement = "Allow group a to {REPOSITORY_REED, REPOSITORY_INSPECT, FN_APP_REDA} in compartment c";
    expect(findingsOf(ID, statement).map(({ replacement }) => replacement)).toEqual([
      ["Allow group a to {REPOSITORY_READ, REPOSITORY_INSPECT, FN_APP_REDA} in compartment c"],
      ["Allow group a to {REPOSITORY_REED, REPOSITORY_INSPECT, FN_APP_READ} in compartment c"],
    ]);
  });

  test.each([typed("generative-ai-family"), "Allow group a to {INSTANCE_READ} in compartment c"])(
    "Noncompliance: a name like none that is known is a warning only: %s",
    (statement) => {
      expect(findingsOf(ID, statement)).toMatchObject([{ severity: "warning", replacement: [] }]);
    },
  );

  test.each([
    "repos",
    "REPOS",
    "devops-family",
    "all-resources",
    "instance-images",
    "object-family",
    "metrics",
    "${var.type}",
  ])("Compliance: the resource type %s", (type) => {
    expect(findingsOf(ID, typed(type))).toEqual([]);
  });

  test("Compliance: permissions of the catalogue, in any case", () => {
    expect(findingsOf(ID, "Allow group a to {REPOSITORY_READ, fn_app_list} in tenancy")).toEqual([]);
  });

  test("Compliance: a definition", () => {
    expect(findingsOf(ID, "Define group a as ocid1.group.oc1..a")).toEqual([]);
  });
});
