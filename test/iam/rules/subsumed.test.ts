import { findingsOf, statementTexts } from "./checked";
import { checkPolicies } from "../../../src/iam/rules/check";

const ID = "subsumed";

/** Lines of the statements that are found needless. */
function needless(...grants: readonly string[]): (number | undefined)[] {
  return findingsOf(ID, ...grants).map(({ place }) => place.line);
}

describe("the rule against statements that another one subsumes", () => {
  test.each([
    ["a higher verb", "Allow any-user to read repos in tenancy", "Allow any-user to manage repos in tenancy"],
    [
      "a family",
      "Allow any-user to read repos in tenancy",
      "Allow any-user to read all-artifacts in tenancy",
    ],
    [
      "everything",
      "Allow any-user to use vaults in tenancy",
      "Allow any-user to manage all-resources in tenancy",
    ],
    [
      "the verb of permissions",
      "Allow any-user to {REPOSITORY_READ} in tenancy",
      "Allow any-user to read repos in tenancy",
    ],
    [
      "a verb on a type without a table",
      "Allow any-user to read metrics in tenancy",
      "Allow any-user to use metrics in tenancy",
    ],
    [
      "the tenancy",
      "Allow any-user to read repos in compartment c",
      "Allow any-user to read repos in tenancy",
    ],
    [
      "the compartment around",
      "Allow any-user to read repos in compartment a:b",
      "Allow any-user to read repos in compartment a",
    ],
    [
      "more groups",
      "Allow group a to read repos in tenancy",
      "Allow group b, Default/A to read repos in tenancy",
    ],
    ["any group", "Allow group a to read repos in tenancy", "Allow any-group to read repos in tenancy"],
    ["any user", "Allow dynamic-group a to read repos in tenancy", "Allow any-user to read repos in tenancy"],
    [
      "fewer conditions",
      "Allow any-user to read repos in tenancy where all {target.repo.name = 'A', request.principal.type = 't'}",
      "Allow any-user to read repos in tenancy where target.repo.name = 'a'",
    ],
  ])("Noncompliance: %s makes a statement needless, wherever it stands", (_, narrow, wide) => {
    expect(needless(narrow, wide)).toEqual([1]);
    expect(needless(wide, narrow)).toEqual([2]);
  });

  test("Noncompliance: of statements that mean the same the later ones, with the place of the first", () => {
    const same = ["read repos", "READ Repos", "{REPOSITORY_READ, REPOSITORY_INSPECT}"];
    const statements = same.map((grant) => `Allow group a to ${grant} in tenancy`);
    expect(needless(...statements)).toEqual([2, 3]);
    expect(findingsOf(ID, ...statements)[1].message).toMatch(
      /^grants nothing that the statement at policies.txt:1:1 /,
    );
  });

  test.each([
    [
      "other permissions",
      "Allow group a to use repos in tenancy",
      "Allow group a to {REPOSITORY_DELETE} in tenancy",
    ],
    ["another type", "Allow group a to read repos in tenancy", "Allow group a to manage vaults in tenancy"],
    [
      "a type of which nothing is known",
      "Allow group a to read metrics in tenancy",
      "Allow group a to manage alarms in tenancy",
    ],
    ["another group", "Allow group a to read repos in tenancy", "Allow group b to manage repos in tenancy"],
    [
      "a group of another domain",
      "Allow group a to read repos in tenancy",
      "Allow group Other/a to read repos in tenancy where target.repo.name = 'x'",
    ],
    [
      "another compartment",
      "Allow group a to read repos in compartment c",
      "Allow group a to read repos in compartment d",
    ],
    [
      "a condition of its own",
      "Allow group a to read repos in tenancy",
      "Allow group a to manage repos in tenancy where target.repo.name = 'a'",
    ],
    ["a denial", "Allow group a to read repos in tenancy", "Deny group a to manage repos in tenancy"],
    ["a service", "Allow service a to read repos in tenancy", "Allow any-group to read repos in tenancy"],
  ])("Compliance: a statement beside one with %s", (_, one, other) => {
    expect(needless(one, other)).toEqual([]);
  });

  test("Compliance: a compartment's name in policies of different compartments", () => {
    const [one, other] = statementTexts([
      "Allow group a to read repos in compartment c",
      "Allow group a to read repos in compartment c",
    ]);
    const rules = (attachedTo: string) =>
      checkPolicies(
        [
          { ...one, attachedTo: "x" },
          { ...other, attachedTo },
        ],
        [],
      ).findings.map(({ rule }) => rule);
    expect(rules("x")).toEqual([ID]);
    expect(rules("y")).toEqual([]);
  });
});
