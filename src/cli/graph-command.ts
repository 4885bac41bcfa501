import * as path from "node:path";
import { Command, Option } from "commander";
import pc from "picocolors";
import { namedSources } from "./named-sources";
import { repeatable } from "./repeatable";
import { stackPlan, StackPlanOptions } from "./stack-plan";
import { PipelinePlan } from "../pipeline/pipeline-plan";
import { asciiJson } from "../report/ascii-json";
import { dotGraph } from "../report/graph/dot-graph";
import { mermaidGraph } from "../report/graph/mermaid-graph";
import { textGraph } from "../report/graph/text-graph";
import { ExitCode, RunnerError } from "../runner/exit-code";
import { RunOutline } from "../runner/outline/outline";
import { outlineRun } from "../runner/outline/outline-run";
import { openSources } from "../runner/source/open-source";
import { SourceFolder } from "../runner/source/source-folder";
import { unknownSources } from "../runner/source/source-names";
import { readSpecFile, readStageSpec, StageSpec } from "../runner/stage/stage-spec";

const FORMATS: Readonly<Record<string, (outline: RunOutline) => readonly string[]>> = {
  text: (outline) => textGraph(outline, pc),
  mermaid: mermaidGraph,
  dot: dotGraph,
  json: (outline) => [asciiJson(outline)],
};

interface GraphOptions extends StackPlanOptions {
  readonly source: string[];
  readonly format: string;
}

export function graphCommand(finish: (exitCode: number) => void): Command {
  return new Command("graph")
    .description("show the stages of a build pipeline of a synthesized stack, in the order of a run")
    .argument("[pipeline]", "name of the build pipeline; needed when the stack has several")
    .option(
      "--stack <path>",
      "cdk.tf.json, its folder or a stack's name (default: the only stack below cdktf.out)",
    )
    .option(
      "--var <name=value>",
      "value of a Terraform variable, before TF_VAR_name; repeatable",
      repeatable,
      [],
    )
    .option(
      "--source <name=place>",
      "build source whose build specifications have the steps, as for run; repeatable",
      repeatable,
      [],
    )
    .addOption(
      new Option("--format <format>", "how it is printed").choices(Object.keys(FORMATS)).default("text"),
    )
    .addHelpText(
      "after",
      `
Steps are those of the source where it is given, else those that synth made; a stage with neither has none here.

Exit codes: 0 the graph is printed, 2 wrong usage, or a stack or build specification that is not valid.`,
    )
    .action(async (pipeline: string | undefined, options: GraphOptions) => {
      finish(await graph(pipeline, options));
    });
}

async function graph(pipeline: string | undefined, options: GraphOptions): Promise<ExitCode> {
  const plan = stackPlan(pipeline, options, process.env);
  const places = namedSources(options.source, plan);
  const unknown = unknownSources(plan, places.keys());
  if (unknown.length > 0) throw new RunnerError(ExitCode.USAGE, unknown.join("\n"));
  const sources = await openSources(places);
  try {
    const outline = outlineRun(plan, { specs: specsAtHand(plan, sources), sources });
    process.stdout.write(`${FORMATS[options.format](outline).join("\n")}\n`);
    return ExitCode.OK;
  } finally {
    for (const source of sources.values()) source.dispose();
  }
}

/** As a user in this folder would write it. */
function shortPath(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative.startsWith("..") ? file : relative;
}

/** @throws RunnerError with the problems of all specifications that are at hand */
function specsAtHand(plan: PipelinePlan, sources: ReadonlyMap<string, SourceFolder>): Map<string, StageSpec> {
  const specs = new Map<string, StageSpec>();
  const problems: string[] = [];
  for (const stage of plan.stages) {
    if (stage.kind !== "BUILD") continue;
    const source = sources.get(stage.primarySource);
    try {
      if (source !== undefined) {
        specs.set(stage.address, readStageSpec(stage, source));
      } else if (stage.generatedSpec !== undefined) {
        specs.set(stage.address, readSpecFile(shortPath(stage.generatedSpec), true));
      }
    } catch (error) {
      if (!(error instanceof RunnerError)) throw error;
      problems.push(error.message);
    }
  }
  if (problems.length > 0) throw new RunnerError(ExitCode.USAGE, problems.join("\n"));
  return specs;
}
