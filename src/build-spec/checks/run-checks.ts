import { Check, CheckedSpec } from "./check";
import { Diagnostic, diagnostic } from "../diagnostics/diagnostic";

/** What checks find in a file; once only where an alias brings a value to several paths. */
export function runChecks(checks: readonly Check[], spec: CheckedSpec): Diagnostic[] {
  const all = checks.flatMap(({ code, severity, check }) =>
    check(spec).map((finding) => diagnostic(code, severity, finding)),
  );
  return [...new Map(all.map((finding) => [JSON.stringify(finding), finding])).values()];
}
