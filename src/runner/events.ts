import type { ExitCode } from "./exit-code";

/** What a run tells as it goes; console, JSON lines and the run record only read it. */
export type RunEvent =
  | {
      readonly type: "run-started";
      readonly runId: string;
      readonly pipeline: string;
      readonly header: readonly string[];
    }
  | { readonly type: "stage-started"; readonly stage: string }
  /** A line of the service's own kind, such as `Completed PARSE_BUILD_SPEC`. */
  | { readonly type: "log"; readonly stage: string; readonly text: string }
  | { readonly type: "warning"; readonly stage: string; readonly text: string }
  | { readonly type: "step-started"; readonly stage: string; readonly step: string }
  /** A line that a step printed, with secrets masked. */
  | { readonly type: "output"; readonly stage: string; readonly step: string; readonly text: string }
  | {
      readonly type: "step-finished";
      readonly stage: string;
      readonly step: string;
      readonly exitCode: number;
      readonly timedOut: boolean;
      readonly durationMs: number;
    }
  | { readonly type: "failure"; readonly stage: string; readonly text: string }
  | { readonly type: "delivered"; readonly stage: string; readonly delivery: Delivery }
  | { readonly type: "deployment"; readonly stage: string; readonly deployment: Deployment }
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

/** A deployment as the service would start it. */
export interface Deployment {
  readonly pipeline: string;
  readonly arguments: Readonly<Record<string, string>>;
  readonly functions: readonly { readonly functionId: string; readonly imageUri: string }[];
}
