import * as fs from "node:fs";
import * as path from "node:path";
import { STDIN } from "./plan-input";
import { decoded, SpecInput } from "./spec-input";
import { stageUse } from "./stage-use";
import { parseBuildSpec } from "../build-spec/parse";
import { StageUse } from "../build-spec/stage-use";
import { ManagedBuildPlan, PipelinePlan } from "../pipeline/pipeline-plan";
import { ExitCode, RunnerError } from "../runner/exit-code";

/** A build specification and the stage that uses it. */
interface UsedSpec {
  readonly stage: ManagedBuildPlan;
  readonly file: string;
}

/** The build specifications of a pipeline's managed build stages. */
export class PipelineSpecs {
  /**
   * The files that are named, else those of the sources' folders, else those that synth made.
   *
   * @param files each is that of the stage at the end of whose path it stands, or of the only stage
   * @param sources folders by the names of the build sources they stand for
   * @throws RunnerError that lists every file without a stage and every stage without a file
   */
  static find(
    pipeline: PipelinePlan,
    files: readonly string[],
    sources: ReadonlyMap<string, string>,
  ): PipelineSpecs {
    return new PipelineSpecs(pipeline, usedSpecs(pipeline, files, sources));
  }

  private constructor(
    private readonly pipeline: PipelinePlan,
    private readonly used: readonly UsedSpec[],
  ) {}

  /** Each file once. */
  get files(): string[] {
    return [...new Set(this.used.map(({ file }) => file))];
  }

  /** How the stages use the files, by their paths. */
  usesOf(specs: readonly SpecInput[]): ReadonlyMap<string, readonly StageUse[]> {
    const read = new Map(
      specs.map(({ path: file = STDIN, bytes }) => [file, parseBuildSpec(decoded(bytes)).read]),
    );
    const documents = new Map(
      this.used.flatMap(({ stage, file }) => {
        const document = read.get(file);
        return document ? [[stage.address, document] as const] : [];
      }),
    );
    return new Map(
      this.files.map((file) => [
        file,
        this.used
          .filter((spec) => spec.file === file)
          .map(({ stage }) => stageUse(this.pipeline, stage, documents)),
      ]),
    );
  }
}

function usedSpecs(
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
