import { ShellCommand, ShellWord } from "./script-facts";
import { MAX_SCRIPT } from "./shell-parser";
import { StepScript } from "./step-script";

/**
 * From where on a script may assign variables that its text does not name: it reads another file (`source`), computes
 * what it runs (`eval`) or what it declares (`export $(cat .env)`).
 *
 * @returns offset of the first such command; 0 when the script cannot be read at all; Infinity without any
 */
export function hiddenAssignmentsFrom({ facts, text, shell }: StepScript): number {
  if (facts.errors.length > 0 || text.length > MAX_SCRIPT || !SHELLS.test(shell)) return 0;
  return facts.commands.find(assignsUnnamed)?.start ?? Infinity;
}

const SHELLS = /^\s*(\/\S*\/)?(ba|da|k|z)?sh\b/;

function assignsUnnamed(command: ShellCommand): boolean {
  const [name, words] = RUNS_A_BUILTIN.has(command.name ?? "")
    ? [command.words[0]?.value, command.words.slice(1)]
    : [command.name, command.words];
  if (name === undefined) return false;
  if (DECLARES.has(name)) return words.some(isComputedName);
  if (name === "trap") return words.some(({ value }) => value === undefined || value.includes("="));
  // With `lastpipe`, `... | read A` assigns after all.
  if (name === "shopt") return words.some(({ value }) => value === "lastpipe");
  return RUNS_UNREAD_TEXT.has(name);
}

const RUNS_A_BUILTIN: ReadonlySet<string> = new Set(["builtin", "command"]);
const RUNS_UNREAD_TEXT: ReadonlySet<string> = new Set([".", "eval", "source"]);
const DECLARES: ReadonlySet<string> = new Set(["declare", "export", "local", "readonly", "typeset"]);

function isComputedName({ value, source }: ShellWord): boolean {
  return value === undefined && !/^[A-Za-z_][A-Za-z_0-9]*(\[[^\]]*\])?\+?=/.test(source);
}
