import { Diagnostic, Severity } from "../../build-spec/diagnostics/diagnostic";

/** A build_spec.yaml that was checked. */
export interface CheckedFile {
  /** What messages call it. */
  readonly name: string;
  /** Its path as the user wrote it; undefined for standard input. */
  readonly path?: string;
  readonly text: string;
  /** What was found, in the order of the file. */
  readonly findings: readonly Diagnostic[];
}

/** How many findings of each severity. */
export interface Counts {
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
}

export function countsOf(files: readonly CheckedFile[]): Counts {
  const all = files.flatMap(({ findings }) => findings);
  const count = (severity: Severity) => all.filter((finding) => finding.severity === severity).length;
  return { errors: count("error"), warnings: count("warning"), notes: count("note") };
}

/** `2 errors`, `1 warning`. */
export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
