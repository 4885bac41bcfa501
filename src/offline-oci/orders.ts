import { CloudResource } from "./cloud";
import { CloudRequest } from "./provider";
import { ValueMap } from "./value";

/** What the process of the stand-in is told when it starts. */
export interface StartOrder {
  /** Path of the Unix socket to listen at. */
  readonly socket: string;
  /** File to keep what there is in; in memory only when undefined. */
  readonly stateFile?: string;
  /** What is there before Terraform makes anything, by OCID. */
  readonly existing: Readonly<Record<string, ValueMap>>;
  readonly dataSources: Readonly<Record<string, ValueMap>>;
  readonly isRetryDisabled: boolean;
}

/** What can be asked of the running process. */
export interface Questions {
  resources(): readonly CloudResource[];
  requests(): readonly CloudRequest[];
  /** Changes attributes as something other than Terraform would. */
  change(id: string, attributes: ValueMap): void;
}

/** A question with the number that its answer will have; the first one starts the process. */
export type Order =
  | { readonly number: number; readonly question: "start"; readonly args: readonly [StartOrder] }
  | { readonly number: number; readonly question: keyof Questions; readonly args: readonly unknown[] };

export interface Reply {
  readonly number: number;
  readonly result?: unknown;
  readonly error?: string;
}
