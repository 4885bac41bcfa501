import { Diagnostic, diagnostic, Severity } from "../../../src/build-spec/diagnostics/diagnostic";
import { CheckedFile } from "../../../src/report/diagnostics/checked-file";

/** A finding at `line:column-endLine:endColumn`. */
export function findingAt(
  place: string,
  code: string,
  severity: Severity,
  message = "it is wrong",
  fix = "mend it",
): Diagnostic {
  const [line, column, endLine, endColumn] = place.split(/[:-]/).map(Number);
  return diagnostic(code, severity, { line, column, endLine, endColumn, message, fix });
}

export function checkedFile(path: string, text: string, ...findings: readonly Diagnostic[]): CheckedFile {
  return { name: path, path, text, findings };
}

/** What was checked from standard input. */
export function checkedInput(text: string, ...findings: readonly Diagnostic[]): CheckedFile {
  return { name: "standard input", text, findings };
}
