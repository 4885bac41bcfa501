import { Check } from "./check";
import { Finding } from "../diagnostics/diagnostic";
import { ScriptFacts, ShellCommand, ShellWord, Span, VariableRead } from "../shell/script-facts";
import { shownInLog } from "../shell/shown-in-log";
import { startingIn } from "../shell/starting-in";
import { StepScript } from "../shell/step-script";
import { TracedPart, tracedParts } from "../shell/traced-parts";

/** The value of a vault variable can be read in the log of the build. */
export const secretInLog: Check = {
  code: "BS428",
  severity: "warning",
  title: "vault variable is written to the log",
  check: ({ document, places, scripts }) => {
    const secrets: Secrets = new Set(Object.keys(document.env?.vaultVariables ?? {}));
    if (secrets.size === 0) return [];
    return scripts.flatMap((script) =>
      leaksOf(script, secrets).map(({ start, end, message, fix }) => ({
        ...places.textRangeOf(script.path, start, end),
        message,
        fix,
      })),
    );
  },
};

type Secrets = ReadonlySet<string>;
type Leak = Span & Pick<Finding, "message" | "fix">;

function leaksOf({ facts }: StepScript, secrets: Secrets): Leak[] {
  const secretReads = facts.reads.filter(({ name }) => secrets.has(name));
  return [
    ...[...shownInLog(facts.commands)].flatMap((command) =>
      listsVariables(command) ? [listing(command)] : secretsPrinted(command, secrets),
    ),
    ...tracedParts(facts).flatMap((part) => tracedSecret(part, facts, secretReads)),
  ];
}

/** `env`, `printenv`, `set`, `export -p` and the like without names. */
function listsVariables({ name = "", words }: ShellCommand): boolean {
  return words.length === 0
    ? /^(declare|env|export|printenv|set|typeset)$/.test(name)
    : /^(declare|export|typeset)$/.test(name) && words.every(({ value }) => /^-[gpx]+$/.test(value ?? ""));
}

function listing({ name, start, end }: ShellCommand): Leak {
  return {
    start,
    end,
    message: `${name} writes all variables to the log of the build, also those of the vault`,
    fix: "print the variables that you need, each by its name",
  };
}

function secretsPrinted(command: ShellCommand, secrets: Secrets): Leak[] {
  const { name = "", words, inputVariables } = command;
  switch (name) {
    case "printf":
    case "echo":
      // `printf -v NAME` prints nothing.
      return name === "printf" && words[0]?.value === "-v"
        ? []
        : words.flatMap((word) => wholeSecrets(word, secrets).map((secret) => printing(name, word, secret)));
    case "printenv":
      return words.flatMap((word) => (secrets.has(word.source) ? [printing(name, word, word.source)] : []));
    case "cat":
    case "tee":
      return inputVariables
        .filter((variable) => secrets.has(variable))
        .map((secret) => printing(name, command, secret));
    default:
      return [];
  }
}

function printing(by: string, { start, end }: Span, secret: string): Leak {
  return {
    start,
    end,
    message: `${by} writes the vault variable ${secret} to the log of the build`,
    fix: "remove it, or pipe it into the command that needs it",
  };
}

/** The secrets whose whole value a word holds: `${#TOKEN}` and `${TOKEN:+set}` tell little. */
function wholeSecrets({ source, variables }: ShellWord, secrets: Secrets): string[] {
  return variables.filter(
    (name) =>
      secrets.has(name) && new RegExp(`\\$(${name}(?![A-Za-z_0-9])|\\{${name}(\\}|:?[-=?]))`).test(source),
  );
}

function tracedSecret(
  part: TracedPart,
  { commands, assignments }: ScriptFacts,
  secretReads: readonly VariableRead[],
): Leak[] {
  const traced = [
    ...startingIn(commands, part).flatMap(({ words }) => words),
    ...startingIn(assignments, part),
  ];
  const name = traced.flatMap((piece) => startingIn(secretReads, piece))[0]?.name;
  if (name === undefined) return [];
  const { start, end } = part.by;
  return [
    {
      start,
      end,
      message: `set -x writes the vault variable ${name} to the log of the build, in each command that uses it`,
      fix: "write set +x before the variable is used",
    },
  ];
}
