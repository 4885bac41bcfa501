import { Check } from "./check";
import { shown } from "./shown";
import { ShellCommand, ShellWord, Span } from "../shell/script-facts";

/** `NAME = value` is a command `NAME` to the shell, and `export NAME =value` exports two names. */
export const blankInAssignment: Check = {
  code: "BS421",
  severity: "warning",
  title: "blank before or after = of an assignment",
  check: ({ places, scripts }) =>
    scripts.flatMap(({ path, facts }) =>
      facts.commands.flatMap(torn).map(({ start, end, name, value, declares }) => ({
        ...places.textRangeOf(path, start, end),
        message: `${name} gets no value: the shell allows no blank around the = of an assignment`,
        fix: `write ${declares ? `${declares} ` : ""}${name}=${shown(value)}`,
      })),
    ),
};

/** An assignment torn apart by blanks. */
interface TornAssignment extends Span {
  readonly name: string;
  /** As it is written; empty when nothing follows. */
  readonly value: string;
  /** The command that was to assign, such as `export`. */
  readonly declares?: string;
}

/** The assignments that a command was meant to be. */
export function torn(command: ShellCommand): TornAssignment[] {
  const { name, words } = command;
  if (name === undefined) return [];
  if (DECLARES.has(name)) {
    return words.flatMap((word, i) => tornDeclaration(word, words[i + 1], words[i + 2], name));
  }
  const [first, second] = words;
  const last = lastOfValue(first, second);
  return first && last && isMeantAsVariable(name, first)
    ? [{ start: command.start, end: last.end, name, value: valueOf(first, second) }]
    : [];
}

const DECLARES: ReadonlySet<string> = new Set(["declare", "export", "local", "readonly", "typeset"]);
const IDENTIFIER = /^[A-Za-z_][A-Za-z_0-9]*$/;

function tornDeclaration(
  word: ShellWord,
  next: ShellWord | undefined,
  third: ShellWord | undefined,
  declares: string,
): TornAssignment[] {
  if (next === undefined) return [];
  if (IDENTIFIER.test(word.source) && beginsWithEqualsSign(next)) {
    const { end } = lastOfValue(next, third) ?? next;
    return [{ start: word.start, end, name: word.source, value: valueOf(next, third), declares }];
  }
  const name = word.source.slice(0, -1);
  return word.source.endsWith("=") && IDENTIFIER.test(name) && isNoName(next)
    ? [{ start: word.start, end: next.end, name, value: next.source, declares }]
    : [];
}

function beginsWithEqualsSign({ source }: ShellWord): boolean {
  return /^=(?![=~])/.test(source);
}

/** The word with the value: the next one when the = stands alone. */
function lastOfValue(first: ShellWord | undefined, second: ShellWord | undefined): ShellWord | undefined {
  return first?.source === "=" ? (second ?? first) : first;
}

function valueOf(first: ShellWord, second: ShellWord | undefined): string {
  return first.source === "=" ? (second?.source ?? "") : first.source.slice(1);
}

/** `export A= B` may mean two names; `export A= "b"` cannot. */
function isNoName({ source }: ShellWord): boolean {
  return !/^[A-Za-z_][A-Za-z_0-9]*(\+?=.*)?$/s.test(source);
}

/** `echo =====` and `log =x` are commands: only names in capitals, or a lone `=` behind a word that is no command. */
function isMeantAsVariable(name: string, first: ShellWord): boolean {
  if (!IDENTIFIER.test(name) || !beginsWithEqualsSign(first)) return false;
  return /^[A-Z_][A-Z_0-9]*$/.test(name) || (first.source === "=" && !TAKES_ANY_WORD.has(name));
}

const TAKES_ANY_WORD: ReadonlySet<string> = new Set([
  "alias",
  "awk",
  "banner",
  "cut",
  "echo",
  "egrep",
  "eval",
  "expr",
  "fgrep",
  "figlet",
  "grep",
  "info",
  "let",
  "log",
  "logger",
  "print",
  "printf",
  "read",
  "rg",
  "sed",
  "set",
  "split",
  "test",
  "tr",
  "warn",
]);
