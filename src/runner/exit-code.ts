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
  INTERRUPTED = 130,
  TERMINATED = 143,
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
