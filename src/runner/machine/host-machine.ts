import { ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { Readable } from "node:stream";
import { ExitCode, RunnerError } from "../exit-code";
import { FileEntry } from "../files";
import { Machine } from "./machine";

/** This machine itself, with a copy of the sources; steps are not kept from anything that the user can do. */
export class HostMachine implements Machine {
  /** @param mark a `NAME=VALUE` that all steps of this run have in their environment, and nothing else has */
  static create(primaryName: string, mark: string): HostMachine {
    return new HostMachine(fs.mkdtempSync(path.join(os.tmpdir(), "oci-devops-local-")), primaryName, mark);
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
      if (content.kind === "directory") {
        fs.mkdirSync(target, { recursive: true, mode });
      } else if (content.kind === "link") {
        fs.symlinkSync(content.target, target);
      } else if (content.kind === "text") {
        fs.writeFileSync(target, content.text, { mode });
      } else {
        fs.copyFileSync(content.file, target);
        fs.chmodSync(target, mode);
      }
    }
  }

  start(): ChildProcessWithoutNullStreams {
    const primary = path.join(this.workspace, this.primaryName);
    const script = path.join(this.sessionDirectory, "supervisor.sh");
    return spawn("bash", [script, this.sessionDirectory, primary, this.mark], {
      detached: true,
      stdio: ["pipe", "pipe", "pipe"],
    });
  }

  async read(file: string): Promise<Readable> {
    const found = fs.lstatSync(file, { throwIfNoEntry: false });
    if (!found) throw new RunnerError(ExitCode.FAILED, `${file} does not exist`);
    if (!found.isFile()) {
      throw new RunnerError(
        ExitCode.FAILED,
        `${file} is not a regular file; only such a file can be taken out`,
      );
    }
    const handle = await fs.promises.open(file, fs.constants.O_NOFOLLOW);
    return handle.createReadStream();
  }

  async dispose(): Promise<void> {
    fs.rmSync(this.root, { recursive: true, force: true });
  }
}
