import { buffer } from "node:stream/consumers";
import { ManagedBuildPlan } from "../../pipeline/pipeline-plan";
import { containerCommands, dockerAccessOf } from "../build-runner/docker-access";
import { dockerClientConfig } from "../environment";
import { ExitCode, RunnerError } from "../exit-code";
import { bytesIn, directory, FileEntry, textFile } from "../files";
import { Downloads } from "./download";
import { saveExports } from "./exports";
import { inputFiles } from "./inputs";
import { keepMachine } from "./keep";
import { saveOutputs } from "./outputs";
import { StageContext } from "./stage-context";
import { openStageOutput } from "./stage-output";
import { StageSpec } from "./stage-spec";
import { changesUser, runSteps } from "./steps";
import { StageVariables, stageVariables } from "./variables";
import { profileOf } from "../build-runner/profile";
import { DEFAULT_SHAPE, stageLimits } from "../build-runner/stage-limits";
import { ContainerMachine } from "../machine/container-machine";
import { HostMachine } from "../machine/host-machine";
import { Machine } from "../machine/machine";
import { openSession } from "../session/open-session";
import { Session } from "../session/session";
import { readRecords, sessionFiles } from "../session/session-files";
import { sourceFiles } from "../source/source-folder";

/**
 * One managed build stage, in the phases of the service's log.
 *
 * @throws RunnerError when the stage fails
 */
export async function runManagedBuild(
  plan: ManagedBuildPlan,
  spec: StageSpec,
  context: StageContext,
): Promise<void> {
  const log = (text: string) => context.emit({ type: "log", stage: plan.displayName, text });
  const output = openStageOutput(plan.displayName, context);
  const downloads = new Downloads();
  let machine: Machine | undefined;
  let session: Session | undefined;
  let first: ReadonlyMap<string, string> = new Map();
  let stays = false;
  try {
    log("Acquiring build runner.");
    machine = await createMachine(plan, spec, context);
    log(`Acquired build runner: ${machine.description}.`);
    const variables = stageVariables(plan, spec, machine.workspace, context);
    const environment = stepEnvironment(plan, spec, machine, variables, context);
    first = environment.variables;
    if (context.signal.aborted) {
      throw new RunnerError(ExitCode.INTERRUPTED, "interrupted before the first step");
    }
    log("Starting Build Execution..");
    const { workspace } = machine;
    const sources = plan.sources.flatMap(({ name }) => sourceFiles(context.sources.get(name)!, workspace));
    const isLarge = sources.length > MANY_FILES || bytesIn(sources) > MANY_BYTES;
    const own = ownFiles(spec, machine, environment, variables);
    session = await openSession(machine, {
      files: isLarge ? own : [...sources, ...own],
      kind: context.session,
      variables: environment.variables,
      changesUser: changesUser(spec, machine, context),
      onOutput: output.write,
      outputReady: context.outputReady,
    });
    if (isLarge) await machine.unpack(sources);
    for (const { name, url, branch } of plan.sources) {
      const { folder, commit } = context.sources.get(name)!;
      log(`Starting Download source ${name}, url ${url}, repoId local:${folder} and ref: ${branch}.`);
      log(`Download source ${name} successful${commit ? ` at ${commit}` : ""}.`);
    }
    log(
      `Using build spec from ${spec.isGenerated ? "synth, the source has none yet" : "the source"}: ${spec.file}`,
    );
    log("Starting PARSE_BUILD_SPEC");
    log("Completed PARSE_BUILD_SPEC");
    log("Starting DOWNLOAD_INPUT_ARTIFACTS");
    const fetchUrl = (url: string) => downloads.fetch(url, context.signal);
    await machine.put(await inputFiles(plan, spec, machine.workspace, variables.pipeline, context, fetchUrl));
    log("Completed DOWNLOAD_INPUT_ARTIFACTS successfully");
    log(session.description);
    await runSteps(plan, spec, session, machine, variables.initial, output, context);
    log("Completed EXECUTING_BUILD_SPEC_STEPS");

    const final = new Map([...variables.initial, ...(await carriedVariables(spec, machine))]);
    await saveOutputs(plan, spec, machine, final, variables.declared, context);
    saveExports(plan.displayName, spec, final, context);
    log("Completed Build stage.");
  } catch (error) {
    stays = !!machine && !!session && (await keepMachine(plan, error, machine, session, first, context));
    throw error;
  } finally {
    output.close();
    downloads.dispose();
    if (!stays) {
      await session?.close();
      await machine?.dispose();
    }
  }
}

/** More sources than these do not go through memory with the session's files, but by an exec of their own. */
const MANY_FILES = 500;
const MANY_BYTES = 8 * 1024 * 1024;

async function createMachine(
  plan: ManagedBuildPlan,
  spec: StageSpec,
  context: StageContext,
): Promise<Machine> {
  const mark = `OCI_BUILD_RUN_ID=${context.buildRunId}`;
  if (context.executor === "host") return HostMachine.create(plan.primarySource, mark);
  const { engine, builder, labels, shape } = context;
  const access = dockerAccessOf(spec, context.dockerAccess);
  const limits = shape === "none" ? undefined : stageLimits(plan.shape ?? DEFAULT_SHAPE, builder!.machine);
  return ContainerMachine.create({
    engine: engine!,
    image: builder!.image,
    labels,
    mountsSocket: access === "socket",
    hasEngine: access === "nested",
    cpus: limits?.cpus,
    memoryInBytes: limits?.memoryInBytes,
    primaryDirectory: `/workspace/${plan.primarySource}`,
    mark,
  });
}

interface StepEnvironment {
  readonly variables: ReadonlyMap<string, string>;
  /** What some of the variables name. */
  readonly files: readonly FileEntry[];
}

/** What the first step finds in its environment. */
function stepEnvironment(
  plan: ManagedBuildPlan,
  spec: StageSpec,
  machine: Machine,
  { initial }: StageVariables,
  context: StageContext,
): StepEnvironment {
  if (context.executor === "host") return { variables: initial, files: [] };
  const network = containerNetwork(machine, context);
  const { path, files } = containerCommands(
    machine.sessionDirectory,
    dockerAccessOf(spec, context.dockerAccess),
    profileOf(plan.image).containerTools,
    context.builder!.path,
  );
  return {
    variables: new Map([...network.variables, ["HOME", "/root"], ["PATH", path], ...initial]),
    files: [...network.files, ...files],
  };
}

/** What the runner itself needs in the machine. */
function ownFiles(
  spec: StageSpec,
  machine: Machine,
  environment: StepEnvironment,
  { declared }: StageVariables,
): FileEntry[] {
  return [
    ...sessionFiles(
      machine.sessionDirectory,
      environment.variables,
      declared,
      spec.scripts.map((script) => script.command),
    ),
    ...environment.files,
  ];
}

/** The host shares its network settings with a container; steps on the host have them anyway. */
function containerNetwork(machine: Machine, { network }: StageContext): StepEnvironment {
  const bundles = [...network.caBundles].map(([name, text]) => ({
    name,
    text,
    path: `${machine.sessionDirectory}/ca/${name}.crt`,
  }));
  const config = dockerClientConfig(network);
  return {
    variables: new Map([
      ...network.proxies,
      ...bundles.map(({ name, path }): [string, string] => [name, path]),
    ]),
    files: [
      ...(bundles.length > 0 ? [directory(`${machine.sessionDirectory}/ca`)] : []),
      ...bundles.map(({ path, text }) => textFile(path, text)),
      ...(config ? [textFile("/root/.docker/config.json", config, 0o600)] : []),
    ],
  };
}

/** What steps leave to outputs and exports; not asked for where there are none, since engines take long to give a file out. */
async function carriedVariables(
  { document }: StageSpec,
  machine: Machine,
): Promise<Iterable<[string, string]>> {
  const users = [...(document.env?.exportedVariables ?? []), ...(document.outputArtifacts ?? [])];
  if (users.length === 0) return [];
  return readRecords(await buffer(await machine.read(`${machine.sessionDirectory}/carried`)));
}
