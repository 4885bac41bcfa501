import { ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { KeptMachine } from "../events";
import { FileEntry } from "../files";
import { Machine } from "./machine";
import { ArtifactStream, artifactOfFolder } from "./read-artifact";
import { keepFolder, removeFolder, temporaryFolder } from "../leftovers/temporary-folder";
import { shellFile, shellScript, ShellStart } from "../session/session-files";
import { startCommand } from "../session/start-command";
import { shellCommand } from "../shell-word";

/** This machine itself, with a copy of the sources; steps are not kept from anything that the user can do. */
export class HostMachine implements Machine {
  /** @param mark a `NAME=VALUE` that all steps of this run have in their environment, and nothing else has */
  static create(primaryName: string, mark: string): HostMachine {
    return new HostMachine(temporaryFolder("host"), primaryName, mark);
  }

  readonly description = "this host, without a container";
  readonly workspace: string;
  readonly sessionDirectory: string;
  readonly user = os.userInfo().username;

  private constructor(
    private readonly root: string,
    private readonly primaryName: string,
    private readonly mark: string,
  ) {
    this.workspace = path.join(root, "workspace");
    this.sessionDirectory = path.join(root, "session");
    // The session's files hold secrets.
    fs.mkdirSync(this.sessionDirectory, { mode: 0o700 });
  }

  async put(files: Iterable<FileEntry>): Promise<void> {
    for (const { path: target, mode, content } of files) {
      fs.mkdirSync(path.dirname(target), { recursive: true });
      switch (content.kind) {
        case "directory":
          fs.mkdirSync(target, { recursive: true, mode });
          break;
        case "link":
          fs.symlinkSync(content.target, target);
          break;
        case "text":
          fs.writeFileSync(target, content.text, { mode });
          break;
        case "file":
          fs.copyFileSync(content.file, target);
          fs.chmodSync(target, mode);
          break;
        case "blob":
          await fs.promises.writeFile(target, await content.read(), { mode });
      }
    }
  }

  unpack(files: Iterable<FileEntry>): Promise<void> {
    return this.put(files);
  }

  start(): ChildProcessWithoutNullStreams {
    const { sessionDirectory: root, primaryDirectory, mark } = this;
    return this.spawn(startCommand({ root, primaryDirectory, mark, files: "copy" }));
  }

  exec(user: string, command: readonly string[]): ChildProcessWithoutNullStreams {
    const refusal = `unable to run a step as ${user}: on the host steps run as ${this.user}; take a container`;
    return user === this.user
      ? this.spawn(["sh", "-c", 'cd -- "$0" && exec "$@" || exit 126', this.primaryDirectory, ...command])
      : this.spawn(["sh", "-c", 'echo "$0" >&2; exit 126', refusal]);
  }

  read(file: string): Promise<ArtifactStream> {
    return artifactOfFolder(this.root, file);
  }

  async keep(start: ShellStart): Promise<KeptMachine> {
    await this.put([shellFile(this.sessionDirectory, start)]);
    keepFolder(this.root);
    return {
      description: `${this.root} stays, without what steps have left running; the secrets of the run are in it, for no other user to read`,
      shellCommand: shellCommand(["sh", shellScript(this.sessionDirectory)]),
      removeCommand: shellCommand(["rm", "-rf", this.root]),
    };
  }

  async dispose(): Promise<void> {
    removeFolder(this.root);
  }

  private get primaryDirectory(): string {
    return path.join(this.workspace, this.primaryName);
  }

  /** Detached, so that it leads a session of its own and a Ctrl-C at the terminal reaches only us. */
  private spawn([program, ...args]: readonly string[]): ChildProcessWithoutNullStreams {
    return spawn(program, args, { detached: true, cwd: "/", stdio: ["pipe", "pipe", "pipe"] });
  }
}
