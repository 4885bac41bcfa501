import pc from "picocolors";
import { checkPolicies } from "../../src/iam/rules/check";
import { readPolicies } from "../../src/iam/rules/policy-source";
import { Suppression } from "../../src/iam/rules/suppressions";
import { policyLines } from "../../src/report/policy-console";

function linesOf(text: string, suppressions: readonly Suppression[] = [], file = "p.txt"): string[] {
  const source = readPolicies(text, file);
  const report = checkPolicies(source.statements, source.matchingRules, suppressions);
  return policyLines(report, source, pc.createColors(false));
}

describe("a check of policies on the console", () => {
  test("shows place, rule, statement, message, replacement and source of each finding", () => {
    expect(linesOf("# a\nAllow dynamic-group a to use ons-topics in compartment c")).toEqual([
      "p.txt:2:1: warning ons-topics",
      "  Allow dynamic-group a to use ons-topics in compartment c",
      expect.stringMatching(/^ {2}use ons-topics also lets the subject subscribe/),
      "  instead, what of this is needed:",
      "    Allow dynamic-group a to {ONS_TOPIC_PUBLISH} in compartment c",
      expect.stringMatching(/^ {2}https:\/\//),
      "",
      "1 statement: 0 errors, 1 warning.",
    ]);
  });

  test("leaves out what a mistake in the language has not", () => {
    expect(linesOf("Allow group a to read repos")).toEqual([
      "p.txt:1:28: error missing-location",
      "  Allow group a to read repos",
      expect.stringMatching(/^ {2}the statement does not say where it counts; write /),
      "",
      "1 statement: 1 error, 0 warnings.",
    ]);
  });

  test("keeps what is suppressed, and tells of suppressions that fit nothing", () => {
    const suppressions = [
      { rule: "ons-topics", reason: "builds announce\nthemselves" },
      { rule: "secret-family", reason: "gone" },
    ];
    expect(linesOf("Allow dynamic-group a to use ons-topics in compartment c", suppressions)).toEqual([
      "p.txt:1:1: suppressed ons-topics: builds announce themselves",
      "warning the suppression of secret-family fits no finding; remove or correct it",
      "1 statement: 0 errors, 0 warnings, 1 suppressed.",
    ]);
  });

  test("lists what cannot be read, and counts matching rules", () => {
    const text = JSON.stringify({
      resource: {
        oci_identity_policy: { p: { statements: "${var.all}" } },
        oci_identity_dynamic_group: {
          g: { matching_rule: "ALL {resource.type = 'fnfunc', resource.id = 'f'}" },
        },
      },
    });
    expect(linesOf(text)).toEqual([
      "oci_identity_policy.p.statements: not checked, only an apply makes its value known",
      "0 statements and 1 matching rule: 0 errors, 0 warnings, 1 not checked.",
    ]);
  });

  test("lets no text act on the terminal or pass for another line", () => {
    const evil = "Allow group a\u001b[2J to read repos\u202e in\u009b2J tenancy\u0007";
    const lines = linesOf(JSON.stringify([`${evil}\nerror`]), [], "p\n\u001b[31m.json");
    // eslint-disable-next-line no-control-regex
    expect(lines.join("")).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
  });
});
