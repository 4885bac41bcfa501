import { CheckedFile } from "./checked-file";
import { Diagnostic, Severity } from "../../build-spec/diagnostics/diagnostic";
import { withoutControls } from "../control-characters";

const COMMANDS: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", note: "notice" };

/**
 * Findings as annotations of a GitHub Actions run.
 *
 * Source: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function githubLines(files: readonly CheckedFile[]): string[] {
  return files.flatMap(({ path, findings }) => findings.map((finding) => annotation(path, finding)));
}

function annotation(path: string | undefined, finding: Diagnostic): string {
  const { severity, line, column, endLine, endColumn, code, message, fix } = finding;
  const properties = Object.entries({
    ...(path !== undefined && { file: path }),
    line,
    // The runner drops columns of an annotation of several lines, with a warning.
    ...(line === endLine && { col: column }),
    endLine,
    ...(line === endLine && { endColumn }),
    title: code,
  }).map(([name, value]) => `${name}=${escapedProperty(String(value))}`);
  return `::${COMMANDS[severity]} ${properties.join(",")}::${escaped(`${message}; ${fix}`)}`;
}

function escaped(text: string): string {
  return withoutControls(text.replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A"));
}

function escapedProperty(text: string): string {
  return escaped(text).replace(/:/g, "%3A").replace(/,/g, "%2C");
}
