import { ChildProcessWithoutNullStreams } from "node:child_process";
import { constants } from "node:os";
import { Connection, Receiver } from "./connection";
import { withinLimits } from "./limits";
import { Pace } from "./pace";
import { checkOrder, Interrupt, Session, StepOrder, StepResult } from "./session";
import { exportsOf, recordsOf } from "./step-variables";
import { ExitCode, RunnerError } from "../exit-code";
import { Machine } from "../machine/machine";

/** How long nothing may come any more from a step that has ended, in milliseconds; others may hold its output. */
const QUIET_MS = 100;

/** Steps as execs of their own into a machine that a keeper keeps. */
export class ExecSession implements Session {
  readonly description: string;
  readonly user: string;
  private readonly initial: ReadonlyMap<string, Buffer>;
  private carried: ReadonlyMap<string, Buffer> = new Map();
  private reported: Buffer[] = [];
  private pending?: { sequence: number; resolve: (killed: number) => void };
  private killed = 0;

  /**
   * @param variables of the first step
   * @param missing what a supervisor would need and the machine does not have
   * @param onOutput what steps print, as it comes
   */
  constructor(
    private readonly machine: Machine,
    private readonly connection: Connection,
    private readonly pace: Pace,
    variables: ReadonlyMap<string, string>,
    missing: string,
    private readonly onOutput: Receiver["onData"],
  ) {
    this.user = machine.user;
    this.initial = new Map([...variables].map(([name, value]) => [name, Buffer.from(value)]));
    this.description = `Each step is an exec of its own${missing && `: there is no ${missing} for a supervisor`}.`;
    connection.receiver = {
      // Its stdout has reports alone, its stderr what its shell complains about.
      onData: (data, stream) => (stream === "stdout" ? this.reported.push(data) : onOutput(data, stream)),
      onEnd: ({ sequence, killed }) => {
        if (this.pending?.sequence === sequence) this.pending.resolve(killed);
      },
    };
  }

  async run(order: StepOrder, interrupt: Interrupt): Promise<StepResult> {
    checkOrder(order, interrupt);
    const user = order.user === this.user ? "-" : order.user;
    this.pace.hold();
    await this.ask("PREPARE", order.sequence, user);
    const step = this.machine.exec(order.user, this.commandOf(order, user));
    step.stdin.on("error", () => undefined);
    step.stdin.end(exportsOf(new Map([...this.initial, ...this.carried])));
    const { end, timedOut } = await withinLimits(
      order.timeoutMs,
      interrupt,
      { term: () => this.connection.order("KILL TERM"), kill: () => this.kill() },
      Promise.race([this.endOf(step), this.connection.ended]),
    ).finally(() => step.kill("SIGKILL"));
    if (timedOut) this.connection.order("SWEEP");
    this.reported = [];
    const killed = await this.ask("REPORT", order.sequence);
    const captured = recordsOf(Buffer.concat(this.reported));
    if (captured !== undefined) {
      await this.ask("KEEP", order.sequence);
      this.carried = captured;
    }
    const outOfMemory = killed > this.killed;
    this.killed = killed;
    return { exitCode: end, timedOut, isCaptured: captured !== undefined, outOfMemory };
  }

  async leave(): Promise<void> {
    await this.ask("STAY", 0);
    await this.connection.leave();
  }

  close(): Promise<void> {
    this.pace.release();
    return this.connection.close();
  }

  private commandOf(order: StepOrder, user: string): string[] {
    const { sessionDirectory } = this.machine;
    const flags = [order.failFast, order.pipefail].map((flag) => String(Number(flag)));
    const step = [sessionDirectory, String(order.sequence), user, ...flags, order.standardInput, order.shell];
    return ["sh", `${sessionDirectory}/step.sh`, ...step];
  }

  /** Has the keeper do something; returns how many processes were killed for want of memory so far. */
  private ask(what: string, sequence: number, ...more: string[]): Promise<number> {
    const answer = new Promise<number>((resolve) => (this.pending = { sequence, resolve }));
    this.connection.order([what, sequence, ...more].join(" "));
    return Promise.race([answer, this.connection.ended]);
  }

  private kill(): void {
    this.pace.release();
    this.connection.order("KILL KILL");
    this.connection.order("SWEEP");
  }

  /** The exit code, when all that the step printed has come. */
  private endOf(step: ChildProcessWithoutNullStreams): Promise<number> {
    return new Promise((resolve, reject) => {
      let quiet: NodeJS.Timeout | undefined;
      let exitCode: number | undefined;
      const done = () => resolve(exitCode!);
      const isWaiting = () => this.pace.isWaiting(step.stdout) || this.pace.isWaiting(step.stderr);
      for (const stream of ["stdout", "stderr"] as const) {
        step[stream].on("data", (data: Buffer) => {
          this.onOutput(data, stream);
          quiet?.refresh();
        });
        this.pace.follow(step[stream]);
      }
      step.on("error", (error) =>
        reject(new RunnerError(ExitCode.ENGINE, `a step cannot be started: ${error.message}`)),
      );
      step.on("exit", (code, signal) => {
        exitCode = code ?? 128 + constants.signals[signal!];
        quiet = setTimeout(() => (isWaiting() ? quiet!.refresh() : done()), QUIET_MS);
      });
      step.on("close", () => {
        clearTimeout(quiet);
        if (exitCode !== undefined) done();
      });
    });
  }
}
