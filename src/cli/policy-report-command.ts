import * as fs from "node:fs";
import * as path from "node:path";
import { Command } from "commander";
import { stackFile } from "./stack-file";
import { GRANTS_FILE, parseGrants } from "../iam/proof/grants-file";
import { GrantsReport, grantsReport, isProved } from "../iam/proof/policy-report";
import { hasErrors } from "../iam/rules/check";
import { asciiJson } from "../report/ascii-json";
import { grantsLines } from "../report/grants-console";
import { ExitCode, RunnerError } from "../runner/exit-code";

interface ReportOptions {
  readonly stack?: string;
  readonly json?: boolean;
}

export function policyReportCommand(finish: (exitCode: number) => void): Command {
  return new Command("report")
    .description("show who may do what in a synthesized stack, and why; `policy` alone is the same")
    .option(
      "--stack <path>",
      "cdk.tf.json, its folder or a stack's name (default: the only stack below cdktf.out)",
    )
    .option("--json", "print the report as JSON")
    .addHelpText(
      "after",
      `
high, medium and low: how sure the catalogue is of the statements for an action.

Exit codes: 0 the statements are what the declared actions need, 1 something is denied, superfluous or granted for
no reason, or a rule found an error, 2 wrong usage, or nothing that grants can be read from.`,
    )
    .action(({ stack, json }: ReportOptions) => finish(show(stack, json)));
}

function show(stack: string | undefined, json = false): ExitCode {
  const report = reportOf(path.join(path.dirname(stackFile(stack, process.cwd())), GRANTS_FILE));
  const lines = json ? [asciiJson(report)] : grantsLines(report);
  process.stdout.write(`${lines.join("\n")}\n`);
  return isProved(report.verdict) && !hasErrors(report.rules) ? ExitCode.OK : ExitCode.FAILED;
}

function reportOf(file: string): GrantsReport {
  try {
    return grantsReport(parseGrants(fs.readFileSync(file, "utf8")));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why = code === "ENOENT" ? "is not there" : `cannot be read: ${message}`;
    throw new RunnerError(
      ExitCode.USAGE,
      `${file} ${why}; synthesize the stack with this version of cdktf-oci-devops, which writes there what the stack ` +
        "grants, unless it grants nothing",
    );
  }
}
