import { torn } from "./blank-in-assignment";
import { Check, CheckedSpec } from "./check";
import { EXPORTABLE } from "./exported-name";
import { known } from "./known";
import { StepType } from "../model";
import { ReadDocument } from "../schema/read-document";
import { hiddenAssignmentsFrom } from "../shell/hidden-assignments";
import { StepScript } from "../shell/step-script";

/** The API holds no empty value, so there is nothing to export, and `${NAME}` stays as it is in later stages. */
export const exportedWithoutValue: Check = {
  code: "BS424",
  severity: "warning",
  title: "exported variable gets no value",
  check: (spec) => {
    const { document, places } = spec;
    const steps = spec.scripts.filter(({ isOnFailure }) => !isOnFailure);
    if (!areAllRead(document) || steps.some((script) => hiddenAssignmentsFrom(script) < Infinity)) return [];
    const mayHaveValue = namesWithValue(spec, steps);
    const reasons = reasonsOf(spec, steps);
    return known(document.env?.exportedVariables)
      .filter(([, name]) => !isRefused(name) && !mayHaveValue.has(name))
      .map(([i, name]) => ({
        ...places.rangeOf(["env", "exportedVariables", i]),
        message: `${name} has no value to export: ${reasons.get(name) ?? NOT_MENTIONED}`,
        fix: "assign it in a step, or do not export it: later stages have the pipeline's parameters anyway",
      }));
  },
};

const NOT_MENTIONED = "no step assigns it and env.variables does not declare it";

/** Such names have an error already. */
function isRefused(name: string): boolean {
  return !EXPORTABLE.test(name) || /^oci/i.test(name);
}

/** Whether every script of the file is known; with errors in the file, some are not. */
function areAllRead({ steps }: ReadDocument): boolean {
  return (
    steps !== undefined &&
    steps.every((step) => step?.command !== undefined || step?.type === StepType.VULNERABILITY_AUDIT)
  );
}

function namesWithValue({ document: { env } }: CheckedSpec, steps: readonly StepScript[]): Set<string> {
  const declared = Object.entries(env?.variables ?? {}).filter(([, value]) => value !== "");
  return new Set([
    ...declared.map(([name]) => name),
    // The service refuses to export these; that is said already.
    ...Object.keys(env?.vaultVariables ?? {}),
    ...steps.flatMap(({ facts }) =>
      [
        ...facts.assignments.filter(({ isInShell, isInFunction }) => isInShell || isInFunction),
        // A blank beside the = is said where it stands.
        ...facts.commands.flatMap(torn),
      ].map(({ name }) => name),
    ),
    // A name that is read and never assigned may be a parameter of the pipeline; what env declares is none.
    ...namesOnlyRead(steps).filter((name) => !Object.hasOwn(env?.variables ?? {}, name)),
  ]);
}

function namesOnlyRead(steps: readonly StepScript[]): string[] {
  const assigned = new Set(assignedIn(steps));
  return steps.flatMap(({ facts }) =>
    facts.reads.map(({ name }) => name).filter((name) => !assigned.has(name)),
  );
}

/** Why a name has no value although the file mentions it; the last reason counts. */
function reasonsOf({ document, scripts }: CheckedSpec, steps: readonly StepScript[]): Map<string, string> {
  const all = (names: readonly string[], reason: string) => names.map((name) => [name, reason] as const);
  return new Map([
    ...all(
      Object.keys(document.env?.variables ?? {}),
      "its initial value is empty and no step assigns another",
    ),
    ...all(assignedIn(scripts), "it is assigned only in onFailure, and after a failure nothing is exported"),
    ...all(
      assignedIn(steps),
      "it is assigned only in a subshell or a pipeline, which keeps the value to itself",
    ),
  ]);
}

function assignedIn(scripts: readonly StepScript[]): string[] {
  return scripts.flatMap(({ facts }) => facts.assignments.map(({ name }) => name));
}
