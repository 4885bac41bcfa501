import { PipelinePlan } from "../../pipeline/pipeline-plan";
import { Engine } from "../engine/engine";
import { NetworkSettings } from "../environment";
import { Emit } from "../events";
import { RunFolder, SavedFile } from "../run-folder";
import { SourceFolder } from "../source-files";

/** An output of a managed build stage. */
export type StageOutput =
  | { readonly type: "BINARY"; readonly saved: SavedFile }
  | { readonly type: "DOCKER_IMAGE"; readonly imageId: string };

/** How far a run lets build steps reach the container engine. */
export type DockerAccess = "socket" | "none";

/** What all stages of a run share. */
export interface StageContext {
  readonly pipeline: PipelinePlan;
  readonly buildRunId: string;
  readonly emit: Emit;
  readonly signal: AbortSignal;
  readonly folder: RunFolder;
  /** Undefined when nothing of the run needs one. */
  readonly engine?: Engine;
  readonly executor: "container" | "host";
  readonly builderImage: string;
  readonly dockerAccess?: DockerAccess;
  readonly labels: Readonly<Record<string, string>>;
  readonly registry?: string;
  readonly network: NetworkSettings;
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
