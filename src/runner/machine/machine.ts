import { ChildProcessWithoutNullStreams } from "node:child_process";
import { Readable } from "node:stream";
import { FileEntry } from "../files";

/** The machine of one managed build stage: what the service calls a build runner. */
export interface Machine {
  /** How the log names it. */
  readonly description: string;
  /** Root of all sources, `/workspace` on the service. */
  readonly workspace: string;
  /** Where the session keeps its files. */
  readonly sessionDirectory: string;
  /** User whose steps run without a change of user. */
  readonly user: string;
  /** Puts files in, before or after the start. */
  put(files: Iterable<FileEntry>): Promise<void>;
  /** Starts the one long-lived process, with its streams attached. */
  start(): ChildProcessWithoutNullStreams;
  /**
   * One regular file.
   *
   * @throws RunnerError when there is none, or it is a link, a directory or a device
   */
  read(path: string): Promise<Readable>;
  /** Leaves nothing behind. */
  dispose(): Promise<void>;
}
