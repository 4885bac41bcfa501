import { ExitCode, RunnerError } from "../exit-code";

/** How a session runs its steps. */
export type SessionKind = "supervisor" | "exec";

export interface StepOrder {
  readonly sequence: number;
  readonly user: string;
  readonly shell: string;
  readonly failFast: boolean;
  /** Whether a pipeline in bash fails with any of its commands. */
  readonly pipefail: boolean;
  /** What a step finds on its standard input. */
  readonly standardInput: "empty" | "closed";
  readonly timeoutMs: number;
}

export interface StepResult {
  /** As the shell tells it; 128 and the number of the signal for a step that was killed. */
  readonly exitCode: number;
  readonly timedOut: boolean;
  /** Whether the following steps see what this one assigned. */
  readonly isCaptured: boolean;
  /** Whether a process of the container was killed for want of memory meanwhile; never known on the host. */
  readonly outOfMemory: boolean;
}

/** What ends a run before its time. */
export interface Interrupt {
  /** The run is to end in order: the running step is asked to, then ordered. */
  readonly signal: AbortSignal;
  /** It is to end at once. */
  readonly force?: AbortSignal;
}

/** A machine that runs steps, one after the other, each as a process of its own. */
export interface Session {
  /** How the log tells of it, as a sentence. */
  readonly description: string;
  /** User whose steps run without a change of user. */
  readonly user: string;
  /** @throws RunnerError when the machine is gone, or an order is not made of plain words */
  run(order: StepOrder, interrupt: Interrupt): Promise<StepResult>;
  /**
   * Lets go of the machine, which stays: in a container with what steps left running, on the host without.
   *
   * @throws RunnerError when the machine is gone
   */
  leave(): Promise<void>;
  /** Ends the machine's long-lived process and with it everything that steps left running. */
  close(): Promise<void>;
}

/** Users and shells go into lines of orders and into arguments. */
const USER = /^[a-zA-Z0-9_][a-zA-Z0-9_.-]*\$?$/;
const SHELL = /^[a-zA-Z0-9_./][a-zA-Z0-9_./-]*$/;

/** @throws RunnerError when a step cannot be begun like this */
export function checkOrder({ user, shell }: StepOrder, { signal }: Interrupt): void {
  if (!USER.test(user) || !SHELL.test(shell)) {
    throw new RunnerError(ExitCode.USAGE, `runAs ${user} or shell ${shell} is not a plain name`);
  }
  if (signal.aborted) throw new RunnerError(ExitCode.INTERRUPTED, "interrupted before the step began");
}
