import * as fs from "node:fs";
import * as path from "node:path";
import { firstDifference } from "../../build-spec/committed-file";
import { formatDiagnostic, Position } from "../../build-spec/diagnostics/diagnostic";
import { BuildSpecDocument, BuildStep } from "../../build-spec/model";
import { ParsedBuildSpec, parseBuildSpec } from "../../build-spec/parse";
import { DocumentPath } from "../../build-spec/schema/places";
import { ManagedBuildPlan } from "../../pipeline/pipeline-plan";
import { ExitCode, RunnerError } from "../exit-code";
import { SourceFolder } from "../source/source-folder";

/** A script that may run in a stage. */
export interface StageScript {
  readonly step: BuildStep;
  readonly name: string;
  readonly command: string;
  /** Where its text begins in the file. */
  readonly position: Position;
  /** Number of the script in the session. */
  readonly sequence: number;
  /** Scripts that run when this one fails. */
  readonly onFailure: readonly StageScript[];
}

/** The build specification of a stage, read and accepted. */
export interface StageSpec {
  /** Path as the user knows it. */
  readonly file: string;
  /** Whether it is the one that synth made, because the source has none yet. */
  readonly isGenerated: boolean;
  readonly document: BuildSpecDocument;
  /** The scripts of the steps, in order. */
  readonly steps: readonly StageScript[];
  /** All scripts, those of onFailure too, by sequence. */
  readonly scripts: readonly StageScript[];
  readonly warnings: readonly string[];
}

/**
 * Reads the build specification of a stage: the source's, as the service does; where the source has none, the one that
 * synth made.
 *
 * @throws RunnerError when there is none or the service would refuse it
 */
export function readStageSpec(plan: ManagedBuildPlan, source: SourceFolder): StageSpec {
  const { buildSpecFile, generatedSpec, displayName } = plan;
  const committed = source.read(buildSpecFile);
  if (committed === undefined) {
    if (generatedSpec !== undefined) return readSpecFile(generatedSpec, true);
    throw new RunnerError(
      ExitCode.USAGE,
      `stage ${displayName}: ${path.join(source.folder, buildSpecFile)} does not exist; ` +
        `commit it or point --source ${source.name}=DIR elsewhere`,
    );
  }
  const { file, text } = committed;
  const spec = parseSpec(file, text, false);
  const drifted =
    generatedSpec !== undefined && firstDifference(text, fs.readFileSync(generatedSpec, "utf8")) !== undefined
      ? [`${file} differs from the one that synth made (${generatedSpec}); the source's is used`]
      : [];
  return { ...spec, warnings: [...spec.warnings, ...drifted] };
}

/** @throws RunnerError with every finding when the service would refuse the file */
export function readSpecFile(file: string, isGenerated = false): StageSpec {
  let text: string;
  try {
    text = fs.readFileSync(file, "utf8");
  } catch (error) {
    throw new RunnerError(ExitCode.USAGE, `${file}: cannot be read: ${(error as Error).message}`);
  }
  return parseSpec(file, text, isGenerated);
}

function parseSpec(file: string, text: string, isGenerated: boolean): StageSpec {
  const parsed = parseBuildSpec(text);
  const findings = parsed.diagnostics.map((d) => formatDiagnostic(file, d));
  if (parsed.document === undefined) {
    throw new RunnerError(
      ExitCode.USAGE,
      `the service would refuse this build specification:\n${findings.join("\n")}`,
    );
  }
  const scripts: StageScript[] = [];
  const steps = parsed.document.steps.map((step, i) =>
    addScript(scripts, parsed, step, ["steps", i], `Step ${i + 1}`),
  );
  return { file, isGenerated, document: parsed.document, steps, scripts, warnings: findings };
}

function addScript(
  scripts: StageScript[],
  parsed: ParsedBuildSpec,
  step: BuildStep,
  at: DocumentPath,
  fallbackName: string,
): StageScript {
  const name = step.name ?? fallbackName;
  const onFailure: StageScript[] = [];
  const script: StageScript = {
    step,
    name,
    command: step.command ?? "",
    position: parsed.positionOf([...at, "command"]),
    sequence: scripts.length + 1,
    onFailure,
  };
  scripts.push(script);
  (step.onFailure ?? []).forEach((failure, i) =>
    onFailure.push(addScript(scripts, parsed, failure, [...at, "onFailure", i], `${name} onFailure`)),
  );
  return script;
}
