import { Check } from "./check";
import { asksForTool, installs } from "../shell/installs";
import { ShellCommand } from "../shell/script-facts";
import { StepScript } from "../shell/step-script";

/** The build runner has no sudo: https://docs.oracle.com/iaas/Content/devops/using/build_specs.htm */
export const sudo: Check = {
  code: "BS425",
  severity: "warning",
  title: "sudo is not on the build runner",
  check: ({ places, scripts }) => {
    const calls = scripts.flatMap((script, i) =>
      script.facts.commands.filter(isSudo).map(({ start, end }) => ({ script, i, start, end })),
    );
    if (calls.length === 0) return [];
    const installed = scripts.findIndex(({ facts }) => facts.commands.some(installsSudo));
    const guarded = new Set(scripts.filter(guardsSudo));
    return calls
      .filter(({ script, i }) => (installed < 0 || i < installed) && !guarded.has(script))
      .map(({ script, start, end }) => ({
        ...places.textRangeOf(script.path, start, end),
        message: "sudo is not on the build runner, so this command is not run",
        fix: "remove sudo: steps run as root unless runAs names another user",
      }));
  },
};

function isSudo({ name }: ShellCommand): boolean {
  return name === "sudo";
}

function installsSudo(command: ShellCommand): boolean {
  return !isSudo(command) && installs(command, /^sudo([-.=].*)?$/);
}

/** Whether a script asks for sudo, or makes a function or alias of that name. */
function guardsSudo({ facts, text }: StepScript): boolean {
  return (
    /\bfunction\s+sudo\b|\bsudo\s*\(\s*\)|\balias\s+sudo=/.test(text) ||
    facts.commands.some(
      (command) =>
        asksForTool(command, "sudo") ||
        (/^(\[|test)$/.test(command.name ?? "") &&
          command.words.some(({ value }) => value?.endsWith("/sudo"))),
    )
  );
}
