/** How bad a finding is: with an error the service refuses the file. */
export type Severity = "error" | "warning";

/** A place in a text; both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** One finding in a build_spec.yaml. */
export interface Diagnostic extends Position {
  /** Stable: `BS1xx` syntax, `BS2xx` schema, `BS3xx` semantics. */
  readonly code: string;
  readonly severity: Severity;
  /** What is wrong and by which rule. */
  readonly message: string;
  /** What to do about it. */
  readonly fix: string;
}

/** `file:line:column: severity CODE message; fix`, as editors and terminals make it clickable. */
export function formatDiagnostic(file: string, d: Diagnostic): string {
  return `${file}:${d.line}:${d.column}: ${d.severity} ${d.code} ${d.message}; ${d.fix}`;
}
