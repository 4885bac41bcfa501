import pc from "picocolors";
import { Colors } from "../colors";
import { CheckedFile, counted, countsOf } from "./checked-file";
import { excerpt } from "./excerpt";
import { Diagnostic, Severity } from "../../build-spec/diagnostics/diagnostic";
import { onOneLine } from "../control-characters";

export interface HumanOptions {
  /**
   * Whether only findings are printed: no word on files without any, no count.
   *
   * @default false
   */
  readonly isQuiet?: boolean;
  /**
   * Colours of the terminal.
   *
   * @default - by what standard output is and by NO_COLOR
   */
  readonly colors?: Colors;
}

const COLORS: Readonly<Record<Severity, "red" | "yellow" | "cyan">> = {
  error: "red",
  warning: "yellow",
  note: "cyan",
};

/** Findings as a compiler prints them: the place, the line with the piece marked, and what to do. */
export function humanLines(
  files: readonly CheckedFile[],
  { isQuiet = false, colors = pc }: HumanOptions = {},
): string[] {
  const explained = new Set<string>();
  const lines = files.flatMap(({ name, text, findings }) => {
    if (findings.length === 0) return isQuiet ? [] : [`${onOneLine(name)}: no findings`];
    const source = sourceLines(text);
    return findings.flatMap((finding) => [
      `${colors.bold(`${onOneLine(name)}:${finding.line}:${finding.column}:`)} ${heading(finding, colors)}`,
      ...excerptLines(source[finding.line - 1], finding, colors),
      `  fix: ${onOneLine(finding.fix)}`,
      ...explanation(finding, explained).map((line) => colors.dim(line)),
      "",
    ]);
  });
  const hasSummary = !isQuiet && (files.length > 1 || files.some(({ findings }) => findings.length > 0));
  return hasSummary ? [...lines, colors.bold(summary(files))] : lines;
}

function heading({ severity, message, code }: Diagnostic, c: Colors): string {
  return `${c.bold(c[COLORS[severity]](`${severity}:`))} ${onOneLine(message)} ${c.dim(`[${onOneLine(code)}]`)}`;
}

function excerptLines(line: string | undefined, finding: Diagnostic, c: Colors): string[] {
  if (line === undefined) return [];
  const { source, marks } = excerpt(line, finding);
  const number = String(finding.line);
  return [
    `${c.dim(`${number} |`)} ${source}`.trimEnd(),
    `${c.dim(`${" ".repeat(number.length)} |`)} ${c[COLORS[finding.severity]](marks)}`,
  ];
}

/** Where a code is explained, at its first finding. */
function explanation({ code, url }: Diagnostic, explained: Set<string>): string[] {
  if (explained.has(code)) return [];
  explained.add(code);
  return [`  see: ${code.startsWith("SC") ? url : `oci-devops-local explain ${code}`}`];
}

function summary(files: readonly CheckedFile[]): string {
  const { errors, warnings, notes } = countsOf(files);
  const counts = [counted(errors, "error"), counted(warnings, "warning"), counted(notes, "note")];
  return `${counts.join(", ")} in ${counted(files.length, "file")}`;
}

/** The lines as findings count them: byte order marks and carriage returns are no text for the reader. */
function sourceLines(text: string): string[] {
  return text.replace(/^\uFEFF/, "").split(/\r?\n/);
}
