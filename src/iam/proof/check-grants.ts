import { StackGrants } from "./grants-of";
import { checkPolicies, PolicyReport } from "../rules/check";

/** Checks grants against the rules for policies; what one construct suppresses counts only for what it holds. */
export function checkGrants(stack: readonly StackGrants[]): PolicyReport {
  const reports = stack.map(ofOne);
  return {
    findings: reports.flatMap(({ findings }) => findings),
    suppressed: reports.flatMap(({ suppressed }) => suppressed),
    suppressionProblems: reports.flatMap(({ suppressionProblems }) => suppressionProblems),
  };
}

/** Rules against statements that are broader than they need be, as those of relaxed grants are on purpose. */
const AGAINST_BREADTH = new Set([
  "secret-family",
  "unnamed-repository",
  "all-artifacts",
  "ons-topics",
  "subsumed",
]);

function ofOne({ heldBy: of, statements, groups, suppressions, declarations }: StackGrants): PolicyReport {
  const report = checkPolicies(
    statements.map(({ text, attachedTo }, index) => ({
      text,
      attachedTo,
      place: { of, argument: "statements", index },
    })),
    groups.map(({ id, name, matchingRule }) => ({
      text: matchingRule,
      groupNames: [id, name],
      place: { of, argument: "matching_rule" },
    })),
    suppressions,
  );
  const isRelaxed = declarations.some(({ isFallback }) => isFallback);
  return {
    ...report,
    findings: report.findings.map((finding) =>
      isRelaxed && AGAINST_BREADTH.has(finding.rule) ? { ...finding, severity: "warning" } : finding,
    ),
  };
}
