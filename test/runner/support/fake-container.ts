import { ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { processesWith, temporaryFolder } from "./temporary";
import { CreateOptions } from "../../../src/runner/engine/engine";

/** Folders of a build runner; in a fake container they stand below a folder of this machine. */
const FOLDERS = ["/.oci-devops", "/workspace"];

/** A container that is a folder and processes of this machine: paths of the build runner stand for ones below it. */
export class FakeContainer {
  readonly id = Math.random().toString(16).slice(2).padEnd(64, "0");
  private readonly folder = temporaryFolder("container");
  /** What all its processes have in their environment. */
  private readonly mark = `FAKE_CONTAINER=${this.id}`;

  constructor(readonly options: CreateOptions) {}

  async copyIn(tar: Readable): Promise<void> {
    const child = this.spawn(["tar", "-x", "-C", this.folder]);
    const done = new Promise((resolve) => child.on("close", resolve));
    await pipeline(tar, child.stdin);
    await done;
    const environment = this.here("/.oci-devops/env");
    if (fs.existsSync(environment)) {
      fs.writeFileSync(environment, this.moved(fs.readFileSync(environment, "utf8")));
    }
  }

  copyOut(file: string): Readable {
    const here = this.here(file);
    const child = this.spawn(["tar", "-c", "-C", path.dirname(here), path.basename(here)]);
    child.stdin.end();
    return child.stdout;
  }

  start(): ChildProcessWithoutNullStreams {
    // Its files are below a folder, and what it unpacked itself would come to this machine's root.
    const withoutTar = this.here("/without-tar");
    fs.mkdirSync(withoutTar);
    fs.writeFileSync(path.join(withoutTar, "tar"), "#!/bin/sh\nexit 127\n", { mode: 0o755 });
    const command = this.options.command.map((word) => this.moved(word));
    return this.spawn(["env", `PATH=${withoutTar}:${process.env.PATH}`, ...command]);
  }

  exec(directory: string, command: readonly string[]): ChildProcessWithoutNullStreams {
    // As above.
    if (command.join(" ").includes("tar ")) return this.spawn(["sh", "-c", "exit 127"]);
    return this.spawn(
      command.map((word) => this.moved(word)),
      this.here(directory),
    );
  }

  /** Ends all its processes at once. */
  kill(): void {
    const all = processesWith(this.mark);
    // None may tell of the end of another.
    for (const signal of ["SIGSTOP", "SIGKILL"] as const) all.forEach((pid) => process.kill(pid, signal));
  }

  remove(): void {
    this.kill();
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  private spawn([program, ...args]: readonly string[], cwd = "/"): ChildProcessWithoutNullStreams {
    const env = { ...process.env, FAKE_CONTAINER: this.id };
    const child = spawn(program, args, { cwd, env, detached: true, stdio: ["pipe", "pipe", "pipe"] });
    child.stdin.on("error", () => undefined);
    return child;
  }

  private here(file: string): string {
    return file === "/" ? this.folder : path.join(this.folder, file);
  }

  private moved(text: string): string {
    return FOLDERS.reduce((all, folder) => all.replaceAll(folder, this.here(folder)), text);
  }
}
