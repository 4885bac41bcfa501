import { Command } from "commander";
import { inputName, readInput, STDIN } from "./plan-input";
import { repeatable } from "./repeatable";
import { asciiJson } from "../report/ascii-json";
import { onOneLine } from "../report/control-characters";
import { allowOption, planLines, refusalLines } from "../report/plan-console";
import { ExitCode, RunnerError } from "../runner/exit-code";
import { planView } from "../terraform-plan/plan-view";
import { guardedReplacements, replacedAddresses } from "../terraform-plan/replacement-rules";
import { readTerraformPlan, TerraformPlan } from "../terraform-plan/resource-changes";

interface PlanOptions {
  readonly allowReplace: string[];
  readonly json?: boolean;
}

export function planCommand(finish: (exitCode: number) => void): Command {
  return new Command("plan")
    .description("show what a Terraform plan does, and refuse one that replaces a repository or a function")
    .argument("[file]", "what `terraform show -json PLANFILE` has printed; - is standard input", STDIN)
    .option("--allow-replace <address>", "replacement that is allowed; repeatable", repeatable, [])
    .option("--json", "print the view as JSON")
    .addHelpText(
      "after",
      `
Exit codes: 0 the plan may be applied, 1 it replaces a repository or a function that is not allowed,
2 wrong usage, or no plan that Terraform has finished.`,
    )
    .action(async (file: string, options: PlanOptions) => finish(await show(file, options)));
}

async function show(file: string, { allowReplace, json }: PlanOptions): Promise<ExitCode> {
  const plan = readTerraformPlan(await readInput(file, process.stdin), inputName(file));
  checkAllowed(allowReplace, plan);
  const view = planView(plan);
  const refused = guardedReplacements(plan).filter(({ address }) => !allowReplace.includes(address));
  print(process.stdout, json ? [asciiJson({ ...view, refused })] : planLines(view));
  if (refused.length > 0) print(process.stderr, refusalLines(refused));
  if (view.isErrored) print(process.stderr, ["The plan has errored: Terraform cannot apply it. Plan again."]);
  if (refused.length > 0) return ExitCode.FAILED;
  return view.isErrored ? ExitCode.USAGE : ExitCode.OK;
}

/** An address that is not replaced is a slip of the pen: the permission would be meant for something else. */
function checkAllowed(allowed: readonly string[], plan: TerraformPlan): void {
  const replaced = replacedAddresses(plan);
  const wrong = allowed.filter((address) => !replaced.includes(address));
  if (wrong.length === 0) return;
  const known =
    replaced.length === 0 ? " nothing" : `:\n${replaced.map((at) => `  ${onOneLine(at)}`).join("\n")}`;
  throw new RunnerError(
    ExitCode.USAGE,
    [
      ...wrong.map((address) => `${allowOption(address)}: the plan does not replace it`),
      `It replaces${known}`,
    ].join("\n"),
  );
}

function print(stream: NodeJS.WriteStream, lines: readonly string[]): void {
  stream.write(`${lines.join("\n")}\n`);
}
