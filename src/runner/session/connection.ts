import { ChildProcessWithoutNullStreams } from "node:child_process";
import { randomBytes } from "node:crypto";
import { ExitCode, RunnerError } from "../exit-code";
import { Pace } from "./pace";
import { StepEnd, StepOutput } from "./step-output";
import { Machine } from "../machine/machine";

export type Stream = "stdout" | "stderr";

/** What a connection hands on. */
export interface Receiver {
  onData(data: Buffer, stream: Stream): void;
  onEnd(end: StepEnd, stream: Stream): void;
}

/** How much of what was said last is kept, in characters. */
const LAST_WORDS = 500;
/** Longest first line of a machine, in bytes. */
const MAX_ANSWER = 4_096;
/** How long the process may take to end when its input has, in milliseconds: an engine may not answer any more. */
const CLOSE_MS = 10_000;

/**
 * The attached streams of a machine's long-lived process: orders go in as lines; a first line comes out, then output and
 * end marks.
 */
export class Connection {
  /** Rejected when the process has ended. */
  readonly ended: Promise<never>;
  receiver: Receiver = { onData: () => undefined, onEnd: () => undefined };
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly nonce = randomBytes(16).toString("hex");
  private readonly answer: Promise<string>;
  private pace?: Pace;
  private isClosing = false;
  private lastWords = "";
  private areCut = false;

  constructor(machine: Machine) {
    this.child = machine.start();
    this.child.stdin.on("error", () => undefined);
    this.ended = new Promise((_, reject) => {
      const fail = (reason: string) =>
        reject(new RunnerError(ExitCode.ENGINE, `${machine.description} is gone: ${reason}`));
      this.child.on("error", (error) => fail(error.message));
      this.child.on("close", (code) => fail(`exit code ${code}; ${this.complaint() || "it said nothing"}`));
    });
    this.ended.catch(() => undefined);
    const stdout = this.output("stdout");
    const stderr = this.output("stderr");
    this.child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk)).on("end", () => stderr.flush());
    this.answer = new Promise((resolve) => {
      let first: Buffer | undefined = Buffer.alloc(0);
      this.child.stdout.on("data", (chunk: Buffer) => {
        if (first === undefined) return stdout.push(chunk);
        first = Buffer.concat([first, chunk]);
        const end = first.indexOf("\n");
        if (end < 0 && first.length <= MAX_ANSWER) return;
        const [line, rest] = [first.subarray(0, Math.max(end, 0)), first.subarray(end + 1)];
        first = undefined;
        resolve(line.toString("utf8"));
        stdout.push(rest);
      });
      this.child.stdout.on("end", () => stdout.flush());
    });
  }

  /**
   * Says what is wanted and gets one line for it; orders may follow.
   *
   * @throws RunnerError when the process ends before
   */
  async greet(line: string): Promise<string> {
    this.order(line);
    const answer = await Promise.race([this.answer, this.ended]);
    this.order(this.nonce);
    return answer;
  }

  /** Reads no faster from now on than at this pace. */
  keep(pace: Pace): void {
    this.pace = pace;
    pace.follow(this.child.stdout);
    pace.follow(this.child.stderr);
  }

  order(line: string): void {
    if (this.child.stdin.writable) this.child.stdin.write(`${line}\n`);
  }

  /** Goes without a word: what is at the other end is to know that it stays. */
  async leave(): Promise<void> {
    this.isClosing = true;
    this.pace?.release();
    this.child.kill("SIGKILL");
    await this.ended.catch(() => undefined);
  }

  async close(): Promise<void> {
    if (this.isClosing) return;
    this.isClosing = true;
    this.pace?.release();
    this.child.stdin.end();
    const impatience = setTimeout(() => this.child.kill("SIGKILL"), CLOSE_MS);
    await this.ended.catch(() => undefined);
    clearTimeout(impatience);
  }

  private output(stream: Stream): StepOutput {
    return new StepOutput(
      this.nonce,
      (data) => {
        if (stream === "stderr") this.remember(data);
        this.receiver.onData(data, stream);
      },
      (end) => this.receiver.onEnd(end, stream),
    );
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
}
