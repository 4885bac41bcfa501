import { check } from "./checked";
import { checkPolicies, hasErrors } from "../../../src/iam/rules/check";
import { DYNAMIC_GROUP_RULES, POLICY_RULES } from "../../../src/iam/rules/index";
import { PolicyText } from "../../../src/iam/rules/rule";

const BROAD = "Allow dynamic-group deploy to manage all-resources in compartment c";
const FAMILY = "Allow dynamic-group build to manage devops-family in compartment c";
const FINE = "Allow dynamic-group build to read devops-deploy-artifact in compartment c";

const rulesOf = (findings: readonly { readonly rule: string }[]) => findings.map(({ rule }) => rule);

describe("a check of policies", () => {
  test("runs the twelve rules, each with a name of its own", () => {
    const ids = rulesOf([...POLICY_RULES, ...DYNAMIC_GROUP_RULES].map(({ id: rule }) => ({ rule })));
    expect(new Set(ids).size).toBe(12);
    expect(ids.every((id) => /^[a-z-]+$/.test(id))).toBe(true);
  });

  test("finds nothing in statements that are narrow", () => {
    const report = check([FINE]);
    expect(report).toEqual({ findings: [], suppressed: [], suppressionProblems: [] });
    expect(hasErrors(report)).toBe(false);
  });

  test("stops a deployment for errors only", () => {
    expect(hasErrors(check([BROAD]))).toBe(true);
    const warned = check(["Allow dynamic-group build to use ons-topics in compartment c"]);
    expect(warned.findings).toMatchObject([{ severity: "warning" }]);
    expect(hasErrors(warned)).toBe(false);
  });

  test("reports what does not parse at its place, and checks the rest", () => {
    const texts: PolicyText[] = [
      { text: "Allow any-user to read repos", place: { of: "p.txt", line: 7, column: 3 } },
      { text: "Allow any-user to\n reed repos in tenancy", place: { of: "q.txt", line: 2, column: 5 } },
      { text: "Allow x", place: { of: "oci_identity_policy.p", argument: "statements", index: 1 } },
      { text: FINE, place: { of: "p.txt", line: 8, column: 1 } },
    ];
    const { findings } = checkPolicies(texts, []);
    expect(findings[0]).toMatchObject({
      rule: "missing-location",
      severity: "error",
      place: { of: "p.txt", line: 7, column: 31 },
      text: "Allow any-user to read repos",
      replacement: [],
    });
    expect(findings[1]).toMatchObject({ rule: "unknown-verb", place: { line: 3, column: 2 } });
    expect(findings[2].place).toMatchObject({ index: 1, line: 1, column: 7 });
  });

  test("warns of what Terraform has yet to fill in, as it may be what is missing", () => {
    expect(check(["Allow ${local.subject} read repos in tenancy"]).findings[0].severity).toBe("warning");
  });

  test("warns of what the language only tolerates", () => {
    expect(check([FINE.replace(" to ", " ")]).findings).toMatchObject([
      { rule: "missing-to", severity: "warning" },
    ]);
  });

  describe("a suppression", () => {
    const reason = "the pipeline runs Terraform";

    test("moves the findings of its rule, and keeps the reason", () => {
      const { findings, suppressed, suppressionProblems } = check(
        [BROAD, FAMILY],
        [{ rule: "all-resources", reason }],
      );
      expect(rulesOf(findings)).toEqual(["devops-family"]);
      expect(suppressed).toMatchObject([{ rule: "all-resources", text: BROAD, reason }]);
      expect(suppressionProblems).toEqual([]);
    });

    test.each([
      ["one statement, however spaced", { statement: `  ${BROAD.replace(" to ", "\n to  ")}` }],
      ["one file", { policy: "policies.txt" }],
      ["one place", { policy: "policies.txt:1:1" }],
    ])("may be for %s", (_, only) => {
      const { suppressed } = check([BROAD], [{ rule: "all-resources", reason, ...only }]);
      expect(rulesOf(suppressed)).toEqual(["all-resources"]);
    });

    test.each([
      ["another statement", { statement: FAMILY }],
      ["another policy", { policy: "oci_identity_policy.other" }],
    ])("for %s fits nothing, which is reported", (_, only) => {
      const report = check([BROAD], [{ rule: "all-resources", reason, ...only }]);
      expect(rulesOf(report.findings)).toEqual(["all-resources"]);
      expect(report.suppressionProblems).toMatchObject([
        {
          severity: "warning",
          message: "the suppression of all-resources fits no finding; remove or correct it",
        },
      ]);
    });

    test("of a rule that there is not names those that there are", () => {
      const { suppressionProblems } = check([], [{ rule: "all-resource", reason }]);
      expect(suppressionProblems[0].message).toMatch(/fits no finding; rules are all-resources, .*subsumed/);
    });

    test.each(["", " \n"])("with the reason %j suppresses nothing and is an error", (none) => {
      const report = check([BROAD], [{ rule: "all-resources", reason: none }]);
      expect(rulesOf(report.findings)).toEqual(["all-resources"]);
      expect(report.suppressionProblems).toMatchObject([
        { severity: "error", message: expect.stringMatching(/has no reason/) },
      ]);
      expect(hasErrors({ ...report, findings: [] })).toBe(true);
    });

    test("cannot make good a statement that does not parse", () => {
      const report = check(["Allow any-user to read repos"], [{ rule: "missing-location", reason }]);
      expect(rulesOf(report.findings)).toEqual(["missing-location"]);
      expect(report.suppressionProblems).toHaveLength(1);
    });
  });
});
