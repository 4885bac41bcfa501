import { ChildProcessWithoutNullStreams } from "node:child_process";
import { randomBytes } from "node:crypto";
import { ExitCode, RunnerError } from "../exit-code";
import { StepEnd, StepOutput } from "./step-output";
import { Machine } from "../machine/machine";

export interface StepOrder {
  readonly sequence: number;
  readonly user: string;
  readonly shell: string;
  readonly failFast: boolean;
  readonly timeoutMs: number;
}

export interface StepResult {
  readonly exitCode: number;
  readonly timedOut: boolean;
  /** Whether the following steps see what this one assigned. */
  readonly isCaptured: boolean;
}

/** Time between the request to end and the order to. */
const GRACE_MS = 2_000;
/** How often a step that killed its own waiting process is looked for. */
const PING_MS = 500;
/** A user's name goes into a line of the supervisor's orders. */
const USER = /^[a-zA-Z0-9_][a-zA-Z0-9_.-]*\$?$/;
const SHELL = /^[a-zA-Z0-9_./-]+$/;

/** How much of what was said last is kept, in characters. */
const LAST_WORDS = 500;

type Stream = "stdout" | "stderr";

/** A running supervisor: steps one after the other, each a process of its own. */
export class Session {
  readonly user: string;
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly ended: Promise<never>;
  private pending?: { ends: StepEnd[]; resolve: (end: StepEnd) => void };
  private isClosing = false;
  private lastWords = "";
  private areCut = false;

  /** @param onOutput what steps print, as it comes */
  constructor(
    private readonly machine: Machine,
    onOutput: (data: Buffer, stream: Stream) => void,
  ) {
    this.user = machine.user;
    const nonce = randomBytes(16).toString("hex");
    this.child = machine.start();
    this.child.stdin.on("error", () => undefined);
    for (const stream of ["stdout", "stderr"] as const) {
      const output = new StepOutput(
        nonce,
        (data) => {
          if (stream === "stderr") this.remember(data);
          onOutput(data, stream);
        },
        (end) => this.stepEnded(end),
      );
      this.child[stream].on("data", (chunk: Buffer) => output.push(chunk));
      this.child[stream].on("end", () => output.flush());
    }
    this.ended = new Promise((_, reject) => {
      const fail = (reason: string) =>
        reject(new RunnerError(ExitCode.ENGINE, `${machine.description} is gone: ${reason}`));
      this.child.on("error", (error) => fail(error.message));
      this.child.on("close", (code) => fail(`exit code ${code}; ${this.complaint() || "it said nothing"}`));
    });
    this.ended.catch(() => undefined);
    this.child.stdin.write(`${nonce}\n`);
  }

  /** @throws RunnerError when the machine is gone */
  async run(order: StepOrder, signal: AbortSignal): Promise<StepResult> {
    if (!USER.test(order.user) || !SHELL.test(order.shell)) {
      throw new RunnerError(
        ExitCode.USAGE,
        `runAs ${order.user} or shell ${order.shell} is not a plain name`,
      );
    }
    if (signal.aborted) throw new RunnerError(ExitCode.INTERRUPTED, "interrupted before the step began");
    const user = order.user === this.machine.user ? "-" : order.user;
    let timedOut = false;
    const timers: NodeJS.Timeout[] = [setInterval(() => this.order("PING"), PING_MS)];
    const end = () => {
      this.order("KILL TERM");
      timers.push(setTimeout(() => this.kill(), GRACE_MS));
    };
    timers.push(
      setTimeout(() => {
        timedOut = true;
        end();
      }, order.timeoutMs),
    );
    signal.addEventListener("abort", end);
    try {
      const done = new Promise<StepEnd>((resolve) => (this.pending = { ends: [], resolve }));
      this.order(`RUN ${order.sequence} ${user} ${order.failFast ? 1 : 0} ${order.shell}`);
      const { exitCode, isCaptured } = await Promise.race([done, this.ended]);
      if (timedOut) this.order("SWEEP");
      return { exitCode, isCaptured, timedOut };
    } finally {
      timers.forEach((timer) => clearTimeout(timer));
      signal.removeEventListener("abort", end);
      this.pending = undefined;
    }
  }

  /** Ends the supervisor and with it everything that steps left running. */
  async close(): Promise<void> {
    if (this.isClosing) return;
    this.isClosing = true;
    this.child.stdin.end();
    await this.ended.catch(() => undefined);
  }

  private remember(data: Buffer): void {
    const all = this.lastWords + data.toString("utf8");
    this.areCut ||= all.length > LAST_WORDS;
    this.lastWords = all.slice(-LAST_WORDS);
  }

  /** Whole lines only: half a secret would not be known for one and masked. */
  private complaint(): string {
    const from = this.areCut ? this.lastWords.indexOf("\n") + 1 || this.lastWords.length : 0;
    return this.lastWords.slice(from).trim();
  }

  private kill(): void {
    this.order("KILL KILL");
    this.order("SWEEP");
  }

  private order(line: string): void {
    if (this.child.stdin.writable) this.child.stdin.write(`${line}\n`);
  }

  /** Both streams carry the mark, so that nothing the step printed is still under way. */
  private stepEnded(end: StepEnd): void {
    this.pending?.ends.push(end);
    if (this.pending?.ends.length === 2) this.pending.resolve(end);
  }
}
