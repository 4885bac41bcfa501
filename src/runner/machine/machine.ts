import { ChildProcessWithoutNullStreams } from "node:child_process";
import { Attached } from "../engine/engine";
import { KeptMachine } from "../events";
import { FileEntry } from "../files";
import { ArtifactStream } from "./read-artifact";
import { ShellStart } from "../session/session-files";

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
  /** Most memory that steps may take, in bytes; undefined when nothing limits them. */
  readonly memoryInBytes?: number;
  /** Puts files in, after the start. */
  put(files: Iterable<FileEntry>): Promise<void>;
  /** Puts many files in, after the start and before the first step. */
  unpack(files: Iterable<FileEntry>): Promise<void>;
  /** Starts the one long-lived process, which waits for the files of a session, with its streams attached. */
  start(): Attached;
  /** Starts a program beside it, in the primary source's directory and as the leader of a session of its own. */
  exec(user: string, command: readonly string[]): ChildProcessWithoutNullStreams;
  /**
   * One regular file.
   *
   * @throws RunnerError when there is none, or it is a link, a directory or a device
   */
  read(path: string): Promise<ArtifactStream>;
  /**
   * Lets a user in who looks at a step that has failed, also when the runner has ended.
   *
   * @throws RunnerError when that cannot be
   */
  keep(start: ShellStart): Promise<KeptMachine>;
  /** Leaves nothing behind. */
  dispose(): Promise<void>;
}
