import { StepType } from "../../build-spec/model";
import { ManagedBuildPlan } from "../../pipeline/pipeline-plan";
import { ExitCode, RunnerError } from "../exit-code";
import { carriedBy, StepFailure } from "./keep";
import { StageContext } from "./stage-context";
import { StepOutputSink } from "./stage-output";
import { StageScript, StageSpec } from "./stage-spec";
import { longestTime, stepSettings } from "./step-settings";
import { simulateAudit } from "./vulnerability-audit";
import { isOn } from "../fidelity/assumptions";
import { Machine } from "../machine/machine";
import { Session, StepResult } from "../session/session";

/**
 * Runs the steps one after the other; after a failed one its onFailure steps, and nothing more.
 *
 * @throws RunnerError when a step fails or the run is interrupted
 */
export async function runSteps(
  plan: ManagedBuildPlan,
  spec: StageSpec,
  session: Session,
  machine: Machine,
  variables: ReadonlyMap<string, string>,
  output: StepOutputSink,
  context: StageContext,
): Promise<void> {
  const stage = plan.displayName;
  const log = (text: string) => context.emit({ type: "log", stage, text });
  const { assumptions } = context;
  const deadline = Date.now() + longestTime(spec, plan, assumptions) * 1000;

  const selected = context.selection.get(plan.address)?.steps;
  for (const [place, script] of spec.steps.entries()) {
    if (selected?.has(place) === false) {
      log(`BUILD_SPEC_STEP : ${script.name} is left out.`);
      continue;
    }
    if (script.step.type !== StepType.COMMAND) {
      await simulateAudit(script, plan, machine, variables, context);
      continue;
    }
    const result = await execute(script, deadline, { number: place + 1, of: spec.steps.length });
    if (result.exitCode === 0 && !result.timedOut && !context.signal.aborted) continue;

    const failure = `Step '${script.name}' ${whatHappened(result, machine, context)}`;
    const where = `${failure}: ${spec.file}:${script.position.line}`;
    log(`${failure}, please check the commands on the build spec file.`);
    if (context.signal.aborted) throw new RunnerError(ExitCode.INTERRUPTED, where);
    const failed = context.keepOnFailure
      ? { user: userOf(script, spec, machine, context), carried: await carriedBy(machine) }
      : undefined;
    log(`Failed executing step : ${script.name}, proceeding to execute the onFailure block.`);
    // What clears up after a timeout has a time of its own.
    const clearsUp = !result.timedOut || isOn(assumptions, "on-failure-after-timeout");
    const results: StepResult[] = [];
    for (const block of clearsUp ? script.onFailure : []) results.push(await execute(block, Infinity));
    const isRescued =
      results.length > 0 && results.every(({ exitCode, timedOut }) => exitCode === 0 && !timedOut);
    if (isRescued && isOn(assumptions, "on-failure-rescues")) continue;
    throw new StepFailure(result.timedOut ? ExitCode.TIMEOUT : ExitCode.FAILED, where, failed);
  }

  async function execute(
    script: StageScript,
    until: number,
    place?: { readonly number: number; readonly of: number },
  ): Promise<StepResult> {
    const { shell, user, timeoutInSeconds, failsFast } = stepSettings(script.step, spec, plan, assumptions);
    const time = timeoutInSeconds * 1000;
    log(`Executing BUILD_SPEC_STEP : ${script.name}`);
    log(`Executing step: ${script.name} with shell type: ${shell}, user: ${user}, timeout: ${time}`);
    context.emit({ type: "step-started", stage, step: script.name, ...(place ? { place } : {}) });
    output.begin(script.name);
    const started = Date.now();
    const result = await session.run(
      {
        sequence: script.sequence,
        user: userOf(script, spec, machine, context),
        shell,
        failFast: failsFast,
        pipefail: isOn(assumptions, "pipefail"),
        standardInput: assumptions.get("standard-input") === "closed" ? "closed" : "empty",
        timeoutMs: Math.max(
          1,
          isOn(assumptions, "smallest-time") ? Math.min(time, until - Date.now()) : time,
        ),
      },
      context,
    );
    output.end();
    const { exitCode, timedOut, outOfMemory } = result;
    const durationMs = Date.now() - started;
    const memory = outOfMemory ? { outOfMemory } : {};
    context.emit({
      type: "step-finished",
      stage,
      step: script.name,
      exitCode,
      timedOut,
      durationMs,
      ...memory,
    });
    if (outOfMemory && exitCode === 0) {
      const text = `${script.name}: a process ran out of memory${memoryLimit(machine)} and was killed; the step succeeded`;
      context.emit({ type: "warning", stage, text });
    }
    if (!result.isCaptured && exitCode === 0) {
      const text = `${script.name}: its variables could not be read (exec, or a kill); later steps see the old values`;
      context.emit({ type: "warning", stage, text });
    }
    if (exitCode === 0 && !timedOut) log(`BUILD_SPEC_STEP : ${script.name} execution completed.`);
    return result;
  }
}

/** Whether a step runs as another user than the machine's own. */
export function changesUser(spec: StageSpec, machine: Machine, context: StageContext): boolean {
  return spec.scripts.some((script) => userOf(script, spec, machine, context) !== machine.user);
}

/** On the host, root stands for whoever runs this. */
function userOf(
  { step }: StageScript,
  { document }: StageSpec,
  machine: Machine,
  { executor }: StageContext,
): string {
  const { runAs = document.runAs ?? "root" } = step;
  return executor === "host" && runAs === "root" ? machine.user : runAs;
}

function whatHappened(
  { exitCode, timedOut, outOfMemory }: StepResult,
  machine: Machine,
  { signal }: StageContext,
): string {
  if (timedOut) return "ran into its timeout and was killed";
  if (signal.aborted) return "was interrupted";
  const failed = `failed with exit code: '${exitCode}'`;
  return outOfMemory ? `ran out of memory${memoryLimit(machine)} and ${failed}` : failed;
}

function memoryLimit({ memoryInBytes }: Machine): string {
  return memoryInBytes === undefined
    ? ""
    : ` (limit ${Number((memoryInBytes / 1024 ** 3).toPrecision(3))} GB)`;
}
