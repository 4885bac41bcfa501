import { Check } from "./check";
import { alongPipelines } from "../shell/along-pipelines";
import { ShellCommand, ShellWord } from "../shell/script-facts";
import { startingIn } from "../shell/starting-in";

/** A script from the network that is run unseen, and that may be another one tomorrow. */
export const unpinnedScript: Check = {
  code: "BS430",
  severity: "warning",
  title: "script from the network is run, and its address names no version",
  check: ({ places, scripts }) =>
    scripts.flatMap(({ path, facts }) =>
      downloadsThatRun(facts.commands)
        .flatMap(unpinnedAddresses)
        .map(({ start, end }) => ({
          ...places.textRangeOf(path, start, end),
          message: "what this address gives is run, and it names no version or commit",
          fix: "take the address of a release or commit, or keep the script in the source",
        })),
    ),
};

/** The downloads whose text a shell runs. */
function downloadsThatRun(commands: readonly ShellCommand[]): ShellCommand[] {
  const isRun = alongPipelines<boolean>(
    commands,
    ({ pipedInto }, isReaderRun) => pipedInto !== undefined && (runsInput(pipedInto) || isReaderRun === true),
  );
  return commands.flatMap((command) => {
    if (isDownload(command)) return isRun.get(command) ? [command] : [];
    // What is filtered first, as by jq, is no script as it comes.
    return runTexts(command).flatMap((word) =>
      startingIn(commands, word)
        .slice(0, 1)
        .filter((first) => isDownload(first) && !first.pipedInto),
    );
  });
}

function isDownload({ name }: ShellCommand): boolean {
  return name === "curl" || name === "wget";
}

const SHELL = /^(\/\S*\/)?(ba|da|k|z)?sh$/;

/** `bash`, `bash -s -- x`, `sudo -E bash -`: a shell without a file to run. */
function runsInput({ name, words }: ShellCommand): boolean {
  if (name === "sudo") {
    const at = words.findIndex(({ value }) => SHELL.test(value ?? ""));
    return at >= 0 && words.slice(0, at).every(isOption) && readsInput(words.slice(at + 1));
  }
  return SHELL.test(name ?? "") && readsInput(words);
}

/** Whether the words of a shell leave it to read its script from its input. */
function readsInput(words: readonly ShellWord[]): boolean {
  const options = words.findIndex((word) => !isOption(word));
  const named = options < 0 ? words : words.slice(0, options);
  return (
    options < 0 ||
    named.some(({ source }) => /^-[a-z]*s/.test(source)) ||
    words[options].value === "/dev/stdin"
  );
}

function isOption({ source }: ShellWord): boolean {
  return source.startsWith("-");
}

/** The words of a command that it runs as a script: `bash <(...)`, `bash -c "$(...)"`, `eval "$(...)"`. */
function runTexts({ name, words }: ShellCommand): ShellWord[] {
  if (name === "source" || name === ".") return words.slice(0, 1).filter(isProcess);
  if (name === "eval") return words.filter(isSubstitution);
  if (!SHELL.test(name ?? "")) return [];
  const first = words.findIndex((word) => !isOption(word));
  if (first < 0) return [];
  const isCommandString = words.slice(0, first).some(({ source }) => /^-[a-z]*c$/.test(source));
  return words.slice(first, first + 1).filter(isCommandString ? isSubstitution : isProcess);
}

function isProcess({ source }: ShellWord): boolean {
  return source.startsWith("<(");
}

/** A word that is the output of commands and nothing else. */
function isSubstitution({ source }: ShellWord): boolean {
  return /^"?(\$\(.*\)|`.*`)"?$/s.test(source);
}

/** The words of a download that are addresses without a version; what a variable fills in may be one. */
function unpinnedAddresses({ words }: ShellCommand): ShellWord[] {
  return words.filter(({ value }) => {
    const [, path] = /^(?:https?|ftp):\/\/[^/?#]+(.*)$/s.exec(value ?? "") ?? [];
    return path !== undefined && !VERSION.test(path);
  });
}

/** `1.2`, `v3`, `16.x`, a commit. */
const VERSION = /\d\.(\d|x)|[/@=_-]v\d+([^a-z]|$)|(^|[^0-9a-z])(?=[0-9a-f]*\d)[0-9a-f]{7,64}([^0-9a-z]|$)/i;
