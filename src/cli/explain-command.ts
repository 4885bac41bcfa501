import { Command } from "commander";
import { readCodeSections } from "./code-documentation";
import { ALL_CODES } from "../build-spec/diagnostics/codes";
import { documentationUrl } from "../build-spec/diagnostics/documentation";
import { onOneLine } from "../report/control-characters";
import { ExitCode, RunnerError } from "../runner/exit-code";

export function explainCommand(finish: (exitCode: number) => void): Command {
  return new Command("explain")
    .description("explain a code of `validate`, with a bad and a good example, or list all codes")
    .argument("[code]", "such as BS401")
    .addHelpText("after", "\nExit codes: 0 explained, 2 there is no such code.")
    .action((code?: string) => {
      process.stdout.write(`${code === undefined ? list() : explanation(code)}\n`);
      finish(ExitCode.OK);
    });
}

function list(): string {
  return ALL_CODES.map(({ code, severity, title }) => `${code}  ${severity.padEnd(7)}  ${title}`).join("\n");
}

/** @throws RunnerError when there is no such code */
function explanation(given: string): string {
  const code = given.toUpperCase();
  if (/^SC\d{4}$/.test(code)) return `${code} is a finding of ShellCheck: ${documentationUrl(code)}`;
  const section = readCodeSections().get(code);
  if (section) return section.text;
  const near = nearCodes(code);
  throw new RunnerError(
    ExitCode.USAGE,
    [
      `explain ${onOneLine(given)}: there is no such code`,
      ...near.map((known) => `  ${known.code}  ${known.title}`),
      "oci-devops-local explain lists all codes",
    ].join("\n"),
  );
}

/** Codes that differ in one character. */
function nearCodes(code: string) {
  return ALL_CODES.filter(
    (known) =>
      known.code.length === code.length &&
      [...known.code].filter((letter, i) => letter !== code[i]).length === 1,
  );
}
