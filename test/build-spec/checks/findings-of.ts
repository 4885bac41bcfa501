import { CheckOptions } from "../../../src/build-spec/check-build-spec";
import { Check } from "../../../src/build-spec/checks/check";
import { runChecks } from "../../../src/build-spec/checks/run-checks";
import { inFileOrder } from "../../../src/build-spec/diagnostics/diagnostic";
import { parseBuildSpec } from "../../../src/build-spec/parse";
import { loadShellParser } from "../../../src/build-spec/shell/shell-parser";
import { stepScripts } from "../../../src/build-spec/shell/step-scripts";

/**
 * What one check finds in the text of a build_spec.yaml, in the order of the file, each as
 * `CODE line:column-endLine:endColumn message`.
 *
 * @throws Error when the text is no mapping
 */
export async function findingsOf(check: Check, text: string, options: CheckOptions = {}): Promise<string[]> {
  const { read, places, diagnostics } = parseBuildSpec(text);
  if (read === undefined) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  const scripts = stepScripts(read, await loadShellParser());
  return inFileOrder(runChecks([check], { document: read, places, scripts, ...options })).map(
    ({ code, line, column, endLine, endColumn, message }) =>
      `${code} ${line}:${column}-${endLine}:${endColumn} ${message}`,
  );
}
