import { ScriptFacts, ShellCommand, Span } from "./script-facts";

/** Where a script traces itself: `set -x` writes every command that follows with the values of its variables. */
export interface TracedPart extends Span {
  /** The command that switches it on. */
  readonly by: ShellCommand;
}

/** From each `set -x` that always runs to the next `set +x`, or to the end. */
export function tracedParts({ commands }: ScriptFacts): TracedPart[] {
  const parts: TracedPart[] = [];
  let by: ShellCommand | undefined;
  for (const command of commands) {
    const option = command.isInShell ? traceOption(command) : undefined;
    if (by && option === "+") {
      parts.push({ start: by.end, end: command.start, by });
      by = undefined;
    } else if (option === "-" && command.isUnconditional) {
      by ??= command;
    }
  }
  return by ? [...parts, { start: by.end, end: Infinity, by }] : parts;
}

/** What `set` does with `x`, also called `xtrace`. */
function traceOption({ name, words }: ShellCommand): "-" | "+" | undefined {
  if (name !== "set") return undefined;
  const values = words.map(({ value }) => value ?? "");
  for (const [i, value] of values.entries()) {
    if (!/^[-+][A-Za-z]+$/.test(value)) continue;
    if (value.includes("x") || (value.endsWith("o") && values[i + 1] === "xtrace")) {
      return value[0] as "-" | "+";
    }
  }
  return undefined;
}
