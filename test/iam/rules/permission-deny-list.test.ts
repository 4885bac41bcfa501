import { findingsOf, replacementOf } from "./checked";

const ID = "permission-deny-list";
const READ_REPOS = "Allow group a to read repos in compartment c where";

describe("the rule against excluding permissions", () => {
  test("Noncompliance: an excluded permission, with the others named", () => {
    expect(replacementOf(ID, `${READ_REPOS} request.permission != 'REPOSITORY_INSPECT'`)).toEqual([
      `${READ_REPOS} request.permission = 'REPOSITORY_READ'`,
    ]);
  });

  test("Noncompliance: several of them beside other conditions, which are kept", () => {
    expect(
      replacementOf(
        ID,
        "Allow group a to manage fn-function in compartment c where all {target.function.id = 'f', " +
          "request.permission != 'fn_function_delete', request.permission != 'FN_FUNCTION_CREATE'}",
      ),
    ).toEqual([
      "Allow group a to manage fn-function in compartment c where all {target.function.id = 'f', any " +
        "{request.permission = 'FN_FUNCTION_LIST', request.permission = 'FN_FUNCTION_READ', " +
        "request.permission = 'FN_FUNCTION_UPDATE'}}",
    ]);
  });

  test.each([
    [
      "one of several alternatives",
      `${READ_REPOS} any {request.permission != 'REPOSITORY_READ', target.repo.name = 'a'}`,
    ],
    [
      "of all there is",
      "Allow group a to manage all-resources in tenancy where request.permission != 'POLICY_CREATE'",
    ],
    [
      "of a type without a table",
      "Allow group a to read metrics in tenancy where request.permission != 'METRIC_READ'",
    ],
    [
      "of all that is granted",
      `${READ_REPOS} all {request.permission != 'REPOSITORY_READ', request.permission != 'REPOSITORY_INSPECT'}`,
    ],
  ])("Noncompliance: an exclusion %s, for which there is no replacement", (_, statement) => {
    expect(replacementOf(ID, statement)).toEqual([]);
  });

  test.each([
    `${READ_REPOS} request.permission = 'REPOSITORY_READ'`,
    `${READ_REPOS} target.repo.name != 'a'`,
    "Deny group a to manage repos in compartment c where request.permission != 'REPOSITORY_READ'",
  ])("Compliance: %s", (statement) => {
    expect(findingsOf(ID, statement)).toEqual([]);
  });
});
