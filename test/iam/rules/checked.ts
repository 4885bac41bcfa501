import { checkPolicies, PolicyFinding, PolicyReport } from "../../../src/iam/rules/check";
import { PolicyText } from "../../../src/iam/rules/rule";
import { Suppression } from "../../../src/iam/rules/suppressions";

/** A matching rule and the name of its dynamic group. */
export interface NamedRule {
  readonly name: string;
  readonly rule: string;
}

/** The four groups of principals that pipelines have, each of one compartment. */
export const GROUPS: readonly NamedRule[] = [
  ["build", "devopsbuildpipeline"],
  ["deploy", "devopsdeploypipeline"],
  ["repository", "devopsrepository"],
  ["connection", "devopsconnection"],
  ["functions", "fnfunc"],
].map(([name, type]) => ({
  name,
  rule: `ALL {resource.type = '${type}', resource.compartment.id = 'ocid1.compartment.oc1..c'}`,
}));

export function statementTexts(statements: readonly string[]): PolicyText[] {
  return statements.map((text, i) => ({ text, place: { of: "policies.txt", line: i + 1, column: 1 } }));
}

function ruleTexts(rules: readonly NamedRule[]): PolicyText[] {
  return rules.map(({ name, rule: text }) => ({
    text,
    place: { of: `oci_identity_dynamic_group.${name}`, argument: "matching_rule" },
    groupNames: [name],
  }));
}

/** Checks statements; subjects may be the groups above. */
export function check(
  statements: readonly string[],
  suppressions: readonly Suppression[] = [],
): PolicyReport {
  return checkPolicies(statementTexts(statements), ruleTexts(GROUPS), suppressions);
}

/** What a rule has against these statements. */
export function findingsOf(rule: string, ...statements: readonly string[]): readonly PolicyFinding[] {
  return check(statements).findings.filter((finding) => finding.rule === rule);
}

/** Replacements of the one finding that a rule has against a statement. */
export function replacementOf(rule: string, statement: string): readonly string[] {
  const findings = findingsOf(rule, statement);
  expect(findings).toHaveLength(1);
  return findings[0].replacement;
}

/** The statement of `Allow`, its beginning and its location left out. */
export function allow(grant: string, subject = "dynamic-group build"): string {
  return `Allow ${subject} to ${grant}`;
}
