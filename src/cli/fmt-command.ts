import { Command } from "commander";
import { STDIN } from "./plan-input";
import { replaceFile } from "./replace-file";
import { decoded, isText, readSpecs, SpecInput } from "./spec-input";
import { formatDiagnostic } from "../build-spec/diagnostics/diagnostic";
import { formatBuildSpec } from "../build-spec/format/format-build-spec";
import { parseBuildSpec } from "../build-spec/parse";
import { onOneLine } from "../report/control-characters";
import { ExitCode, RunnerError } from "../runner/exit-code";

interface FormatOptions {
  readonly check?: boolean;
}

export function fmtCommand(finish: (exitCode: number) => void): Command {
  return new Command("fmt")
    .description("mend what is safe to mend in build_spec.yaml files")
    .argument("<file...>", "build specification; - reads standard input and prints the result")
    .option("--check", "write nothing, and list the files that would change")
    .addHelpText(
      "after",
      `
Mended are: byte order mark, CRLF, blanks at the ends of lines, tabs between words, keys that stand twice (the last
one stays), $VAR in locations ("\${VAR}" is filled in), and a missing line end at the end. Scripts, comments, quotes
and indentation stay as they are. A file that the service would refuse is not touched.

Exit codes: 0 done, 1 a file has errors, or with --check would change, 2 wrong usage, or a file that cannot be read
or written.`,
    )
    .action(async (files: string[], options: FormatOptions) => finish(await format(files, options)));
}

async function format(files: readonly string[], { check = false }: FormatOptions): Promise<ExitCode> {
  if (files.includes(STDIN) && new Set(files).size > 1) {
    throw new RunnerError(ExitCode.USAGE, "fmt: - prints to standard output; name it alone");
  }
  const { specs, problems } = await readSpecs(files, process.stdin, "fmt -");
  complain(problems);
  const codes = specs.map((spec) => formatOne(spec, check));
  return Math.max(problems.length > 0 ? ExitCode.USAGE : ExitCode.OK, ...codes);
}

function formatOne({ name, path, bytes }: SpecInput, isCheck: boolean): ExitCode {
  const text = decoded(bytes);
  // Bytes that are no characters would be lost.
  const formatted = isText(bytes) ? formatBuildSpec(text) : undefined;
  if (formatted === undefined) {
    const { diagnostics } = parseBuildSpec(text);
    complain([
      ...diagnostics
        .filter(({ severity, code }) => severity === "error" || code === "BS106")
        .map((finding) => formatDiagnostic(name, finding)),
      `${name}: not formatted`,
    ]);
    return ExitCode.FAILED;
  }
  const isChanged = !bytes.equals(Buffer.from(formatted));
  if (isCheck) {
    if (isChanged) process.stdout.write(`${onOneLine(name)}\n`);
    return isChanged ? ExitCode.FAILED : ExitCode.OK;
  }
  if (path === undefined) process.stdout.write(formatted);
  else if (isChanged) return rewrite(path, formatted);
  return ExitCode.OK;
}

function rewrite(file: string, text: string): ExitCode {
  try {
    replaceFile(file, text);
  } catch (error) {
    complain([`${file}: cannot be written: ${(error as Error).message}`]);
    return ExitCode.USAGE;
  }
  process.stdout.write(`${onOneLine(file)}\n`);
  return ExitCode.OK;
}

function complain(problems: readonly string[]): void {
  for (const problem of problems) process.stderr.write(`${onOneLine(problem)}\n`);
}
