import { StepType } from "../../build-spec/model";
import { ManagedBuildPlan } from "../../pipeline/pipeline-plan";
import { ExitCode, RunnerError } from "../exit-code";
import { StageContext } from "./stage-context";
import { StepOutputSink } from "./stage-output";
import { StageScript, StageSpec } from "./stage-spec";
import { Session, StepResult } from "../session/session";

/** The service's limit of a build, 8 hours. */
const LONGEST_SECONDS = 28_800;

/**
 * Runs the steps one after the other; after a failed one its onFailure steps, and nothing more.
 *
 * @throws RunnerError when a step fails or the run is interrupted
 */
export async function runSteps(
  plan: ManagedBuildPlan,
  spec: StageSpec,
  session: Session,
  output: StepOutputSink,
  context: StageContext,
): Promise<void> {
  const stage = plan.displayName;
  const log = (text: string) => context.emit({ type: "log", stage, text });
  const longest = Math.min(
    spec.document.timeoutInSeconds ?? LONGEST_SECONDS,
    plan.timeoutInSeconds ?? LONGEST_SECONDS,
  );
  const deadline = Date.now() + longest * 1000;

  for (const script of spec.steps) {
    if (script.step.type !== StepType.COMMAND) {
      const text = `${script.name}: a ${script.step.type} step needs OCI; it is skipped and counts as succeeded`;
      context.emit({ type: "warning", stage, text });
      continue;
    }
    const result = await execute(script, deadline);
    if (result.exitCode === 0 && !result.timedOut && !context.signal.aborted) continue;

    const failure = describe(script, result);
    const where = `${failure}: ${spec.file}:${script.position.line}`;
    log(`${failure}, please check the commands on the build spec file.`);
    if (context.signal.aborted) throw new RunnerError(ExitCode.INTERRUPTED, where);
    log(`Failed executing step : ${script.name}, proceeding to execute the onFailure block.`);
    // What clears up after a timeout has a time of its own.
    for (const onFailure of script.onFailure) await execute(onFailure, Infinity);
    throw new RunnerError(result.timedOut ? ExitCode.TIMEOUT : ExitCode.FAILED, where);
  }

  async function execute(script: StageScript, until: number): Promise<StepResult> {
    const { document } = spec;
    const { shell = document.shell ?? "bash", runAs = document.runAs ?? "root" } = script.step;
    const limit = Math.min(script.step.timeoutInSeconds ?? longest, longest) * 1000;
    log(`Executing BUILD_SPEC_STEP : ${script.name}`);
    log(`Executing step: ${script.name} with shell type: ${shell}, user: ${runAs}, timeout: ${limit}`);
    context.emit({ type: "step-started", stage, step: script.name });
    output.begin(script.name);
    const started = Date.now();
    const result = await session.run(
      {
        sequence: script.sequence,
        user: context.executor === "host" && runAs === "root" ? session.user : runAs,
        shell,
        failFast: script.step.failImmediatelyOnError ?? document.failImmediatelyOnError ?? false,
        // The smallest of what is left of step, file and stage wins.
        timeoutMs: Math.max(1, Math.min(limit, until - Date.now())),
      },
      context.signal,
    );
    output.end();
    const { exitCode, timedOut } = result;
    const durationMs = Date.now() - started;
    context.emit({ type: "step-finished", stage, step: script.name, exitCode, timedOut, durationMs });
    if (!result.isCaptured && exitCode === 0) {
      const text = `${script.name}: its variables could not be read (exec, or a kill); later steps see the old values`;
      context.emit({ type: "warning", stage, text });
    }
    if (exitCode === 0 && !timedOut) log(`BUILD_SPEC_STEP : ${script.name} execution completed.`);
    return result;
  }
}

function describe(script: StageScript, { exitCode, timedOut }: StepResult): string {
  const what = timedOut ? "ran into its timeout and was killed" : `failed with exit code: '${exitCode}'`;
  return `Step '${script.name}' ${what}`;
}
