import { ManagedBuildPlan } from "../../pipeline/pipeline-plan";
import { dockerClientConfig, predefinedVariables } from "../environment";
import { ExitCode, RunnerError } from "../exit-code";
import { directory, FileEntry, textFile } from "../files";
import { saveOutputs } from "./outputs";
import { DockerAccess, StageContext } from "./stage-context";
import { openStageOutput } from "./stage-output";
import { StageSpec } from "./stage-spec";
import { runSteps } from "./steps";
import { ContainerMachine } from "../machine/container-machine";
import { HostMachine } from "../machine/host-machine";
import { Machine } from "../machine/machine";
import { Session } from "../session/session";
import { readRecords, sessionFiles } from "../session/session-files";
import { sourceFiles } from "../source-files";

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
  log("Acquiring build runner.");
  const machine = await createMachine(plan, spec, context);
  log(`Acquired build runner: ${machine.description}.`);
  const output = openStageOutput(plan.displayName, context);
  let session: Session | undefined;
  try {
    log("Starting Build Execution..");
    await machine.put(stageFiles(plan, spec, machine, context));
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
    log("Completed DOWNLOAD_INPUT_ARTIFACTS successfully");
    session = new Session(machine, output.write);
    await runSteps(plan, spec, session, output, context);
    log("Completed EXECUTING_BUILD_SPEC_STEPS");

    const variables = new Map([
      ...initialVariables(plan, spec, machine, context),
      ...readRecords(await bytesOf(machine, `${machine.sessionDirectory}/carried`)),
    ]);
    await saveOutputs(plan, spec, machine, variables, context);
    saveExports(plan, spec, variables, context);
    log("Completed Build stage.");
  } finally {
    output.close();
    await session?.close();
    await machine.dispose();
  }
}

/** Whether the steps of a stage can talk to the container engine: by default those of a stage that makes an image. */
export function reachesEngine({ document }: StageSpec, asked?: DockerAccess): boolean {
  const makesImage = (document.outputArtifacts ?? []).some((output) => output.type === "DOCKER_IMAGE");
  return (asked ?? (makesImage ? "socket" : "none")) === "socket";
}

async function createMachine(
  plan: ManagedBuildPlan,
  spec: StageSpec,
  context: StageContext,
): Promise<Machine> {
  const mark = `OCI_BUILD_RUN_ID=${context.buildRunId}`;
  if (context.executor === "host") return HostMachine.create(plan.primarySource, mark);
  return ContainerMachine.create({
    engine: context.engine!,
    image: context.builderImage,
    labels: context.labels,
    mountsSocket: reachesEngine(spec, context.dockerAccess),
    primaryDirectory: `/workspace/${plan.primarySource}`,
    mark,
  });
}

/** Values before the first step; later entries win. */
function initialVariables(
  plan: ManagedBuildPlan,
  spec: StageSpec,
  machine: Machine,
  context: StageContext,
): Map<string, string> {
  const { variables = {}, vaultVariables = {} } = spec.document.env ?? {};
  const source = context.sources.get(plan.primarySource)!;
  return new Map([
    ...context.parameters,
    ...context.exported,
    ...Object.entries(vaultVariables).map(([name, id]): [string, string] => [name, context.secrets.get(id)!]),
    ...Object.entries(variables),
    ...predefinedVariables(context.pipeline, plan, context.buildRunId, source, machine.workspace),
  ]);
}

function stageFiles(
  plan: ManagedBuildPlan,
  spec: StageSpec,
  machine: Machine,
  context: StageContext,
): FileEntry[] {
  const { variables = {}, vaultVariables = {}, exportedVariables = [] } = spec.document.env ?? {};
  const declared = new Set([...Object.keys(variables), ...Object.keys(vaultVariables), ...exportedVariables]);
  const network = context.executor === "host" ? undefined : containerNetwork(machine, context);
  const environment = new Map([
    ...(network?.variables ?? []),
    ...(context.executor === "host" ? [] : ([["HOME", "/root"]] as const)),
    ...initialVariables(plan, spec, machine, context),
  ]);
  return [
    ...plan.sources.flatMap(({ name }) => sourceFiles(context.sources.get(name)!, machine.workspace)),
    ...sessionFiles(
      machine.sessionDirectory,
      environment,
      declared,
      spec.scripts.map((script) => script.command),
    ),
    ...inputFiles(plan, spec, machine, context),
    ...(network?.files ?? []),
  ];
}

/** The host shares its network settings with a container; steps on the host have them anyway. */
function containerNetwork(
  machine: Machine,
  { network }: StageContext,
): { variables: Map<string, string>; files: FileEntry[] } {
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

/** Outputs of earlier stages that this one takes in. */
function inputFiles(
  plan: ManagedBuildPlan,
  spec: StageSpec,
  machine: Machine,
  context: StageContext,
): FileEntry[] {
  return (spec.document.inputArtifacts ?? []).map(({ name, location }) => {
    const output = context.outputs.get(name);
    if (output?.type !== "BINARY") {
      throw new RunnerError(
        ExitCode.FAILED,
        `input artifact ${name} is not a file that an earlier stage saved`,
      );
    }
    const path = location.startsWith("/")
      ? location
      : `${machine.workspace}/${plan.primarySource}/${location}`;
    const file = `${context.folder.path}/${output.saved.file}`;
    return { path, mode: 0o644, content: { kind: "file", file, size: output.saved.bytes } };
  });
}

function saveExports(
  plan: ManagedBuildPlan,
  spec: StageSpec,
  variables: ReadonlyMap<string, string>,
  context: StageContext,
): void {
  const names = spec.document.env?.exportedVariables ?? [];
  const stage = plan.displayName;
  context.emit({ type: "log", stage, text: `Starting SAVE_EXPORTED_VARIABLES [${names.join(", ")}]` });
  for (const name of names) {
    const value = variables.get(name) ?? "";
    if (value === "") {
      context.emit({
        type: "warning",
        stage,
        text: `exported variable ${name} has no value and is left out`,
      });
      continue;
    }
    if (value.length > 255) {
      const text = `exported variable ${name} has ${value.length} characters; the service takes at most 255`;
      context.emit({ type: "warning", stage, text });
    }
    context.exported.set(name, value);
  }
  context.emit({ type: "log", stage, text: "Completed SAVE_EXPORTED_VARIABLES" });
}

async function bytesOf(machine: Machine, path: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of await machine.read(path)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
