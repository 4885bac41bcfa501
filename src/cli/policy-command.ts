import { Command } from "commander";
import { pairs } from "./pairs";
import { inputName, readInput } from "./plan-input";
import { policyReportCommand } from "./policy-report-command";
import { repeatable } from "./repeatable";
import { checkPolicies, hasErrors } from "../iam/rules/check";
import { readPolicies } from "../iam/rules/policy-source";
import { asciiJson } from "../report/ascii-json";
import { policyLines } from "../report/policy-console";
import { ExitCode, RunnerError } from "../runner/exit-code";

interface CheckOptions {
  readonly suppress: string[];
  readonly json?: boolean;
}

const ON_TERMINAL =
  "policy check reads policies from standard input, which is a terminal; name a file or pipe them in:\n" +
  "  terraform plan -out tf.plan && terraform show -json tf.plan | oci-devops-local policy check -";

export function policyCommand(finish: (exitCode: number) => void): Command {
  return new Command("policy")
    .description("what policies grant")
    .addCommand(policyReportCommand(finish), { isDefault: true })
    .addCommand(checkCommand(finish));
}

function checkCommand(finish: (exitCode: number) => void): Command {
  return new Command("check")
    .description("find statements that grant more than pipelines need, or not what they seem to")
    .argument(
      "<file>",
      "a plan's JSON, cdk.tf.json, or a text with a statement on each line; - is standard input",
    )
    .option(
      "--suppress <rule=reason>",
      "rule whose findings are accepted, and why; repeatable",
      repeatable,
      [],
    )
    .option("--json", "print the findings as JSON")
    .addHelpText(
      "after",
      `
Statements that only an apply makes known are listed as not checked.

Exit codes: 0 no error, 1 a rule found an error or a statement does not parse, 2 wrong usage, or nothing that
policies can be read from.`,
    )
    .action(async (file: string, options: CheckOptions) => finish(await check(file, options)));
}

async function check(file: string, { suppress, json }: CheckOptions): Promise<ExitCode> {
  const suppressions = [...pairs("--suppress", suppress)].map(([rule, reason]) => ({ rule, reason }));
  const source = readPolicies(await readInput(file, process.stdin, ON_TERMINAL), inputName(file));
  const report = checkPolicies(source.statements, source.matchingRules, suppressions);
  const wrong = report.suppressionProblems.filter(({ severity }) => severity === "error");
  if (wrong.length > 0) {
    throw new RunnerError(ExitCode.USAGE, wrong.map(({ message }) => `--suppress: ${message}`).join("\n"));
  }
  const lines = json ? [asciiJson({ ...report, unread: source.unread })] : policyLines(report, source);
  process.stdout.write(`${lines.join("\n")}\n`);
  return hasErrors(report) ? ExitCode.FAILED : ExitCode.OK;
}
