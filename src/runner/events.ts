import type { ExitCode } from "./exit-code";
import type { SavedFile } from "./record/save-file";

/** What a run tells as it goes; console, JSON lines and the run record only read it. */
export type RunEvent =
  | {
      readonly type: "run-started";
      readonly runId: string;
      readonly pipeline: string;
      readonly header: readonly string[];
    }
  | { readonly type: "stage-started"; readonly stage: string }
  /** Nothing of it runs, as the user asked. */
  | { readonly type: "stage-left-out"; readonly stage: string }
  /** A line of the service's own kind, such as `Completed PARSE_BUILD_SPEC`. */
  | { readonly type: "log"; readonly stage: string; readonly text: string }
  | { readonly type: "warning"; readonly stage: string; readonly text: string }
  | {
      readonly type: "step-started";
      readonly stage: string;
      readonly step: string;
      /** Its number in the stage, from 1; undefined for a step of an onFailure block. */
      readonly place?: { readonly number: number; readonly of: number };
    }
  /** A line that a step printed, with secrets masked. */
  | {
      readonly type: "output";
      readonly stage: string;
      readonly step: string;
      readonly text: string;
      /** The text goes on with a line that was too long for one event. */
      readonly continues?: true;
    }
  | {
      readonly type: "step-finished";
      readonly stage: string;
      readonly step: string;
      readonly exitCode: number;
      readonly timedOut: boolean;
      /** A process of the step was killed for want of memory. */
      readonly outOfMemory?: true;
      readonly durationMs: number;
    }
  /** What stages that are left out have made in an earlier run. */
  | {
      readonly type: "taken-over";
      readonly folder: string;
      readonly outputs: Readonly<Record<string, StageOutput>>;
      /** Names of exported variables. */
      readonly exported: readonly string[];
    }
  | {
      readonly type: "saved";
      readonly stage: string;
      readonly outputName: string;
      readonly output: StageOutput;
    }
  | { readonly type: "failure"; readonly stage: string; readonly text: string }
  | { readonly type: "delivered"; readonly stage: string; readonly delivery: Delivery }
  | { readonly type: "deployment"; readonly stage: string; readonly deployment: Deployment }
  /** The build runner of a stage that has failed stays. */
  | { readonly type: "kept"; readonly stage: string; readonly machine: KeptMachine }
  | {
      readonly type: "stage-finished";
      readonly stage: string;
      readonly succeeded: boolean;
      readonly durationMs: number;
    }
  | {
      readonly type: "run-finished";
      readonly exitCode: ExitCode;
      readonly folder: string;
      readonly durationMs: number;
    };

export type Emit = (event: RunEvent) => void;

/** Whose output something is. */
export interface OutputSource {
  readonly stage: string;
  readonly step: string;
  /** It goes on with a line that was too long for one event. */
  readonly continues?: true;
}

/** Takes the lines of a step that come at once, with line feeds between them. */
export type ShowLines = (from: OutputSource, lines: string) => void;

/** Who is told of a run as it goes. Without `lines` each line that a step prints is an event of its own. */
export type Listener = Emit & { readonly lines?: ShowLines };

/** An output of a managed build stage. */
export type StageOutput =
  | { readonly type: "BINARY"; readonly saved: SavedFile }
  | { readonly type: "DOCKER_IMAGE"; readonly imageId: string };

/** An output as a run delivered it. */
export interface Delivery {
  readonly outputName: string;
  /** Resolved address of an image; undefined for a file. */
  readonly imageUri?: string;
  /** Id of the image in the engine. */
  readonly imageId?: string;
  /** Digest that the registry gave the image; undefined without a push. */
  readonly digest?: string;
  /** File in the run's folder. */
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** A build runner that stays after its stage has failed; both commands are for the user's shell and hold no secret. */
export interface KeptMachine {
  /** What stays, and what is in it. */
  readonly description: string;
  /** Gets a shell with the directory, the user and the variables of the step. */
  readonly shellCommand: string;
  readonly removeCommand: string;
}

/** A deployment as the service would start it. */
export interface Deployment {
  readonly pipeline: string;
  readonly arguments: Readonly<Record<string, string>>;
  readonly functions: readonly { readonly functionId: string; readonly imageUri: string }[];
}
