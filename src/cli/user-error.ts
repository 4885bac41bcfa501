import { PlanError } from "../pipeline/plan-error";
import { ExitCode, RunnerError } from "../runner/exit-code";

/** How a command ends on an error: the message for the user and the exit code. */
export function explain(error: unknown): { message: string; exitCode: number } {
  if (error instanceof RunnerError) return { message: error.message, exitCode: error.exitCode };
  if (error instanceof PlanError) return { message: error.message, exitCode: ExitCode.USAGE };
  const cause = error as Error;
  return {
    message: `this is a bug in oci-devops-local: ${cause.stack ?? cause.message}`,
    exitCode: ExitCode.ENGINE,
  };
}
