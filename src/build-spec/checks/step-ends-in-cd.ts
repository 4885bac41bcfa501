import { Check } from "./check";
import { shown } from "./shown";
import { ShellCommand } from "../shell/script-facts";
import { StepScript } from "../shell/step-script";

/** The directory does not carry over: a `cd` at the end of a step does nothing. */
export const stepEndsInCd: Check = {
  code: "BS423",
  severity: "warning",
  title: "step ends in cd",
  check: ({ places, scripts }) => {
    const steps = scripts.filter(({ isOnFailure }) => !isOnFailure);
    return steps.slice(0, -1).flatMap((script, i) => {
      const last = lastCommand(script);
      if (last === undefined || !changesDirectory(last)) return [];
      if (returns(last, script) || changesDirectory(steps[i + 1].facts.commands[0])) return [];
      const target = shown(last.words[last.words.length - 1].source);
      return [
        {
          ...places.textRangeOf(script.path, last.start, last.end),
          message: `the next step does not start in ${target}: every step starts in the primary source's directory`,
          fix: `write ${last.name} ${target} in the step that needs it`,
        },
      ];
    });
  },
};

/** The command that a script ends with, if it always runs. */
function lastCommand({ facts: { commands } }: StepScript): ShellCommand | undefined {
  const last = [...commands].reverse().find(({ isUnconditional }) => isUnconditional);
  // What begins inside it is a substitution in one of its words.
  return last && commands[commands.length - 1].start < last.end ? last : undefined;
}

function changesDirectory(command: ShellCommand | undefined): boolean {
  return command !== undefined && /^(cd|pushd)$/.test(command.name ?? "") && command.words.length > 0;
}

/** Whether a `cd` goes back to where the next step starts anyway, or may do so. */
function returns(last: ShellCommand, { facts: { commands } }: StepScript): boolean {
  const target = last.words[last.words.length - 1].source.replace(/["']/g, "");
  if (BACK.test(target) || A_SOURCE.test(target)) return true;
  const left = commands.some(
    (command) => command.isInShell && command.start < last.start && changesDirectory(command),
  );
  return left && /[$/`]/.test(target.slice(0, 1));
}

const BACK = /^(-|~|\.?\/?|(\.\.\/?)+|\$\{?(OLDPWD|OCI_PRIMARY_SOURCE_DIR)\}?\/?)$/;
/** Directories right under the workspace are sources, and one of them is the primary one. */
const A_SOURCE = /^(\$\{?OCI_WORKSPACE_DIR\}?|\/workspace)\/[^/]+\/?$/;
