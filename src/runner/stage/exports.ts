import { ExitCode, RunnerError } from "../exit-code";
import { StageContext } from "./stage-context";
import { StageSpec } from "./stage-spec";

/** Longest value of an exported variable (DevOps API `ExportedVariable`). */
const MAX_VALUE = 255;

/**
 * Keeps the exported variables for later stages.
 *
 * @throws RunnerError when one has no value or too long a one, and that is assumed to fail
 */
export function saveExports(
  stage: string,
  spec: StageSpec,
  variables: ReadonlyMap<string, string>,
  context: StageContext,
): void {
  const names = spec.document.env?.exportedVariables ?? [];
  context.emit({ type: "log", stage, text: `Starting SAVE_EXPORTED_VARIABLES [${names.join(", ")}]` });
  const problem = (isFailure: boolean, text: string) => {
    if (isFailure) throw new RunnerError(ExitCode.FAILED, text);
    context.emit({ type: "warning", stage, text });
  };
  for (const name of names) {
    const value = variables.get(name) ?? "";
    if (value === "") {
      const fails = context.assumptions.get("exported-without-value") === "fails";
      problem(
        fails,
        `exported variable ${name} has no value and ${fails ? "cannot be saved" : "is left out"}`,
      );
      continue;
    }
    if (value.length > MAX_VALUE) {
      problem(
        context.assumptions.get("exported-too-long") === "fails",
        `exported variable ${name} has ${value.length} characters; the service takes at most ${MAX_VALUE}`,
      );
    }
    context.exported.set(name, value);
  }
  context.emit({ type: "log", stage, text: "Completed SAVE_EXPORTED_VARIABLES" });
}
