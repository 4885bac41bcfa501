import pc from "picocolors";
import { Colors } from "./colors";
import { onOneLine } from "./control-characters";
import { PolicyFinding, PolicyReport } from "../iam/rules/check";
import { PolicySource } from "../iam/rules/policy-resources";
import { placeText, Severity } from "../iam/rules/rule";

/** A check of policies as lines for people: what was found, what was accepted, what could not be read, and a count. */
export function policyLines(report: PolicyReport, source: PolicySource, c: Colors = pc): string[] {
  return [
    ...findingsLines(report, c),
    ...source.unread.map(({ at, why }) => `${onOneLine(at)}: ${c.yellow("not checked")}, ${why}`),
    ...problemLines(report, c),
    c.bold(summary(report, source)),
  ];
}

/** What was found, and what of it was accepted. */
export function findingsLines({ findings, suppressed }: PolicyReport, c: Colors): string[] {
  return [
    ...findings.flatMap((finding) => [...findingLines(finding, c), ""]),
    ...suppressed.map(
      ({ place, rule, reason }) =>
        `${onOneLine(placeText(place))}: ${c.dim("suppressed")} ${rule}: ${onOneLine(reason)}`,
    ),
  ];
}

/** What is wrong with suppressions. */
export function problemLines({ suppressionProblems }: PolicyReport, c: Colors): string[] {
  return suppressionProblems.map(({ severity, message }) => `${colored(severity, c)} ${onOneLine(message)}`);
}

function findingLines(finding: PolicyFinding, c: Colors): string[] {
  const { place, severity, rule, text, message, replacement } = finding;
  return [
    `${onOneLine(placeText(place))}: ${colored(severity, c)} ${rule}`,
    `  ${c.dim(onOneLine(text))}`,
    `  ${onOneLine(message)}`,
    ...(replacement.length === 0 ? [] : ["  instead, what of this is needed:"]),
    ...replacement.map((statement) => `    ${c.green(onOneLine(statement))}`),
    ...(finding.source === undefined ? [] : [`  ${c.dim(finding.source)}`]),
  ];
}

function colored(severity: Severity, c: Colors): string {
  return severity === "error" ? c.red("error") : c.yellow("warning");
}

function summary({ findings, suppressed }: PolicyReport, source: PolicySource): string {
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  const what = [
    counted(source.statements.length, "statement"),
    ...(source.matchingRules.length === 0 ? [] : [counted(source.matchingRules.length, "matching rule")]),
  ];
  const results = [
    counted(count("error"), "error"),
    counted(count("warning"), "warning"),
    ...(suppressed.length === 0 ? [] : [`${suppressed.length} suppressed`]),
    ...(source.unread.length === 0 ? [] : [`${source.unread.length} not checked`]),
  ];
  return `${what.join(" and ")}: ${results.join(", ")}.`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
