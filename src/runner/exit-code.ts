/** Exit codes of a run. */
export enum ExitCode {
  OK = 0,
  /** A stage failed. */
  FAILED = 1,
  /** The request, the stack or the build specification is wrong; nothing was started. */
  USAGE = 2,
  TIMEOUT = 124,
  /** The engine or the runner itself failed. */
  ENGINE = 125,
  /** 128 and the number of the signal. */
  HANGUP = 129,
  INTERRUPTED = 130,
  TERMINATED = 143,
}

/** How a run ends that a signal has ended. */
export function exitCodeOf(signal: unknown): ExitCode {
  switch (signal) {
    case "SIGHUP":
      return ExitCode.HANGUP;
    case "SIGTERM":
      return ExitCode.TERMINATED;
    default:
      return ExitCode.INTERRUPTED;
  }
}

/** An end of a run that the user can do something about; its message stands alone, without a stack trace. */
export class RunnerError extends Error {
  constructor(
    readonly exitCode: ExitCode,
    message: string,
  ) {
    super(message);
    this.name = "RunnerError";
  }
}
