import { randomBytes } from "node:crypto";
import { containerHeader } from "./build-runner/container-header";
import { networkSettings, proxyPasswords } from "./environment";
import { Emit, Listener, RunEvent } from "./events";
import { ExitCode, exitCodeOf, RunnerError } from "./exit-code";
import { containerLabels, removeContainersOf, RUN_LABEL } from "./leftovers/container-labels";
import { thisProcess } from "./leftovers/owner";
import { maskedTexts } from "./masking/masked-texts";
import { isMaskable } from "./masking/secret-forms";
import { EarlierRun, takeOver } from "./record/earlier-run";
import { RunFolder } from "./record/run-folder";
import { newRecord, record } from "./record/run-record";
import { PreparedRun } from "./request/prepare";
import { leftOut } from "./request/selection";
import { Ready } from "./session/pace";
import { localOcid } from "../ocid/local-ocid";
import { StagePlan } from "../pipeline/pipeline-plan";
import { runDeliverArtifact } from "./stage/deliver-artifact";
import { NO_ARTIFACTS } from "./stage/inputs";
import { runManagedBuild } from "./stage/managed-build";
import { StageContext } from "./stage/stage-context";
import { StageSpec } from "./stage/stage-spec";
import { runTriggerDeployment } from "./stage/trigger-deployment";

/** How long a run that is to end at once may take to, in milliseconds: an engine may not answer any more. */
const FORCE_MS = 5_000;

/**
 * Runs the stages of a pipeline one after the other and keeps a record of it.
 *
 * @param listener gets every event as it happens
 * @param signal ends the run in order; its reason is the name of the signal that the process got
 * @param force ends it at once
 * @param outputReady tells when the listener can take more of what steps print; they wait till then
 * @returns how it ended; a failed stage ends the run, later stages do not start
 * @throws RunnerError when the record is not complete, after everything has ended
 */
export async function run(
  prepared: PreparedRun,
  listener: Listener,
  signal: AbortSignal,
  force?: AbortSignal,
  outputReady?: Ready,
): Promise<ExitCode> {
  const { request, parameters, secrets, builder } = prepared;
  const started = Date.now();
  const runName = `${timestamp(new Date(started))}-${randomBytes(3).toString("hex")}`;
  const network = networkSettings(process.env);
  const folder = RunFolder.create(request.outputFolder, runName);
  const masked = maskedTexts([...secrets.values(), ...proxyPasswords(network)]);
  const shown = masked(Object.fromEntries(parameters));
  const owner = thisProcess();
  const runRecord = newRecord(runName, request.plan.displayName, shown, new Date(started), owner);
  const isOver = () => runRecord.finishedAt !== undefined;
  const emit: Emit = (event) => {
    // What a run that was ended at once has left to itself tells nobody any more.
    if (isOver()) return;
    const now = new Date();
    const safe = masked(event);
    folder.append(safe, now);
    record(runRecord, safe, now);
    if (WORTH_A_RECORD.has(event.type)) folder.writeRecord(runRecord);
    listener(safe);
  };
  const emitOutput: StageContext["emitOutput"] = (from, lines) => {
    if (isOver()) return;
    if (listener.lines) return listener.lines(from, lines);
    for (const text of lines.split("\n")) listener({ type: "output", ...from, text });
  };
  const recordOutput: StageContext["recordOutput"] = (from, part) => {
    if (!isOver()) folder.appendOutput(from, part, new Date());
  };
  const noRecord = new AbortController();
  folder.onProblem = (problem) => noRecord.abort(problem);
  const context: StageContext = {
    pipeline: request.plan,
    buildRunId: localOcid("devopsbuildrun"),
    emit,
    outputSource: (stage, step) => masked({ stage, step }),
    emitOutput,
    recordOutput,
    outputReady,
    signal: AbortSignal.any([signal, noRecord.signal]),
    force,
    folder,
    engine: request.engine,
    executor: request.executor,
    session: request.session,
    builder,
    shape: request.shape,
    dockerAccess: request.dockerAccess,
    keepOnFailure: request.keepOnFailure,
    labels: containerLabels(owner, runName, request.keepOnFailure),
    registry: request.registry,
    network,
    assumptions: prepared.assumptions,
    trigger: request.trigger,
    localArtifacts: request.localArtifacts ?? NO_ARTIFACTS,
    selection: prepared.selection,
    sources: request.sources,
    secrets,
    parameters,
    exported: new Map(),
    outputs: new Map(),
  };

  const header = headerOf(prepared, folder);
  emit({ type: "run-started", runId: runName, pipeline: request.plan.displayName, header });
  let exitCode = await Promise.race([runStages(prepared, context), ended(context)]);
  if (signal.aborted) exitCode = exitCodeOf(signal.reason);
  if (folder.problem !== undefined) exitCode = ExitCode.ENGINE;
  emit({ type: "run-finished", exitCode, folder: folder.path, durationMs: Date.now() - started });
  runRecord.exportedVariables = masked(Object.fromEntries(context.exported));
  if (folder.problem !== undefined) Object.assign(runRecord, { exitCode: ExitCode.ENGINE, status: "FAILED" });
  folder.close(runRecord);
  if (folder.problem !== undefined) throw new RunnerError(ExitCode.ENGINE, folder.problem);
  return exitCode;
}

/** Events after which the record is written anew, so that a run that gets lost shows how far it came. */
const WORTH_A_RECORD: ReadonlySet<RunEvent["type"]> = new Set([
  "run-started",
  "stage-started",
  "stage-finished",
]);

async function runStages(
  { specs, selection, earlier }: PreparedRun,
  context: StageContext,
): Promise<ExitCode> {
  if (earlier !== undefined && !(await hasTakenOver(earlier, context))) return ExitCode.ENGINE;
  let exitCode = ExitCode.OK;
  for (const stage of context.pipeline.stages) {
    if (!selection.has(stage.address)) {
      context.emit({ type: "stage-left-out", stage: stage.displayName });
      continue;
    }
    exitCode = await runStage(stage, specs, context);
    if (exitCode !== ExitCode.OK || context.signal.aborted) break;
  }
  return exitCode;
}

/** Gives later stages what those that are left out have made in an earlier run. */
async function hasTakenOver(earlier: EarlierRun, context: StageContext): Promise<boolean> {
  const { folder, exported } = earlier;
  try {
    const outputs = await takeOver(earlier, context.folder);
    for (const [name, output] of outputs) context.outputs.set(name, output);
    for (const [name, value] of exported) context.exported.set(name, value);
    const taken = { outputs: Object.fromEntries(outputs), exported: [...exported.keys()] };
    context.emit({ type: "taken-over", folder, ...taken });
    return true;
  } catch (error) {
    if (!(error instanceof RunnerError)) throw error;
    const [first] = leftOut(context.pipeline, context.selection);
    context.emit({ type: "failure", stage: first.displayName, text: error.message });
    return false;
  }
}

/** Takes the containers away when the run is to end at once, and gives it up when that does not end it. */
function ended({ force, engine, labels }: StageContext): Promise<ExitCode> {
  return new Promise((resolve) => {
    force?.addEventListener("abort", () => {
      setTimeout(() => resolve(ExitCode.INTERRUPTED), FORCE_MS).unref();
      if (engine !== undefined) void removeContainersOf(labels[RUN_LABEL], engine).catch(() => undefined);
    });
  });
}

async function runStage(
  plan: StagePlan,
  specs: PreparedRun["specs"],
  context: StageContext,
): Promise<ExitCode> {
  const stage = plan.displayName;
  const started = Date.now();
  const finish = (exitCode: ExitCode) => {
    const succeeded = exitCode === ExitCode.OK;
    context.emit({ type: "stage-finished", stage, succeeded, durationMs: Date.now() - started });
    return exitCode;
  };
  context.emit({ type: "stage-started", stage });
  try {
    await perform(plan, specs, context);
    return finish(ExitCode.OK);
  } catch (error) {
    const known = error instanceof RunnerError;
    const text = context.force?.aborted
      ? "ended at once"
      : known
        ? error.message
        : `unexpected: ${(error as Error).stack}`;
    context.emit({ type: "failure", stage, text });
    // An interrupt of ours is no more than what follows from a record that cannot be written.
    if (context.folder.problem !== undefined) {
      context.emit({ type: "failure", stage, text: context.folder.problem });
    }
    return finish(known ? error.exitCode : ExitCode.ENGINE);
  }
}

async function perform(plan: StagePlan, specs: PreparedRun["specs"], context: StageContext): Promise<void> {
  switch (plan.kind) {
    case "BUILD": {
      const spec = specs.get(plan.address)!;
      for (const text of [...spec.warnings, ...unmasked(spec, context)]) {
        context.emit({ type: "warning", stage: plan.displayName, text });
      }
      return runManagedBuild(plan, spec, context);
    }
    case "DELIVER_ARTIFACT":
      return runDeliverArtifact(plan, context);
    case "TRIGGER_DEPLOYMENT_PIPELINE":
      return runTriggerDeployment(plan, context);
    case "WAIT":
      return context.emit({
        type: "log",
        stage: plan.displayName,
        text: `The service waits ${plan.duration} here.`,
      });
  }
}

function unmasked({ document }: StageSpec, { secrets }: StageContext): string[] {
  return Object.entries(document.env?.vaultVariables ?? {})
    .filter(([, id]) => !isMaskable(secrets.get(id)!))
    .map(([name]) => `the value of vault variable ${name} is too short to be masked in what steps print`);
}

const HOST_WARNING = [
  "Executor: THIS HOST, without any isolation. Steps run as you, in a copy of the sources. They can",
  "  - read, change and delete every file that you can, your keys and credentials among them",
  "  - see and end your processes, use your network and take its ports",
  "  - leave daemons behind: what a step starts is ended with the run, but not what leaves its session and drops",
  "    OCI_BUILD_RUN_ID from its environment",
];

/** Everything that decides what a run can do to this machine, said before it does. */
function headerOf(prepared: PreparedRun, folder: RunFolder): string[] {
  const { request, builder, parameters } = prepared;
  return [
    ...(request.executor === "host" ? HOST_WARNING : []),
    ...(builder === undefined ? [] : containerHeader(request, prepared.running, builder)),
    ...[...request.sources.values()].map(
      (source) => `Source ${source.name}: ${source.folder} (${source.commit ?? "not in git"})`,
    ),
    ...[...parameters].map(([name, value]) => `Parameter ${name}: ${value}`),
    ...leftOutLines(prepared),
    `Record: ${folder.path}`,
  ];
}

function leftOutLines({ request: { plan }, selection, earlier }: PreparedRun): string[] {
  const stages = leftOut(plan, selection).map(({ displayName }) => displayName);
  const partly = plan.stages.filter(({ address }) => selection.get(address)?.isWhole === false);
  const made = [...(earlier?.outputs.keys() ?? []), ...(earlier?.exported.keys() ?? [])].join(", ");
  return [
    ...(stages.length > 0 ? [`Left out: ${stages.join(", ")}`] : []),
    ...(earlier === undefined ? [] : [`Taken from ${earlier.folder}: ${made || "nothing, it made nothing"}`]),
    ...partly.map(({ displayName }) => `Left out: steps of ${displayName}, so its outputs may be missing`),
  ];
}

function timestamp(time: Date): string {
  return time.toISOString().replace(/[-:]/g, "").replace("T", "-").slice(0, 15);
}
