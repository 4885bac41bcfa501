import { parseStatement } from "../../../src/iam/language/parse-statement";

/** Findings, short: `severity code line:column`. */
function found(text: string): string[] {
  const { findings } = parseStatement(text);
  return findings.map(({ severity, code, line, column }) => `${severity} ${code} ${line}:${column}`);
}

describe("a statement that is read all the same", () => {
  test.each([
    ["Allow group A manage repos in tenancy", "missing-to 1:15"],
    ["Allow group A {KEY_READ} in tenancy", "missing-to 1:15"],
    ["Allow group A to read repos in compartment 'Project A'", "quoted-compartment 1:44"],
    ["Allow group A to read repos in compartment id 'ocid1.c'", "quoted-id 1:47"],
    ["Allow group A to read repos in tenancy where request.instance.id=ocid1.i", "unquoted-value 1:66"],
    ["Allow group A to read repos in tenancy where request.instance.id=${var.id}", "unquoted-value 1:66"],
    [
      "Allow group A to read repos in tenancy where request.instance.id in (${var.id})",
      "unquoted-value 1:70",
    ],
    ["Allow group A to read repos in tenancy where target.repo.name = /a*b/", "star-inside-pattern 1:65"],
  ])("%s has the warning %s", (text, warning) => {
    expect(found(text)).toEqual([`warning ${warning}`]);
    expect(parseStatement(text).statement).toBeDefined();
  });
});

describe("a trap", () => {
  test.each([
    ["Allow group A to manage devops-family", "missing-location 1:38"],
    [
      "Allow group A to manage devops-family where request.region = 'a'",
      "missing-location-before-where 1:39",
    ],
    ["Allow group A to manage devops-family in where request.region = 'a'", "missing-location 1:42"],
    ["Allow group A to manage devops-family in", "missing-location 1:41"],
    ["Allow group A to manage repos compartment B", "missing-in 1:31"],
    ["Allow group A to manage repos in Project-A", "missing-compartment-keyword 1:34"],
    ["Allow group A to manage repos in id ocid1.c", "missing-compartment-keyword 1:34"],
    ["Allow group A to manage repos in compartment", "missing-compartment-name 1:45"],
    ["Allow group A to manage repos in compartment id", "missing-compartment-id 1:48"],
    ["Allow group A to manage repos in compartment ocid1.c", "missing-id 1:46"],
    ["Allow group A to manage repos in any-tenancy", "foreign-location 1:34"],
    ["Allow group A to manage repos in tenancy Other", "unexpected-word 1:42"],
    ["Allow group ocid1.g to manage repos in tenancy", "missing-id 1:13"],
    ["Allow group A to managemanage repos in tenancy", "doubled-verb 1:18"],
    ["Allow group A to manage manage repos in tenancy", "doubled-verb 1:25"],
    ["Allow group A to write repos in tenancy", "unknown-verb 1:18"],
    ["Allow group A to associate drgs in tenancy with vcns in tenancy B", "unread-associate 1:18"],
    ["Allow group A to manage all artifacts in tenancy", "split-resource-type 1:29"],
    ["Allow group A to manage in tenancy", "missing-resource-type 1:25"],
    ["Allow group A to {} in tenancy", "empty-group 1:18"],
    ["Allow group A to {'KEY_READ'} in tenancy", "missing-permission 1:19"],
    ["Allow group A to {KEY_READ KEY_USE} in tenancy", "missing-comma 1:28"],
    ["Allow group A to {KEY_READ, KEY_USE in tenancy", "unbalanced-braces 1:18"],
    ["Allow group A to {KEY_READ}} in tenancy", "unbalanced-braces 1:28"],
    ["Allow groupDevelopers to manage repos in tenancy", "unknown-subject 1:7"],
    ["Allow group to manage repos in tenancy", "missing-group-name 1:13"],
    ["Allow group A, to manage repos in tenancy", "missing-group-name 1:16"],
    ["Allow group My Admins to manage repos in tenancy", "missing-to 1:16"],
    ["Allow group '' to manage repos in tenancy", "missing-group-name 1:13"],
    ["Allow group 'Default/A' to manage repos in tenancy", "slash-in-name 1:13"],
    ["Allow dynamic-group id to manage repos in tenancy", "missing-dynamic-group-id 1:24"],
    ["Allow service to read repos in tenancy", "missing-service-name 1:15"],
    ["Allow resource to read repos in tenancy", "missing-resource-name 1:16"],
    ['Allow group "A" to manage repos in tenancy', "double-quotes 1:13"],
    ["Allow group 'A to manage repos in tenancy", "unbalanced-quotes 1:13"],
    ["Allow group A to read repos in tenancy Allow group B to read repos in tenancy", "two-statements 1:40"],
    ["Allow group A to read repos in tenancy;", "missing-compartment-keyword 1:32"],
    ["Admit group A of somewhere to read repos in tenancy", "unknown-tenancy 1:18"],
    ["Define compartment A as ocid1.c", "unknown-define 1:8"],
    ["Define tenancy A ocid1.t", "missing-as 1:18"],
    ["Define tenancy as ocid1.t", "missing-tenancy-name 1:16"],
    ["Define tenancy A as", "missing-tenancy-id 1:20"],
    ["Permit group A to read repos in tenancy", "unknown-statement 1:1"],
    ["Allow group A", "missing-to 1:14"],
    ["Allow", "unknown-subject 1:6"],
    [" \n", "empty 1:1"],
  ])("in %s is %s", (text, error) => {
    expect(found(text)).toEqual([`error ${error}`]);
    expect(parseStatement(text)).not.toHaveProperty("statement");
  });

  test.each([
    ["request.region contains 'a'", "unknown-operator 1:61"],
    ["request.region == 'a'", "unknown-operator 1:61"],
    ["request.region not in ('a')", "unknown-operator 1:61"],
    ["request.region", "missing-operator 1:60"],
    ["request.region =", "missing-value 1:62"],
    ["request.region = a", "unquoted-value 1:63"],
    ['request.region = "a"', "double-quotes 1:63"],
    ["request.region = 'a", "unbalanced-quotes 1:63"],
    ["request.region = /a", "unclosed-pattern 1:63"],
    ["request.region = //", "empty-pattern 1:63"],
    ["request.region = /a/b*/", "slash-in-pattern 1:63"],
    ["request.region = /a\\d*/", "backslash-in-pattern 1:63"],
    ["request.region before /a*/", "missing-value 1:68"],
    ["request.region in 'a'", "missing-parentheses 1:64"],
    ["request.region in ()", "empty-group 1:64"],
    ["request.region in ('a' 'b')", "missing-comma 1:69"],
    ["request.region in ('a'", "unbalanced-braces 1:64"],
    ["request.region between 'a', 'b'", "missing-and 1:72"],
    ["request.region = 'a' and request.ad = 'b'", "joined-conditions 1:67"],
    ["all {request.region = 'a' or request.ad = 'b'}", "joined-conditions 1:72"],
    ["all {}", "empty-group 1:50"],
    ["all {request.region = 'a', }", "missing-variable 1:73"],
    ["all {request.region = 'a' request.ad = 'b'}", "missing-comma 1:72"],
    ["all {request.region = 'a'", "unbalanced-braces 1:50"],
    ["all request.region = 'a'", "missing-braces 1:50"],
    ["{request.region = 'a'}", "missing-any-or-all 1:46"],
    ["'a' = request.region", "missing-variable 1:46"],
    ["sets-intersect request.a", "missing-parentheses 1:61"],
    ["sets-equal(request.a)", "two-variables 1:56"],
    ["", "missing-condition 1:45"],
  ])("in where %s is %s", (condition, error) => {
    expect(found(`Allow group A to read repos in tenancy where ${condition}`)).toEqual([`error ${error}`]);
  });

  test("is told with the line and column it is in", () => {
    expect(
      found(
        "Allow group A\n  to manage repos\r\n  in tenancy\n\n  where all {\n    request.region contains 'a'\n  }",
      ),
    ).toEqual(["error unknown-operator 6:20"]);
    expect(found("Allow group A to read repos in tenancy\nAllow group B to read repos in tenancy")).toEqual([
      "error two-statements 2:1",
    ]);
  });

  test("does not hide the others", () => {
    expect(
      found(
        "Allow group \"A\" to managemanage repos in Project where all {request.region contains 'a', request.ad = b}",
      ),
    ).toEqual([
      "error double-quotes 1:13",
      "error doubled-verb 1:20",
      "error missing-compartment-keyword 1:42",
      "error unknown-operator 1:76",
      "error unquoted-value 1:103",
    ]);
    expect(found("Allow group A to read repos Allow group B to read repos in tenancy")).toEqual([
      "error missing-location 1:28",
      "error two-statements 1:29",
    ]);
  });

  test("says what is wrong and what to do", () => {
    expect(parseStatement("Allow group A to manage devops-family").findings).toEqual([
      {
        code: "missing-location",
        severity: "error",
        line: 1,
        column: 38,
        message: "the statement does not say where it counts",
        fix: "write in compartment id OCID, in compartment NAME or in tenancy",
      },
    ]);
  });

  test("is groups too deep for those who read them", () => {
    const nested = (depth: number) => `${"any {".repeat(depth)}request.ad = 'a'${"}".repeat(depth)}`;
    const start = "Allow any-user to read repos in tenancy where ";
    expect(found(start + nested(50))).toEqual([]);
    expect(found(start + nested(51))).toEqual(["error nested-too-deep 1:301"]);
  });
});
