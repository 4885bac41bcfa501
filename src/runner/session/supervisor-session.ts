import { Connection, Receiver } from "./connection";
import { withinLimits } from "./limits";
import { Pace } from "./pace";
import { checkOrder, Interrupt, Session, StepOrder, StepResult } from "./session";
import { StepEnd } from "./step-output";
import { Machine } from "../machine/machine";

/** How often a step that killed its own waiting process is looked for, in milliseconds. */
const PING_MS = 500;

/** Steps as children of one supervisor, which is the machine's long-lived process. */
export class SupervisorSession implements Session {
  readonly description = "Steps run under one supervisor.";
  readonly user: string;
  private pending?: { sequence: number; ends: StepEnd[]; resolve: (end: StepEnd) => void };
  /** Processes that were killed for want of memory so far. */
  private killed = 0;

  /** @param onOutput what steps print, as it comes */
  constructor(
    machine: Machine,
    private readonly connection: Connection,
    private readonly pace: Pace,
    onOutput: Receiver["onData"],
  ) {
    this.user = machine.user;
    connection.keep(pace);
    connection.receiver = { onData: onOutput, onEnd: (end) => this.stepEnded(end) };
  }

  async run(order: StepOrder, interrupt: Interrupt): Promise<StepResult> {
    checkOrder(order, interrupt);
    const { sequence, shell, failFast, pipefail, standardInput, timeoutMs } = order;
    const user = order.user === this.user ? "-" : order.user;
    this.pace.hold();
    const ping = setInterval(() => this.connection.order("PING"), PING_MS);
    try {
      const done = this.endOf(sequence);
      const flags = [failFast, pipefail].map(Number).join(" ");
      this.connection.order(`RUN ${sequence} ${user} ${flags} ${standardInput} ${shell}`);
      const { end, timedOut } = await withinLimits(
        timeoutMs,
        interrupt,
        { term: () => this.connection.order("KILL TERM"), kill: () => this.kill() },
        done,
      );
      if (timedOut) this.connection.order("SWEEP");
      const outOfMemory = end.killed > this.killed;
      this.killed = end.killed;
      return { exitCode: end.exitCode, isCaptured: end.isCaptured, timedOut, outOfMemory };
    } finally {
      clearInterval(ping);
      this.pending = undefined;
    }
  }

  async leave(): Promise<void> {
    this.pace.release();
    const done = this.endOf(0);
    this.connection.order("STAY");
    await done;
    await this.connection.leave();
  }

  close(): Promise<void> {
    return this.connection.close();
  }

  private endOf(sequence: number): Promise<StepEnd> {
    const done = new Promise<StepEnd>((resolve) => (this.pending = { sequence, ends: [], resolve }));
    return Promise.race([done, this.connection.ended]);
  }

  private kill(): void {
    this.pace.release();
    this.connection.order("KILL KILL");
    this.connection.order("SWEEP");
  }

  /** Both streams carry the mark, so that nothing the step printed is still under way. */
  private stepEnded(end: StepEnd): void {
    if (this.pending?.sequence !== end.sequence) return;
    this.pending.ends.push(end);
    if (this.pending.ends.length === 2) this.pending.resolve(end);
  }
}
