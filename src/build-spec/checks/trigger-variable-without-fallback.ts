import { Check } from "./check";
import { hiddenAssignmentsFrom } from "../shell/hidden-assignments";
import { ScriptFacts, ShellCommand, VariableRead } from "../shell/script-facts";
import { startingIn } from "../shell/starting-in";
import { StepScript } from "../shell/step-script";

/** The service sets these in triggered runs only. */
export const triggerVariableWithoutFallback: Check = {
  code: "BS429",
  severity: "warning",
  title: "variable of the trigger used without fallback",
  check: ({ places, scripts }) => {
    const handled = handledNames(scripts);
    const tested = testedNames(scripts);
    return scripts.flatMap((script) =>
      unguarded(script, handled)
        .filter(({ name }) => !tested.has(name))
        .map(({ start, end, name }) => ({
          ...places.textRangeOf(script.path, start, end),
          message: `${name} is empty in a run that no trigger started`,
          fix: `write \${${name}:-${FALLBACKS[name]}}, or test it first`,
        })),
    );
  },
};

/** The variables of a trigger, each with what there is in every run; build_specs.htm, table of predefined variables. */
const FALLBACKS: Readonly<Record<string, string>> = {
  OCI_TRIGGER_COMMIT_HASH: "$OCI_PRIMARY_SOURCE_COMMIT_HASH",
  OCI_TRIGGER_SOURCE_BRANCH_NAME: "$OCI_PRIMARY_SOURCE_SOURCE_BRANCH_NAME",
  OCI_TRIGGER_SOURCE_URL: "$OCI_PRIMARY_SOURCE_SOURCE_URL",
  OCI_TRIGGER_EVENT_TYPE: "MANUAL",
};

/** Names that a script tests or gives a fallback, so that a copy in them may be empty. */
function handledNames(scripts: readonly StepScript[]): Set<string> {
  return new Set(scripts.flatMap(({ facts }) => facts.reads.filter(isHandled).map(({ name }) => name)));
}

/** Names that a script tests, so that it may have ended there. */
function testedNames(scripts: readonly StepScript[]): Set<string> {
  return new Set(
    scripts.flatMap(({ facts }) => facts.reads.filter(({ isTested }) => isTested).map(({ name }) => name)),
  );
}

function isHandled({ hasFallback, isTested }: VariableRead): boolean {
  return hasFallback || isTested;
}

/** The first use of each variable in a script that does not care whether it is empty. */
function unguarded(script: StepScript, handledCopies: ReadonlySet<string>): VariableRead[] {
  const { facts } = script;
  const guarded = new Set([...handledNames([script]), ...facts.assignments.map(({ name }) => name)]);
  const harmless = new Set([
    ...readsIn(
      facts,
      facts.commands.filter((command) => onlyPrints(command) || isConditional(command)),
    ),
    ...readsIn(
      facts,
      facts.assignments.filter(({ name }) => handledCopies.has(name)),
    ),
  ]);
  const hidden = hiddenAssignmentsFrom(script);
  const first = new Map<string, VariableRead>();
  for (const read of facts.reads) {
    const { name, start } = read;
    if (!Object.hasOwn(FALLBACKS, name) || guarded.has(name) || harmless.has(read) || start > hidden) {
      continue;
    }
    if (!first.has(name)) first.set(name, read);
  }
  return [...first.values()];
}

function readsIn({ reads }: ScriptFacts, spans: readonly { start: number; end: number }[]): VariableRead[] {
  return spans.flatMap((span) => startingIn(reads, span));
}

/** An empty value in the log hurts nobody. */
function onlyPrints({ name, pipedInto, isOutputRedirected, isOutputCaptured }: ShellCommand): boolean {
  return (name === "echo" || name === "printf") && !pipedInto && !isOutputRedirected && !isOutputCaptured;
}

/** What stands in a condition may be there for triggered runs only. */
function isConditional({ isInShell, isUnconditional }: ShellCommand): boolean {
  return isInShell && !isUnconditional;
}
