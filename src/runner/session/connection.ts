import { randomBytes } from "node:crypto";
import { ExitCode, RunnerError } from "../exit-code";
import { Pace } from "./pace";
import { StepEnd, StepOutput } from "./step-output";
import { Attached, Stream } from "../engine/engine";
import { Machine } from "../machine/machine";

/** What a connection hands on. */
export interface Receiver {
  onData(data: Buffer, stream: Stream): void;
  onEnd(end: StepEnd, stream: Stream): void;
}

/** How much of what was said last is kept, in characters. */
const LAST_WORDS = 500;
/** Longest answer of a machine, in bytes. */
const MAX_ANSWER = 4_096;
/** How long the process may take to end when its input has, in milliseconds: an engine may not answer any more. */
const CLOSE_MS = 10_000;

/**
 * The attached streams of a machine's long-lived process: orders go in as lines; answers come out as lines until the
 * session begins, then output and end marks.
 */
export class Connection {
  /** Rejected when the process has ended. */
  readonly ended: Promise<never>;
  receiver: Receiver = { onData: () => undefined, onEnd: () => undefined };
  private readonly child: Attached;
  private readonly nonce = randomBytes(16).toString("hex");
  /** What was said since the last answer; undefined once the session has begun. */
  private said?: Buffer = Buffer.alloc(0);
  private waiting?: (answer: string) => void;
  private readonly stdout: StepOutput;
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
    this.stdout = this.output("stdout");
    const stderr = this.output("stderr");
    this.child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk)).on("end", () => stderr.flush());
    this.child.stdout
      .on("data", (chunk: Buffer) => {
        if (this.said === undefined) return this.stdout.push(chunk);
        this.said = Buffer.concat([this.said, chunk]);
        this.tellAnswer();
      })
      .on("end", () => this.stdout.flush());
  }

  /**
   * The next line that it says.
   *
   * @throws RunnerError when the process ends before
   */
  async answer(): Promise<string> {
    const answer = new Promise<string>((resolve) => (this.waiting = resolve));
    this.tellAnswer();
    return Promise.race([answer, this.ended]);
  }

  /** What comes from now on is output. */
  begin(): void {
    const rest = this.said;
    this.said = undefined;
    this.order(this.nonce);
    if (rest !== undefined) this.stdout.push(rest);
  }

  /** Reads no faster from now on than at this pace. */
  keep(pace: Pace): void {
    this.pace = pace;
    pace.follow(this.child.stdout);
    pace.follow(this.child.stderr);
  }

  order(line: string): void {
    this.send(Buffer.from(`${line}\n`));
  }

  send(bytes: Buffer): void {
    if (this.child.stdin.writable) this.child.stdin.write(bytes);
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

  private tellAnswer(): void {
    const { said, waiting } = this;
    if (said === undefined || waiting === undefined) return;
    const end = said.indexOf("\n");
    if (end < 0 && said.length <= MAX_ANSWER) return;
    this.waiting = undefined;
    this.said = said.subarray(end < 0 ? said.length : end + 1);
    waiting(said.toString("utf8", 0, Math.max(end, 0)));
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
