import { ChildProcess, execFileSync, spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { locked } from "../../runner/support/lock";
import { eventually } from "../../runner/support/temporary";

export const ROOT = path.join(__dirname, "..", "..", "..");
const MAIN = path.join(ROOT, "lib", "cli", "main.js");

/** How a command has ended and what it printed. */
export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** What it reads from standard input. */
  readonly input?: string | Buffer;
}

/** Variables under which commands print plain text, on a terminal as in CI. */
export const PLAIN = { NO_COLOR: "1", FORCE_COLOR: undefined, CI: undefined };

const running = new Set<ChildProcess>();
// A test that has failed leaves no command running.
afterEach(() => running.forEach((child) => child.kill("SIGKILL")));

/** A running `oci-devops-local`. */
export class Cli {
  readonly ended: Promise<Ended>;
  private readonly child: ChildProcess;
  private stdout = "";
  private stderr = "";

  constructor(args: readonly string[], { cwd, env, input }: CliOptions) {
    compile();
    this.child = spawn(process.execPath, [MAIN, ...args], {
      cwd,
      env: { ...process.env, ...PLAIN, ...env },
      stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
    });
    // A command that has read enough closes its end.
    this.child.stdin?.on("error", () => undefined).end(input);
    running.add(this.child);
    this.child.on("exit", () => running.delete(this.child));
    this.child.stdout!.on("data", (data: Buffer) => (this.stdout += data.toString()));
    this.child.stderr!.on("data", (data: Buffer) => (this.stderr += data.toString()));
    this.ended = new Promise((resolve) => {
      this.child.on("close", (exitCode) => resolve({ exitCode, stdout: this.stdout, stderr: this.stderr }));
    });
  }

  get pid(): number {
    return this.child.pid!;
  }

  /** Waits until it has printed a text. */
  async printed(text: string): Promise<void> {
    await eventually(() => this.stdout.includes(text) || this.child.exitCode !== null);
    expect(this.stdout).toContain(text);
  }

  /** Waits until it has printed a text on standard error. */
  async complained(text: string): Promise<void> {
    await eventually(() => this.stderr.includes(text) || this.child.exitCode !== null);
    expect(this.stderr).toContain(text);
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Reads no more of what it prints, as `head` does. */
  stopReading(): void {
    this.child.stdout!.destroy();
  }
}

/** Runs a command to its end. */
export function cli(args: readonly string[], options: CliOptions): Promise<Ended> {
  return new Cli(args, options).ended;
}

let isCompiled = false;

/** Compiles the package unless lib/ is newer than src/. */
export function compile(): void {
  if (isCompiled) return;
  locked("compile", () => {
    const compiled = fs.existsSync(MAIN) ? fs.statSync(MAIN).mtimeMs : 0;
    if (newest(path.join(ROOT, "src")) <= compiled) return;
    const tsc = require.resolve("typescript/bin/tsc");
    execFileSync(process.execPath, [tsc, "-p", "tsconfig.json"], { cwd: ROOT, encoding: "utf8" });
  });
  isCompiled = true;
}

function newest(folder: string): number {
  const files = fs.readdirSync(folder, { recursive: true, withFileTypes: true });
  const times = files
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => fs.statSync(path.join(entry.parentPath, entry.name)).mtimeMs);
  return Math.max(...times);
}
