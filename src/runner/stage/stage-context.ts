import type { LocalArtifacts } from "./inputs";
import { PipelinePlan } from "../../pipeline/pipeline-plan";
import type { DockerAccess } from "../build-runner/docker-access";
import type { Builder } from "../build-runner/find-builder";
import { Engine } from "../engine/engine";
import { NetworkSettings, TriggerEvent } from "../environment";
import { Emit, OutputSource, ShowLines, StageOutput } from "../events";
import { Assumptions } from "../fidelity/assumptions";
import { LogPart, RunFolder } from "../record/run-folder";
import { Selection } from "../request/selection";
import { Ready } from "../session/pace";
import { SessionKind } from "../session/session";
import { SourceFolder } from "../source/source-folder";

export type { DockerAccess } from "../build-runner/docker-access";

/** What all stages of a run share. */
export interface StageContext {
  readonly pipeline: PipelinePlan;
  readonly buildRunId: string;
  readonly emit: Emit;
  /** Whose output something is, once for all that it prints; secrets in the names are masked. */
  readonly outputSource: (stage: string, step: string) => OutputSource;
  /** Tells the lines that a step printed; secrets in them are masked already. */
  readonly emitOutput: ShowLines;
  /** Notes where in the stage's log the output of a step stands. */
  readonly recordOutput: (from: OutputSource, part: LogPart) => void;
  /** When more lines can be told; by default at any time. */
  readonly outputReady?: Ready;
  /** The run is to end in order. */
  readonly signal: AbortSignal;
  /** It is to end at once. */
  readonly force?: AbortSignal;
  readonly folder: RunFolder;
  /** Undefined when nothing of the run needs one. */
  readonly engine?: Engine;
  readonly executor: "container" | "host";
  /** How steps are run; by default as the build runner can. */
  readonly session?: SessionKind;
  /** What containers are made of; undefined on the host. */
  readonly builder?: Builder;
  /** How large a container may get: as the shape of its stage, the default, or as the engine lets it. */
  readonly shape?: "stage" | "none";
  readonly dockerAccess?: DockerAccess;
  /** Whether the build runner of a stage that fails stays. */
  readonly keepOnFailure?: boolean;
  readonly labels: Readonly<Record<string, string>>;
  readonly registry?: string;
  readonly network: NetworkSettings;
  readonly assumptions: Assumptions;
  /** What started the run; undefined for a run by hand. */
  readonly trigger?: TriggerEvent;
  readonly localArtifacts: LocalArtifacts;
  /** What runs of the pipeline. */
  readonly selection: Selection;
  readonly sources: ReadonlyMap<string, SourceFolder>;
  /** Values of vault variables, by OCID of the secret. */
  readonly secrets: ReadonlyMap<string, string>;
  /** Parameters of the run: arguments over defaults. */
  readonly parameters: ReadonlyMap<string, string>;
  /** Variables that earlier stages exported; they win over parameters. */
  readonly exported: Map<string, string>;
  readonly outputs: Map<string, StageOutput>;
}

/** What placeholders of later stages are filled with. */
export function pipelineValues({ parameters, exported }: StageContext): Map<string, string> {
  return new Map([...parameters, ...exported]);
}
