import pc from "picocolors";
import { Colors } from "./colors";
import { onOneLine } from "./control-characters";
import { findingsLines, problemLines } from "./policy-console";
import { Confidence } from "../iam/catalogue/catalogue-file";
import { ExcessReason } from "../iam/proof/judge";
import {
  ActionReport,
  GrantsReport,
  PrincipalReport,
  StatementReport,
  Verdict,
} from "../iam/proof/policy-report";

/** Grants as lines for people: a block for each principal, what is wrong, and the verdict. */
export function grantsLines(report: GrantsReport, c: Colors = pc): string[] {
  const { principals, verdict, rules } = report;
  const wrong = [...verdict.missing, ...verdict.superfluous, ...verdict.unforced];
  return [
    ...principals.flatMap((principal) => [...principalLines(principal, c), ""]),
    ...findingsLines(rules, c),
    ...problemLines(rules, c),
    ...wrong.map((text) => `${c.red("error")} ${onOneLine(text)}`),
    c.bold(summary(report)),
  ];
}

function principalLines(principal: PrincipalReport, c: Colors): string[] {
  const { type, id, heldBy, isShared, actions, statements, allowed } = principal;
  return [
    `${c.bold(onOneLine(type))} ${onOneLine(id)}`,
    `  ${c.dim(`grants in ${onOneLine(heldBy)}${isShared ? ", shared" : ""}`)}`,
    ...actionLines(actions, c),
    ...allowed.map(({ text, declaredBy }) => `  asked for by ${onOneLine(declaredBy)}: ${onOneLine(text)}`),
    ...statements.flatMap((statement, place) => statementLines(statement, place, isShared, c)),
  ];
}

function actionLines(actions: readonly ActionReport[], c: Colors): string[] {
  const rows = actions.map((action) => ({
    ...action,
    name: onOneLine(action.actionId),
    why: action.declaredBy.map(onOneLine).join(", "),
  }));
  const width = (of: "name" | "why") => Math.max(...rows.map((row) => row[of].length));
  return rows.flatMap(({ name, why, confidence, allowedBy, isFallback, missing }) => [
    [
      `  ${name.padEnd(width("name"))}  ${sure(confidence, c)}  ${why.padEnd(width("why"))}`,
      ...(allowedBy.length > 0 ? [allowedBy.map((place) => `[${place + 1}]`).join(" ")] : []),
      ...(isFallback ? ["broader statements"] : []),
    ].join("  "),
    ...(missing.length > 0 ? [`    ${c.red("no statement allows")} ${missing.join(", ")}`] : []),
  ]);
}

function statementLines(statement: StatementReport, place: number, isShared: boolean, c: Colors): string[] {
  const number = `[${place + 1}]`;
  const indent = " ".repeat(number.length + 3);
  const reasons = {
    forced: isShared ? "forced by the verb or for others" : "forced by the verb",
    asked: "asked for",
    unforced: "needed by nothing",
  };
  const excess = (["forced", "asked", "unforced"] as const).flatMap((reason) =>
    statement[reason].length > 0
      ? [`also grants, ${reasons[reason]}: ${statement[reason].map(onOneLine).join(", ")}`]
      : [],
  );
  return [
    `  ${number} ${onOneLine(statement.text)}`,
    ...[`attached to ${onOneLine(statement.attachedTo)}`, ...excess].map((text) => `${indent}${c.dim(text)}`),
  ];
}

/** How sure the catalogue is, in letters of one width. */
function sure(confidence: Confidence, c: Colors): string {
  const text = confidence.padEnd("medium".length);
  return confidence === "low" ? c.yellow(text) : c.dim(text);
}

function summary({ principals, verdict, rules }: GrantsReport): string {
  const statements = principals.flatMap((each) =>
    each.statements.map(({ text, attachedTo }) => JSON.stringify([text, attachedTo])),
  );
  const what = [
    counted(principals.length, "principal"),
    counted(
      principals.reduce((sum, { actions }) => sum + actions.length, 0),
      "action",
    ),
    counted(new Set(statements).size, "statement"),
  ];
  const errors = rules.findings.filter(({ severity }) => severity === "error").length;
  const broken = errors > 0 ? `; ${counted(errors, "error")} of the rules` : "";
  return `${what.join(", ")}: ${verdictText(verdict)}${broken}.`;
}

/** A verdict in a line, such as `complete, minimal; 4 permissions more than declared, all forced by verbs`. */
export function verdictText({ isComplete, isMinimal, isShared, excess }: Verdict): string {
  const count = (reason: ExcessReason) => excess.reduce((sum, each) => sum + each[reason].length, 0);
  const [forced, asked, unforced] = [count("forced"), count("asked"), count("unforced")];
  const total = forced + asked + unforced;
  const by = isShared ? "forced by verbs or shared groups" : "forced by verbs";
  const reasons = [
    ...(forced > 0 ? [forced === total ? `all ${by}` : `${forced} ${by}`] : []),
    ...(asked > 0 ? [`${asked} asked for`] : []),
    ...(unforced > 0 ? [`${unforced} needed by nothing`] : []),
  ];
  const more =
    total === 0
      ? "nothing more than declared"
      : `${counted(total, "permission")} more than declared, ${reasons.join(", ")}`;
  return `${isComplete ? "" : "not "}complete, ${isMinimal ? "" : "not "}minimal; ${more}`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
