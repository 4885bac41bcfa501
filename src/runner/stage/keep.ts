import { ManagedBuildPlan } from "../../pipeline/pipeline-plan";
import { ExitCode, RunnerError } from "../exit-code";
import { StageContext } from "./stage-context";
import { Machine } from "../machine/machine";
import { Session } from "../session/session";
import { recordsOf } from "../session/step-variables";

/** What a shell into a build runner needs that is to be as a step was. */
export interface FailedStep {
  readonly user: string;
  /** What the machine carried when the step had ended. */
  readonly carried: ReadonlyMap<string, Buffer>;
}

/** The end of a step that fails its stage. */
export class StepFailure extends RunnerError {
  constructor(
    exitCode: ExitCode,
    message: string,
    /** Undefined when nobody is going to look at it. */
    readonly step?: FailedStep,
  ) {
    super(exitCode, message);
  }
}

/** PATH and the declared variables as the last step with a whole capture has left them. */
export async function carriedBy(machine: Machine): Promise<Map<string, Buffer>> {
  const chunks: Buffer[] = [];
  const file = await machine.read(`${machine.sessionDirectory}/carried`);
  for await (const chunk of file) chunks.push(chunk as Buffer);
  return recordsOf(Buffer.concat(chunks)) ?? new Map<string, Buffer>();
}

/**
 * Lets the machine of a stage that has failed stay where that is asked for, and tells how to get into it. What the
 * engine or an interrupt has ended does not stay.
 *
 * @param error why the stage has failed
 * @param variables of the first step
 * @returns whether it stays
 */
export async function keepMachine(
  plan: ManagedBuildPlan,
  error: unknown,
  machine: Machine,
  session: Session,
  variables: ReadonlyMap<string, string>,
  { keepOnFailure, signal, emit }: StageContext,
): Promise<boolean> {
  const isOwnFailure = error instanceof RunnerError && OWN_FAILURES.has(error.exitCode);
  if (!keepOnFailure || !isOwnFailure || signal.aborted) return false;
  const stage = plan.displayName;
  try {
    const step = error instanceof StepFailure ? error.step : undefined;
    const { user, carried } = step ?? { user: machine.user, carried: await carriedBy(machine) };
    const initial = [...variables].map(([name, value]): [string, Buffer] => [name, Buffer.from(value)]);
    const kept = await machine.keep({
      user: user === machine.user ? "-" : user,
      directory: `${machine.workspace}/${plan.primarySource}`,
      variables: new Map([...initial, ...carried]),
    });
    await session.leave();
    emit({ type: "kept", stage, machine: kept });
    return true;
  } catch (problem) {
    const text = `${machine.description} cannot stay: ${(problem as Error).message}`;
    emit({ type: "warning", stage, text });
    return false;
  }
}

const OWN_FAILURES: ReadonlySet<ExitCode> = new Set([ExitCode.FAILED, ExitCode.TIMEOUT]);
