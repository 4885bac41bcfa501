import { documentationUrl } from "./documentation";

/**
 * How bad a finding is: with an `error` the service refuses the file, a `warning` says that something is ignored, lost
 * or fails, a `note` that something may surprise.
 */
export type Severity = "error" | "warning" | "note";

/** A place in a text; both count from 1, columns in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A piece of a text; the end is the first place after it. */
export interface Range extends Position {
  readonly endLine: number;
  readonly endColumn: number;
}

/** What a check says of a piece of a build_spec.yaml. */
export interface Finding extends Range {
  /** What is wrong and by which rule. */
  readonly message: string;
  /** What to do about it. */
  readonly fix: string;
}

/** One finding in a build_spec.yaml. */
export interface Diagnostic extends Finding {
  /** Stable: `BS1xx` syntax, `BS2xx` schema, `BS3xx` semantics, `BS4xx` advice; ShellCheck's own are `SCxxxx`. */
  readonly code: string;
  readonly severity: Severity;
  /** Where the code is explained. */
  readonly url: string;
}

/** Longest message, in characters: it may repeat what stands in the file, which may be a megabyte. */
const MAX_MESSAGE = 300;

/** A finding with its code and all that follows from it. */
export function diagnostic(code: string, severity: Severity, finding: Finding): Diagnostic {
  const { line, column, endLine, endColumn, fix } = finding;
  const message = shortened(finding.message);
  return { code, severity, line, column, endLine, endColumn, message, fix, url: documentationUrl(code) };
}

function shortened(message: string): string {
  return message.length <= MAX_MESSAGE ? message : `${message.slice(0, MAX_MESSAGE - 3)}...`;
}

/** `file:line:column: severity CODE message; fix`, as editors and terminals make it clickable. */
export function formatDiagnostic(file: string, d: Diagnostic): string {
  return `${file}:${d.line}:${d.column}: ${d.severity} ${d.code} ${d.message}; ${d.fix}`;
}

/** Findings in the order of the file; of those in one place the worst comes first. */
export function inFileOrder(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...diagnostics].sort(
    (a, b) =>
      a.line - b.line ||
      a.column - b.column ||
      SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity),
  );
}

const SEVERITIES: readonly Severity[] = ["error", "warning", "note"];
