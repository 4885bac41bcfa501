import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { Diagnostic, inFileOrder } from "../build-spec/diagnostics/diagnostic";
import { Places } from "../build-spec/schema/places";
import { Dialect, dialectOf } from "../build-spec/shell/dialect";
import { EXCLUDED_CODES } from "../build-spec/shell/shellcheck-exclusions";
import { shellCheckFindings } from "../build-spec/shell/shellcheck-findings";
import { StepScript } from "../build-spec/shell/step-script";

/** What ShellCheck says of the scripts of a file. */
export interface ShellCheckReport {
  readonly findings: readonly Diagnostic[];
  /** Why some or all of its findings are missing; undefined when it has worked. */
  readonly problem?: string;
}

export interface ShellCheckOptions {
  /**
   * Where ShellCheck is looked for.
   *
   * @default - the PATH of this process
   */
  readonly searchPath?: string;
  /**
   * Longest time of a run, in milliseconds.
   *
   * @default 60000
   */
  readonly timeoutInMilliseconds?: number;
}

/** Most that it may print, in characters; what a script of 100,000 characters gives is far below. */
const MAX_OUTPUT = 50_000_000;

/**
 * Runs ShellCheck, once for the scripts of bash and once for those of sh. Scripts with a syntax error are left out, as
 * it finds nothing else in them and BS305 says it. Files of settings and SHELLCHECK_OPTS are not read, so that a build
 * specification has the same findings everywhere.
 *
 * @returns undefined when ShellCheck is not installed
 */
export async function shellCheck(
  scripts: readonly StepScript[],
  places: Places,
  options: ShellCheckOptions = {},
): Promise<ShellCheckReport | undefined> {
  const readable = scripts.filter(({ facts }) => facts.errors.length === 0);
  const reports = await Promise.all(
    DIALECTS.map(async (dialect): Promise<ShellCheckReport | undefined> => {
      const own = readable.filter(({ shell }) => dialectOf(shell) === dialect);
      return own.length === 0 ? { findings: [] } : checkAll(own, dialect, places, options);
    }),
  );
  const known = reports.filter((report) => report !== undefined);
  if (known.length < reports.length) return undefined;
  return {
    findings: inFileOrder(known.flatMap(({ findings }) => findings)),
    problem: known.find(({ problem }) => problem !== undefined)?.problem,
  };
}

const DIALECTS: readonly Dialect[] = ["bash", "sh"];

async function checkAll(
  scripts: readonly StepScript[],
  dialect: Dialect,
  places: Places,
  options: ShellCheckOptions,
): Promise<ShellCheckReport | undefined> {
  try {
    const ended = await inFolder(async (folder) => {
      scripts.forEach(({ text }, i) => fs.writeFileSync(path.join(folder, `${i}`), text));
      return run(folder, dialect, scripts.length, options);
    });
    if (ended === undefined) return undefined;
    const findings = ended.isDone ? shellCheckFindings(ended.output, scripts, places) : undefined;
    return findings ? { findings } : { findings: [], problem: `ShellCheck ${ended.trouble}` };
  } catch (error) {
    return { findings: [], problem: `ShellCheck could not be run: ${(error as Error).message}` };
  }
}

/** A folder that only this user can read, and that is gone afterwards, also when the process is stopped. */
async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "oci-devops-local-shellcheck-"));
  const clear = () => fs.rmSync(folder, { recursive: true, force: true });
  const stop = (signal: NodeJS.Signals) => {
    clear();
    process.kill(process.pid, signal);
  };
  STOPPING.forEach((signal) => process.once(signal, stop));
  try {
    return await use(folder);
  } finally {
    STOPPING.forEach((signal) => process.off(signal, stop));
    clear();
  }
}

const STOPPING = ["SIGINT", "SIGTERM"] as const;

/** What the search for a program ends with; a folder of the path may be closed to this user. */
const NOT_THERE: ReadonlySet<string | undefined> = new Set(["ENOENT", "EACCES", "ENOTDIR"]);

interface Ended {
  readonly isDone: boolean;
  readonly output: string;
  /** What to say when the output is not what it should be. */
  readonly trouble: string;
}

/** @returns undefined when there is no such program */
function run(
  folder: string,
  dialect: Dialect,
  count: number,
  { searchPath = process.env.PATH, timeoutInMilliseconds = 60_000 }: ShellCheckOptions,
): Promise<Ended | undefined> {
  const files = Array.from({ length: count }, (_, i) => `${i}`);
  const excluded = Object.keys(EXCLUDED_CODES).join(",");
  const args = ["--norc", `--shell=${dialect}`, "--format=json1", `--exclude=${excluded}`, ...files];
  return new Promise((resolve, reject) => {
    const child = spawn("shellcheck", args, {
      cwd: folder,
      env: { PATH: searchPath, LC_ALL: "C.UTF-8" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    let complaint = "";
    let stopped: string | undefined;
    const stop = (why: string) => {
      stopped ??= why;
      child.kill("SIGKILL");
      // What it has started itself may keep the pipes open.
      child.stdout.destroy();
      child.stderr.destroy();
    };
    const timer = setTimeout(
      () => stop(`was stopped after ${timeoutInMilliseconds / 1000} s`),
      timeoutInMilliseconds,
    );
    child.stdout.setEncoding("utf8").on("data", (piece: string) => {
      output += piece;
      if (output.length > MAX_OUTPUT) stop("was stopped, as it printed too much");
    });
    child.stderr
      .setEncoding("utf8")
      .on("data", (piece: string) => (complaint = (complaint + piece).slice(0, 300)));
    child.on("error", (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      if (NOT_THERE.has(error.code)) resolve(undefined);
      else reject(error);
    });
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      const reason = complaint.trim().split("\n")[0];
      resolve({
        isDone: stopped === undefined && (code === 0 || code === 1),
        output,
        trouble:
          stopped ??
          `has ended with ${signal ?? code}${reason ? `: ${reason}` : ""}, and its findings cannot be read`,
      });
    });
  });
}
