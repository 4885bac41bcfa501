import { randomBytes } from "node:crypto";
import { networkSettings, proxyPasswords } from "./environment";
import { Emit, RunEvent } from "./events";
import { ExitCode, RunnerError } from "./exit-code";
import { isMaskable, Masker } from "./masking";
import { PreparedRun } from "./prepare";
import { RunFolder } from "./run-folder";
import { newRecord, record } from "./run-record";
import { localOcid } from "../ocid/local-ocid";
import { StagePlan } from "../pipeline/pipeline-plan";
import { runDeliverArtifact } from "./stage/deliver-artifact";
import { reachesEngine, runManagedBuild } from "./stage/managed-build";
import { StageContext } from "./stage/stage-context";
import { StageSpec } from "./stage/stage-spec";
import { runTriggerDeployment } from "./stage/trigger-deployment";

/** Label of every container that a run makes; its value is the id of the runner's process. */
export const RUN_LABEL = "oci-devops-local.pid";

/**
 * Runs the stages of a pipeline one after the other and keeps a record of it.
 *
 * @param listener gets every event as it happens
 * @param signal ends the run
 * @returns how it ended; a failed stage ends the run, later stages do not start
 */
export async function run(prepared: PreparedRun, listener: Emit, signal: AbortSignal): Promise<ExitCode> {
  const { request, specs, parameters, secrets, builderImage } = prepared;
  const started = Date.now();
  const runName = `${timestamp(new Date(started))}-${randomBytes(3).toString("hex")}`;
  const network = networkSettings(process.env);
  const folder = RunFolder.create(request.outputFolder, runName);
  const masked = maskedTexts([...secrets.values(), ...proxyPasswords(network)]);
  const shown = masked(Object.fromEntries(parameters));
  const runRecord = newRecord(runName, request.plan.displayName, shown, new Date(started));
  const emit: Emit = (event) => {
    const now = new Date();
    const safe = masked(event);
    folder.append(safe, now);
    record(runRecord, safe, now);
    listener(safe);
  };
  const context: StageContext = {
    pipeline: request.plan,
    buildRunId: localOcid("devopsbuildrun"),
    emit,
    signal,
    folder,
    engine: request.engine,
    executor: request.executor,
    builderImage,
    dockerAccess: request.dockerAccess,
    labels: { [RUN_LABEL]: String(process.pid), "oci-devops-local.run": runName },
    registry: request.registry,
    network,
    sources: request.sources,
    secrets,
    parameters,
    exported: new Map(),
    outputs: new Map(),
  };

  const header = headerOf(prepared, folder);
  emit({ type: "run-started", runId: runName, pipeline: request.plan.displayName, header });
  folder.writeRecord(runRecord);
  let exitCode = ExitCode.OK;
  for (const stage of request.plan.stages) {
    exitCode = await runStage(stage, specs, context);
    if (exitCode !== ExitCode.OK || signal.aborted) break;
  }
  if (signal.aborted) exitCode = signal.reason === "SIGTERM" ? ExitCode.TERMINATED : ExitCode.INTERRUPTED;
  emit({ type: "run-finished", exitCode, folder: folder.path, durationMs: Date.now() - started });
  runRecord.exportedVariables = masked(Object.fromEntries(context.exported));
  folder.writeRecord(runRecord);
  folder.close();
  return exitCode;
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
    context.emit({
      type: "failure",
      stage,
      text: known ? error.message : `unexpected: ${(error as Error).stack}`,
    });
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

/** Everything that decides what a run can do to this machine, said before it does. */
function headerOf(prepared: PreparedRun, folder: RunFolder): string[] {
  const { request, builderImage, parameters } = prepared;
  return [
    request.executor === "host"
      ? "Executor: this host. Steps run as you, in a copy of the sources, and can do all that you can."
      : `Executor: container of ${builderImage}; ${describeAccess(prepared)}`,
    ...[...request.sources.values()].map(
      (source) => `Source ${source.name}: ${source.folder} (${source.commit ?? "not in git"})`,
    ),
    ...[...parameters].map(([name, value]) => `Parameter ${name}: ${value}`),
    `Record: ${folder.path}`,
  ];
}

function describeAccess({ request, specs }: PreparedRun): string {
  const reaches = [...specs.values()].some((spec) => reachesEngine(spec, request.dockerAccess));
  return reaches
    ? "steps reach the container engine through its socket and can do whatever it can."
    : "steps do not reach the container engine.";
}

/** A copy of a value in which no text shows a secret. */
function maskedTexts(
  secrets: readonly string[],
): <T extends RunEvent | Record<string, string>>(value: T) => T {
  if (secrets.length === 0) return (value) => value;
  const masker = new Masker(secrets);
  const mask = (text: string) => {
    return Buffer.concat([masker.push(Buffer.from(text)), masker.flush()]).toString();
  };
  return (value) =>
    JSON.parse(JSON.stringify(value), (_, v: unknown) => (typeof v === "string" ? mask(v) : v));
}

function timestamp(time: Date): string {
  return time.toISOString().replace(/[-:]/g, "").replace("T", "-").slice(0, 15);
}
