import { ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { PassThrough, Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ExitCode, RunnerError } from "../exit-code";

/** What a stream fails with when it was the client that ended. */
const CLIENT_ENDED = new Set(["EPIPE", "ERR_STREAM_PREMATURE_CLOSE", "ERR_STREAM_DESTROYED", "ECONNRESET"]);
/** How much of a failed command's complaint is shown, in characters. */
const MAX_STDERR = 2_000;

/** How a command of the client ended. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command-line client of a container engine; it finds the engine by its own settings and environment. */
export class Client {
  constructor(readonly program: string) {}

  /**
   * What a command prints.
   *
   * @param input what it reads
   * @throws RunnerError when it fails or cannot be run
   */
  async run(args: readonly string[], input?: Readable): Promise<string> {
    const { code, stdout, stderr } = await this.attempt(args, input);
    if (code !== 0) throw this.failure(args, stderr);
    return stdout;
  }

  /**
   * A command that may fail.
   *
   * @throws RunnerError when it cannot be run, or what it reads breaks off
   */
  async attempt(args: readonly string[], input?: Readable): Promise<Outcome> {
    let broken: Error | undefined;
    input?.once("error", (error: NodeJS.ErrnoException) => {
      if (!CLIENT_ENDED.has(error.code ?? "")) broken = error;
    });
    const outcome = await outcomeOf(this.spawn(args), (error) => this.missing(error), input);
    if (broken) throw new RunnerError(ExitCode.ENGINE, `${this.program} ${args[0]}: ${broken.message}`);
    return outcome;
  }

  /**
   * The JSON that a command prints; undefined when it fails.
   *
   * @throws RunnerError when it prints something else
   */
  async json(args: readonly string[]): Promise<unknown> {
    const { code, stdout } = await this.attempt(args);
    if (code !== 0) return undefined;
    try {
      return JSON.parse(stdout);
    } catch {
      throw new RunnerError(ExitCode.ENGINE, `${this.program} ${args[0]} printed what is no JSON`);
    }
  }

  /** What a command prints, as it comes; the stream fails when the command does. */
  stream(args: readonly string[]): Readable {
    const child = this.spawn(args);
    return streamOf(
      child,
      (complaint) => this.failure(args, complaint),
      (error) => this.missing(error),
    );
  }

  /** Detached, so that a Ctrl-C at the terminal reaches only us and we end things in order. */
  spawn(args: readonly string[]): ChildProcessWithoutNullStreams {
    const child = spawn(this.program, args, { detached: true, stdio: ["pipe", "pipe", "pipe"] });
    child.stdin.on("error", () => undefined);
    return child;
  }

  private failure(args: readonly string[], stderr: string): RunnerError {
    const complaint = stderr.trim().slice(-MAX_STDERR) || "it said nothing";
    return new RunnerError(ExitCode.ENGINE, `${this.program} ${args[0]} failed: ${complaint}`);
  }

  private missing(error: Error): RunnerError {
    return new RunnerError(ExitCode.ENGINE, `cannot run ${this.program}: ${error.message}; is it installed?`);
  }
}

/**
 * Waits for a process.
 *
 * @param missing the error of one that cannot be run
 * @param input what it reads
 */
export async function outcomeOf(
  child: ChildProcessWithoutNullStreams,
  missing: (error: Error) => Error,
  input?: Readable,
): Promise<Outcome> {
  const [stdout, stderr, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve, reject) => {
      child.on("error", (error) => reject(missing(error)));
      child.on("close", resolve);
    }),
    // A client that fails closes its stdin; its exit code then tells more than the broken pipe.
    input ? pipeline(input, child.stdin).catch(() => undefined) : child.stdin.end(),
  ]);
  return { code, stdout, stderr };
}

/**
 * What a process prints on stdout, as it comes.
 *
 * @param failure the error of a process that fails, out of what it complained about
 * @param missing the error of one that cannot be run
 */
export function streamOf(
  child: ChildProcessWithoutNullStreams,
  failure: (complaint: string) => Error,
  missing: (error: Error) => Error,
): Readable {
  const out = new PassThrough();
  const stderr = text(child.stderr);
  child.stdin.end();
  child.stdout.pipe(out, { end: false });
  // Nobody reads on: a client left writing would keep the container from being removed.
  out.once("close", () => child.kill("SIGKILL"));
  child.on("error", (error) => out.destroy(missing(error)));
  child.on("close", (code) => {
    if (code === 0) out.end();
    else void stderr.then((complaint) => out.destroy(failure(complaint)));
  });
  return out;
}

async function text(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
