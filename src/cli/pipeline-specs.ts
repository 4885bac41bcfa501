import * as fs from "node:fs";
import * as path from "node:path";
import { ManagedBuildPlan, PipelinePlan } from "../pipeline/pipeline-plan";
import { ExitCode, RunnerError } from "../runner/exit-code";

/** A build specification and the stage that uses it. */
export interface UsedSpec {
  readonly stage: ManagedBuildPlan;
  readonly file: string;
}

/**
 * The build specifications of a pipeline's managed build stages: the files that are named, else those of the sources'
 * folders, else those that synth made.
 *
 * @param files each is that of the stage at the end of whose path it stands, or of the only stage
 * @param sources folders by the names of the build sources they stand for
 * @throws RunnerError that lists every file without a stage and every stage without a file
 */
export function pipelineSpecs(
  pipeline: PipelinePlan,
  files: readonly string[],
  sources: ReadonlyMap<string, string>,
): UsedSpec[] {
  const stages = pipeline.stages.filter((stage): stage is ManagedBuildPlan => stage.kind === "BUILD");
  const problems: string[] = [];
  const named = files.flatMap((file): UsedSpec[] => {
    const using = stages.filter((stage) => stages.length === 1 || isAt(file, stage.buildSpecFile));
    if (using.length === 1) return [{ stage: using[0], file }];
    const all = stages.map(({ displayName, buildSpecFile }) => `  ${displayName} (${buildSpecFile})`);
    const what = using.length === 0 ? "no stage" : `${using.length} stages`;
    problems.push(
      `${file}: ${what} of ${pipeline.displayName} with a file at this path; there are:\n${all.join("\n")}`,
    );
    return [];
  });
  const others = stages
    .filter((stage) => !named.some((found) => found.stage === stage))
    .flatMap((stage): UsedSpec[] => {
      const file = ownFile(stage, sources);
      if (file !== undefined) return [{ stage, file }];
      // With a file named, the other stages are only there to tell what they give.
      if (files.length === 0) {
        problems.push(
          `stage ${stage.displayName}: ${stage.buildSpecFile} is in the source ${stage.primarySource}; ` +
            `give its folder with --source ${stage.primarySource}=DIR, or name the file`,
        );
      }
      return [];
    });
  if (problems.length > 0) throw new RunnerError(ExitCode.USAGE, problems.join("\n"));
  return [...named, ...others];
}

function isAt(file: string, buildSpecFile: string): boolean {
  return `/${path.resolve(file)}`.endsWith(`/${path.posix.normalize(buildSpecFile)}`);
}

function ownFile(stage: ManagedBuildPlan, sources: ReadonlyMap<string, string>): string | undefined {
  const folder = sources.get(stage.primarySource);
  const committed = folder === undefined ? undefined : path.join(folder, stage.buildSpecFile);
  return committed !== undefined && fs.existsSync(committed) ? committed : stage.generatedSpec;
}
