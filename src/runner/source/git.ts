import { ChildProcessByStdio, spawn, spawnSync } from "node:child_process";
import * as os from "node:os";
import { Readable, Writable } from "node:stream";

/** More than the list of the largest repository that the service takes. */
export const MAX_LIST_BYTES = 256 * 1024 * 1024;
/** How much of git's complaint is shown. */
const MAX_COMPLAINT = 1_000;

/**
 * A repository may be anybody's, and its configuration names programs: none of them may run. Filters, the remaining
 * ones, run only where git writes a working tree, which nothing here does.
 */
const WITHOUT_PROGRAMS = [
  "--no-pager",
  ...["core.fsmonitor=false", `core.hooksPath=${os.devNull}`, "core.untrackedCache=false"].flatMap(
    (setting) => ["-c", setting],
  ),
];

/** What git sets for its hooks: the repository they belong to, which need not be the source. */
const LOCAL_VARIABLES = new Set([
  "GIT_ALTERNATE_OBJECT_DIRECTORIES",
  "GIT_COMMON_DIR",
  "GIT_DIR",
  "GIT_GRAFT_FILE",
  "GIT_INDEX_FILE",
  "GIT_NAMESPACE",
  "GIT_OBJECT_DIRECTORY",
  "GIT_PREFIX",
  "GIT_REPLACE_REF_BASE",
  "GIT_SHALLOW_FILE",
  "GIT_WORK_TREE",
]);

/** Git's own words about what it does not do. */
export class GitError extends Error {
  constructor(
    complaint: string,
    /** Whether there is no git at all. */
    readonly isMissing = false,
  ) {
    super(printable(complaint));
    this.name = "GitError";
  }
}

/** Where git runs: the folder of a working tree, or a bare repository. */
export interface Repository {
  readonly folder: string;
  readonly isBare: boolean;
}

export interface GitOutput {
  readonly bytes: Buffer;
  /** What git said beside it. */
  readonly warnings: readonly string[];
}

/**
 * Asks git something about a repository, which stays as it is.
 *
 * @throws GitError when git fails, is not there or says more than `maxBytes`
 */
export function git(repository: Repository, args: readonly string[], options: GitOptions = {}): GitOutput {
  const { input, maxBytes = MAX_LIST_BYTES } = options;
  const { error, status, signal, stdout, stderr } = spawnSync("git", gitArguments(repository, args), {
    input,
    maxBuffer: maxBytes,
    env: gitEnvironment(),
  });
  if (error !== undefined) throw startError(error);
  if (status !== 0) throw new GitError(stderr.toString().trim() || `it ended with ${status ?? signal}`);
  return {
    bytes: stdout,
    warnings: printable(stderr.toString())
      .split("\n")
      .filter((line) => line !== ""),
  };
}

export interface GitOptions {
  readonly input?: Buffer;
  /** Longest answer; default 256 MiB. */
  readonly maxBytes?: number;
}

/** An answer of git as it comes. */
export interface GitStream {
  readonly stdout: Readable;
  /** @throws GitError when git fails */
  readonly ended: Promise<void>;
  /** Ends git, whatever it still has to say. */
  stop(): void;
}

/** Asks git something whose answer may be long. */
export function gitStream(repository: Repository, args: readonly string[], input?: Buffer): GitStream {
  const child = spawn("git", gitArguments(repository, args), { env: gitEnvironment() });
  const ended = endOf(child);
  ended.catch(() => undefined);
  // Why it reads no further it says itself.
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  return { stdout: child.stdout, ended, stop: () => child.kill() };
}

/** One line of an answer. */
export function gitLine(repository: Repository, args: readonly string[]): string {
  return git(repository, args).bytes.toString().trim();
}

/** Arguments of a git that runs no program which the repository names. */
export function gitArguments({ folder, isBare }: Repository, args: readonly string[]): string[] {
  return [...WITHOUT_PROGRAMS, ...(isBare ? [`--git-dir=${folder}`] : ["-C", folder]), ...args];
}

/** Environment of a git that reads one repository: in English, without locks, replaced objects and other machines. */
export function gitEnvironment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !LOCAL_VARIABLES.has(name));
  return {
    ...Object.fromEntries(inherited),
    LC_ALL: "C",
    GIT_OPTIONAL_LOCKS: "0",
    GIT_NO_REPLACE_OBJECTS: "1",
    GIT_TERMINAL_PROMPT: "0",
    // A partial clone would fetch what it lacks, by whatever program its configuration names.
    GIT_NO_LAZY_FETCH: "1",
    GIT_ALLOW_PROTOCOL: "none",
  };
}

/**
 * Lets git work in a bare repository until it is done.
 *
 * @param signal ends git and what it has started
 * @throws GitError when it fails or is ended
 */
export function gitWork(
  repository: Repository,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  signal?: AbortSignal,
): Promise<void> {
  // In a session of its own neither it nor ssh finds a terminal to ask for a password.
  const child = spawn("git", gitArguments(repository, args), {
    env,
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const end = () => {
    try {
      process.kill(-child.pid!, "SIGTERM");
    } catch {
      // It has ended by itself.
    }
  };
  signal?.addEventListener("abort", end, { once: true });
  if (signal?.aborted) end();
  return endOf(child).finally(() => signal?.removeEventListener("abort", end));
}

/** @throws GitError when git cannot be run, fails or is ended */
function endOf(child: ChildProcessByStdio<Writable | null, Readable | null, Readable>): Promise<void> {
  return new Promise((resolve, reject) => {
    let complaint = "";
    child.stderr.on("data", (data: Buffer) => {
      complaint = (complaint + data.toString()).slice(-MAX_COMPLAINT);
    });
    child.on("error", (error) => reject(startError(error)));
    child.on("close", (code) => {
      if (code === 0) resolve();
      else reject(new GitError(complaint.trim() || `it ended with ${code ?? "a signal"}`));
    });
  });
}

function startError(error: NodeJS.ErrnoException): GitError {
  if (error.code === "ENOBUFS") return new GitError("there are more files than can be listed");
  return new GitError(`git cannot be run: ${error.message}`, error.code === "ENOENT");
}

/** Text of others without what would move a terminal's cursor, and not more of it than a reader takes. */
function printable(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, " ").slice(-MAX_COMPLAINT);
}
