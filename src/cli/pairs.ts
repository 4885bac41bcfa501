import { ExitCode, RunnerError } from "../runner/exit-code";

/**
 * `NAME=VALUE` options as a map; the last of a name counts.
 *
 * @throws RunnerError that lists every text without a name or a `=`
 */
export function pairs(option: string, texts: readonly string[]): Map<string, string> {
  const wrong = texts.filter((text) => text.indexOf("=") < 1);
  if (wrong.length > 0) {
    // The text itself may be a secret that was meant for a file.
    const shown = (text: string) => (option === "--secret" ? "" : ` ${JSON.stringify(text)}`);
    const problems = wrong.map((text) => `${option}${shown(text)}: write ${option} NAME=VALUE`);
    throw new RunnerError(ExitCode.USAGE, problems.join("\n"));
  }
  return new Map(texts.map((text) => [text.slice(0, text.indexOf("=")), text.slice(text.indexOf("=") + 1)]));
}
