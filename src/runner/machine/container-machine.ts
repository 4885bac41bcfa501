import { ChildProcessWithoutNullStreams } from "node:child_process";
import { nestedCommand, NESTED_STORAGE } from "../build-runner/nested-engine";
import { outcomeOf } from "../engine/client";
import { Attached, Engine } from "../engine/engine";
import { KeptMachine } from "../events";
import { ExitCode, RunnerError } from "../exit-code";
import { FileEntry, tarOf } from "../files";
import { Machine } from "./machine";
import { ArtifactStream, artifactOfTar } from "./read-artifact";
import { shellFile, shellScript, ShellStart, shellVariables } from "../session/session-files";
import { startCommand } from "../session/start-command";

export interface ContainerMachineOptions {
  readonly engine: Engine;
  readonly image: string;
  readonly mountsSocket: boolean;
  /** Whether the container has an engine of its own, for which `nestedFiles` are to be put into it. */
  readonly hasEngine?: boolean;
  readonly labels: Readonly<Record<string, string>>;
  /** Directory of the primary source, where steps start. */
  readonly primaryDirectory: string;
  /** A `NAME=VALUE` that all steps of this run have in their environment, and nothing else has. */
  readonly mark: string;
  /** Most memory that the container may take, in bytes; by default what the engine gives. */
  readonly memoryInBytes?: number;
  /** Cores that it may keep busy; by default what the engine gives. */
  readonly cpus?: number;
}

/** An image need not name its root. */
const ROOT = "0";

const NO_TAR = 127;
/** Other tars do not know all names. */
const UNPACK = `case $(tar --version 2>/dev/null) in *GNU*) exec tar -x -p -m --numeric-owner -C / ;; esac; exit ${NO_TAR}`;

/** How much of a complaint is shown, in characters. */
const MAX_COMPLAINT = 2_000;

/** A container that lives as long as the stage and removes itself when we are gone. */
export class ContainerMachine implements Machine {
  static async create(options: ContainerMachineOptions): Promise<ContainerMachine> {
    const { engine, image, mountsSocket, hasEngine, labels, primaryDirectory, mark, memoryInBytes, cpus } =
      options;
    const sessionDirectory = "/.oci-devops";
    const id = await engine.create({
      image,
      labels,
      mountsSocket,
      nestedStorage: hasEngine ? NESTED_STORAGE : undefined,
      memoryInBytes,
      cpus,
      command: startCommand({
        root: sessionDirectory,
        primaryDirectory,
        mark,
        files: "tar",
        before: hasEngine ? nestedCommand(sessionDirectory) : undefined,
      }),
    });
    return new ContainerMachine(options, id, sessionDirectory);
  }

  readonly workspace = "/workspace";
  readonly user = "root";
  readonly description: string;

  readonly memoryInBytes?: number;
  private readonly engine: Engine;
  private readonly primaryDirectory: string;

  private constructor(
    { engine, image, primaryDirectory, memoryInBytes }: ContainerMachineOptions,
    private readonly id: string,
    readonly sessionDirectory: string,
  ) {
    this.description = `container ${id.slice(0, 12)} of ${image}`;
    this.engine = engine;
    this.primaryDirectory = primaryDirectory;
    this.memoryInBytes = memoryInBytes;
  }

  async put(files: Iterable<FileEntry>): Promise<void> {
    const all = [...files];
    // Nothing is no archive for podman.
    if (all.length > 0) await this.engine.copyIn(this.id, tarOf(all));
  }

  /** With a tar of the container's own, which is quicker than the engine's copy; where it has none, with that. */
  async unpack(files: Iterable<FileEntry>): Promise<void> {
    const all = [...files];
    const child = this.engine.exec(this.id, ROOT, "/", ["sh", "-c", UNPACK]);
    const missing = (error: Error) => new RunnerError(ExitCode.ENGINE, error.message);
    let broken: Error | undefined;
    const tar = tarOf(all);
    tar.once("error", (error) => (broken = error));
    const { code, stderr } = await outcomeOf(child, missing, tar);
    if (code === NO_TAR) return this.put(all);
    if (code === 0) return;
    const complaint = broken?.message ?? (stderr.trim().slice(-MAX_COMPLAINT) || `exit code ${code}`);
    throw new RunnerError(
      ExitCode.ENGINE,
      `the sources cannot be put into ${this.description}: ${complaint}`,
    );
  }

  start(): Attached {
    return this.engine.start(this.id);
  }

  exec(user: string, command: readonly string[]): ChildProcessWithoutNullStreams {
    return this.engine.exec(this.id, user === this.user ? ROOT : user, this.primaryDirectory, command);
  }

  read(path: string): Promise<ArtifactStream> {
    return artifactOfTar(this.engine.copyOut(this.id, path), path);
  }

  async keep(start: ShellStart): Promise<KeptMachine> {
    const { sessionDirectory: root, engine } = this;
    await this.put([shellFile(root, start)]);
    // A user that the image does not have may be why the step has failed.
    const isUser = start.user !== "-" && (await this.giveTo(start.user, shellVariables(root)));
    if (!isUser) await this.put([shellFile(root, { ...start, user: "-" })]);
    const user = isUser ? start.user : undefined;
    return {
      description: `${this.description} stays, with what steps have left running; the secrets of the run are in it`,
      shellCommand: engine.execCommand(this.id, user, ["sh", shellScript(root)]),
      removeCommand: engine.removeCommand(this.id),
    };
  }

  async dispose(): Promise<void> {
    await this.engine.remove(this.id);
  }

  /** Whether there is such a user, who then owns the file. */
  private async giveTo(user: string, file: string): Promise<boolean> {
    const missing = (error: Error) => new RunnerError(ExitCode.ENGINE, error.message);
    const { code } = await outcomeOf(this.exec(this.user, ["chown", "--", user, file]), missing);
    return code === 0;
  }
}
