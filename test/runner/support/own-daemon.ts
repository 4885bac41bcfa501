import { ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { eventually, temporaryFolder } from "./temporary";

const isRoot = process.getuid?.() === 0;

/** Where a test mounts file systems: skipped for other users than root, failing for them where REQUIRE_DOCKER=1 is set. */
export const testAsRoot: typeof test | typeof test.skip =
  isRoot || process.env.REQUIRE_DOCKER === "1" ? test : test.skip;

/** Uses a folder that can hold no more than this. */
export async function withSmallDisk<T>(megabytes: number, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = temporaryFolder("disk");
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "none", folder]);
  try {
    return await use(folder);
  } finally {
    execFileSync("umount", ["--lazy", folder]);
  }
}

/** A container engine beside that of the machine, which a test may kill. */
export class OwnDaemon {
  /** Uses an engine whose images and containers can take no more than this. */
  static async use(megabytes: number, use: (daemon: OwnDaemon) => Promise<void>): Promise<void> {
    await withSmallDisk(megabytes, async (data) => {
      const daemon = new OwnDaemon(data, temporaryFolder("daemon"));
      try {
        await daemon.start();
        await use(daemon);
      } finally {
        await daemon.stop();
      }
    });
  }

  private child?: ChildProcess;

  private constructor(
    private readonly data: string,
    private readonly folder: string,
  ) {}

  /** What its clients need in their environment. */
  get env(): Record<string, string> {
    return { DOCKER_HOST: `unix://${this.folder}/sock` };
  }

  docker(...args: string[]): string {
    return execFileSync("docker", args, { encoding: "utf8", env: { ...process.env, ...this.env } }).trim();
  }

  /** Starts it, again after a kill. */
  async start(): Promise<void> {
    fs.rmSync(path.join(this.folder, "pid"), { force: true });
    const log = fs.openSync(path.join(this.folder, "log"), "a");
    this.child = spawn(
      // A daemon without a bridge takes away that of another one where it sees it.
      "unshare",
      [
        ...["--net", "dockerd"],
        ...[
          "--data-root",
          this.data,
          "--exec-root",
          `${this.folder}/exec`,
          "--pidfile",
          `${this.folder}/pid`,
        ],
        ...["--host", this.env.DOCKER_HOST, "--bridge", "none"],
        "--iptables=false",
      ],
      { stdio: ["ignore", log, log] },
    );
    fs.closeSync(log);
    for (let i = 0; i < 120 && this.child.exitCode === null; i++) {
      const { status } = spawnSync("docker", ["version"], {
        stdio: "ignore",
        env: { ...process.env, ...this.env },
      });
      if (status === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    throw new Error(
      `dockerd does not answer: ${fs.readFileSync(path.join(this.folder, "log"), "utf8").slice(-2000)}`,
    );
  }

  /** Ends it as a crash does. */
  async kill(): Promise<void> {
    await this.end("SIGKILL");
    // Its helper ends with it. The next daemon would take a zombie of that id for the helper itself.
    const helper = path.join(this.folder, "exec", "containerd", "containerd.pid");
    const pid = Number(fs.readFileSync(helper, "utf8"));
    await eventually(() => /\) [ZX] /.test(readIfThere(`/proc/${pid}/stat`) ?? ") X "));
    fs.rmSync(helper);
  }

  /** Ends it with all its containers. */
  async stop(): Promise<void> {
    // Containers outlive a daemon that was killed; it takes them away when it begins again.
    if (this.child?.exitCode !== null || this.child.signalCode !== null) await this.start();
    await this.end("SIGTERM");
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const { child } = this;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill(signal);
    await ended;
  }
}

function readIfThere(file: string): string | undefined {
  return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : undefined;
}
