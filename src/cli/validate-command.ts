import { Command, InvalidArgumentError, Option } from "commander";
import { checkSpecs } from "./check-specs";
import { readCodeSections } from "./code-documentation";
import { pairs } from "./pairs";
import type { PipelineSpecs } from "./pipeline-specs";
import { STDIN } from "./plan-input";
import { repeatable } from "./repeatable";
import { readSpecs, SpecInput } from "./spec-input";
import { ALL_CODES } from "../build-spec/diagnostics/codes";
import { Diagnostic } from "../build-spec/diagnostics/diagnostic";
import { onOneLine } from "../report/control-characters";
import { CheckedFile, countsOf } from "../report/diagnostics/checked-file";
import { githubLines } from "../report/diagnostics/github";
import { humanLines } from "../report/diagnostics/human";
import { jsonReport } from "../report/diagnostics/json";
import { junitReport } from "../report/diagnostics/junit";
import { sarifReport } from "../report/diagnostics/sarif";
import { ExitCode, RunnerError } from "../runner/exit-code";

type Format = "human" | "json" | "github" | "sarif" | "junit";

interface ValidateOptions {
  readonly format: Format;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly maxWarnings?: number;
  readonly ignore: string[];
  readonly image?: string;
  readonly shellcheck: boolean;
  /** `true` stands for the only pipeline of the stack. */
  readonly pipeline?: string | true;
  readonly stack?: string;
  readonly source: string[];
  readonly var: string[];
}

const REPORTS: Readonly<Record<Format, (files: CheckedFile[], options: ValidateOptions) => string[]>> = {
  human: (files, { quiet }) => humanLines(files, { isQuiet: quiet }),
  json: (files) => [jsonReport(files)],
  github: githubLines,
  sarif: (files) => [sarifReport(files, { sections: readCodeSections(), folder: process.cwd() })],
  junit: (files) => [junitReport(files)],
};

/** Codes whose findings are errors in one place and warnings in another. */
const NOT_ALWAYS_ERRORS: readonly string[] = ["BS106", "BS202"];

export function validateCommand(finish: (exitCode: number) => void): Command {
  return new Command("validate")
    .description(
      "check build_spec.yaml files: what the service refuses or ignores, and what fails or surprises",
    )
    .argument("[file...]", "build specification; - is standard input")
    .addOption(
      new Option("--format <format>", "how findings are printed")
        .choices(Object.keys(REPORTS))
        .default("human"),
    )
    .addOption(new Option("--json", "the same as --format json").conflicts("format"))
    .option("--quiet", "print nothing but findings")
    .option("--max-warnings <number>", "end with 1 when there are more warnings", wholeNumber)
    .option("--ignore <code>", "code that is not reported; repeatable", ignorable, [])
    .addOption(
      new Option("--image <image>", "image of the build runner").choices([
        "OL7_X86_64_STANDARD_10",
        "OL8_X86_64_STANDARD_10",
      ]),
    )
    .option("--no-shellcheck", "do not ask ShellCheck, even where it is installed")
    .option(
      "--pipeline [name]",
      "also check the files against the stages of a build pipeline that use them; without files, those of all its stages",
    )
    .option(
      "--stack <path>",
      "cdk.tf.json, its folder or a stack's name (default: the only stack below cdktf.out)",
    )
    .option("--source <name=dir>", "folder that stands for a build source; repeatable", repeatable, [])
    .option(
      "--var <name=value>",
      "value of a Terraform variable, before TF_VAR_name; repeatable",
      repeatable,
      [],
    )
    .addHelpText(
      "after",
      `
An error is what the service refuses, a warning what is ignored, lost or fails, a note what may surprise;
\`oci-devops-local explain CODE\` says more.

Exit codes: 0 no error, 1 an error, or more warnings than --max-warnings, 2 wrong usage, or a file that cannot be read.`,
    )
    .action(async (files: string[], options: ValidateOptions) => finish(await validate(files, options)));
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("Write a whole number.");
  return Number(text);
}

function ignorable(text: string, all: string[]): string[] {
  const code = text.toUpperCase();
  const known = ALL_CODES.find((candidate) => candidate.code === code);
  if (known === undefined && !/^SC\d{4}$/.test(code)) {
    throw new InvalidArgumentError("There is no such code; oci-devops-local explain lists them.");
  }
  if (known?.severity === "error" && !NOT_ALWAYS_ERRORS.includes(code)) {
    throw new InvalidArgumentError("The service refuses a file with it all the same.");
  }
  return [...all, code];
}

async function validate(names: readonly string[], options: ValidateOptions): Promise<ExitCode> {
  const { image } = options;
  const used = await usedSpecs(names, options);
  const { specs, problems } = await readSpecs(used?.files ?? names, process.stdin, "validate -");
  const asked = names.length > 0 ? specs.filter(({ path = STDIN }) => names.includes(path)) : specs;
  const uses = used?.usesOf(specs);
  const optionsOf = ({ path = STDIN }: SpecInput) =>
    uses?.get(path)?.map((use) => ({ image, use })) ?? [{ image }];
  const checked = await checkSpecs(asked, optionsOf, options.shellcheck);
  const files = checked.files.map((file): CheckedFile => {
    return { ...file, findings: file.findings.filter((finding) => isReported(finding, options)) };
  });
  const { errors, warnings } = countsOf(files);
  const isTooMany = warnings > (options.maxWarnings ?? Infinity);
  complain([...problems, ...checked.problems]);
  print(files, options);
  if (isTooMany) complain([`${warnings} warnings are more than --max-warnings ${options.maxWarnings}`]);
  if (problems.length > 0) return ExitCode.USAGE;
  return errors > 0 || isTooMany ? ExitCode.FAILED : ExitCode.OK;
}

/** The files of a pipeline's stages; undefined when no pipeline is asked for. */
async function usedSpecs(
  names: readonly string[],
  { pipeline, stack, source, var: variables }: ValidateOptions,
): Promise<PipelineSpecs | undefined> {
  if (pipeline === undefined) {
    const lost = [...(stack === undefined ? [] : ["--stack"]), ...source.map(() => "--source")];
    if (lost.length > 0) throw new RunnerError(ExitCode.USAGE, `${lost[0]} goes with --pipeline`);
    if (names.length === 0) {
      throw new RunnerError(ExitCode.USAGE, "name a build_spec.yaml, - for standard input, or --pipeline");
    }
    return undefined;
  }
  // Most files are checked without a stack, and faster when nothing of one is loaded.
  /* eslint-disable @typescript-eslint/no-require-imports */
  const specs = require("./pipeline-specs") as typeof import("./pipeline-specs");
  const { stackPlan } = require("./stack-plan") as typeof import("./stack-plan");
  /* eslint-enable @typescript-eslint/no-require-imports */
  const plan = stackPlan(pipeline === true ? undefined : pipeline, { stack, var: variables }, process.env);
  return specs.PipelineSpecs.find(plan, names, pairs("--source", source));
}

function isReported({ code, severity }: Diagnostic, { ignore }: ValidateOptions): boolean {
  return severity === "error" || !ignore.includes(code);
}

function print(files: CheckedFile[], options: ValidateOptions): void {
  const lines = REPORTS[options.json ? "json" : options.format](files, options);
  if (lines.length > 0) process.stdout.write(`${lines.join("\n")}\n`);
}

function complain(problems: readonly string[]): void {
  for (const problem of problems) process.stderr.write(`${onOneLine(problem)}\n`);
}
