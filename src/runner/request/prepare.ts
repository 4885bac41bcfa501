import { leftOut, select, Selection, SelectionRequest } from "./selection";
import {
  givenSecrets,
  missingSecrets,
  SecretRequest,
  unknownSecrets,
  VaultVariable,
  vaultVariables,
  withAnswers,
} from "./vault-secrets";
import { ManagedBuildPlan, PipelinePlan } from "../../pipeline/pipeline-plan";
import { DockerAccess } from "../build-runner/docker-access";
import { Builder, findBuilder } from "../build-runner/find-builder";
import { Engine, PullPolicy } from "../engine/engine";
import { TriggerEvent } from "../environment";
import { ExitCode, RunnerError } from "../exit-code";
import { unknownOutputs, wrongInputs } from "./wiring";
import { Assumptions, assumptions } from "../fidelity/assumptions";
import { EarlierRun, findEarlierRun } from "../record/earlier-run";
import { SessionKind } from "../session/session";
import { SourceFolder } from "../source/source-folder";
import { sourceNames, unknownSources, wrongSourceNames } from "../source/source-names";
import { LocalArtifacts, NO_ARTIFACTS } from "../stage/inputs";
import { readStageSpec, StageSpec } from "../stage/stage-spec";

/** What a user asks of a run. */
export interface RunRequest extends SecretRequest {
  readonly plan: PipelinePlan;
  /**
   * Stages and steps to run.
   *
   * @default - all
   */
  readonly selection?: SelectionRequest;
  /** Local folders by the names of the build sources they stand for. */
  readonly sources: ReadonlyMap<string, SourceFolder>;
  /** Arguments, which win over the defaults of the pipeline's parameters. */
  readonly arguments: ReadonlyMap<string, string>;
  readonly executor: "container" | "host";
  /** How steps are run; by default as the build runner can. */
  readonly session?: SessionKind;
  /** Engine to ask; undefined when there is none to be used. */
  readonly engine?: Engine;
  /** Images to take, the first that the engine has. */
  readonly builderImages: readonly string[];
  /**
   * When to fetch them from a registry.
   *
   * @default missing
   */
  readonly pull?: PullPolicy;
  /**
   * How large a container may get: as the shape of its stage, or as the engine lets it.
   *
   * @default stage
   */
  readonly shape?: "stage" | "none";
  /**
   * How far steps reach a container engine.
   *
   * @default - socket where a stage makes an image, else none
   */
  readonly dockerAccess?: DockerAccess;
  /**
   * Whether the build runner of a managed build stage stays when the stage fails, with everything in it, so that
   * somebody can look around in it: a container until it is removed or its engine ends, a folder of the host until it
   * is removed. Interrupts and failures of the engine leave nothing.
   *
   * @default false
   */
  readonly keepOnFailure?: boolean;
  readonly registry?: string;
  /** Choices where the service's behaviour is not known for sure, by name; see `FIDELITY`. */
  readonly assumptions?: ReadonlyMap<string, string>;
  /** The event that starts the run; undefined for a run by hand. */
  readonly trigger?: TriggerEvent;
  /** Files that stand for artifacts which only OCI or the network has. */
  readonly localArtifacts?: LocalArtifacts;
  /** Folder of all run records. */
  readonly outputFolder: string;
  /** Build specifications by stage address, instead of those of the sources. */
  readonly specs?: ReadonlyMap<string, StageSpec>;
}

/** A request that can be run. */
export interface PreparedRun {
  readonly request: RunRequest;
  /** Build specifications of all managed build stages, by stage address. */
  readonly specs: ReadonlyMap<string, StageSpec>;
  /** Those of the stages that run. */
  readonly running: ReadonlyMap<string, StageSpec>;
  readonly selection: Selection;
  /** What stands for the stages that are left out; undefined when there are none, or no such run. */
  readonly earlier?: EarlierRun;
  readonly parameters: ReadonlyMap<string, string>;
  /** Values of vault variables, by OCID. */
  readonly secrets: ReadonlyMap<string, string>;
  /** What containers are made of; undefined on the host, and when no managed build stage runs. */
  readonly builder?: Builder;
  readonly assumptions: Assumptions;
}

/** A request that has nothing wrong with it, as far as that can be told without an engine. */
export interface CheckedRun extends Omit<PreparedRun, "secrets" | "builder"> {
  /** Vault variables of the stages that run. */
  readonly variables: readonly VaultVariable[];
  /** Values of vault variables that are given, by OCID. */
  readonly given: ReadonlyMap<string, string>;
  readonly needsEngine: boolean;
}

/**
 * Checks everything that can be known before the first step; nothing is written.
 *
 * @throws RunnerError with all problems of one kind at once
 */
export async function prepareRun(request: RunRequest): Promise<PreparedRun> {
  const { variables, given, needsEngine: _, ...checked } = checkRun(request);
  const builder = await builderOf(request, checked.running);
  // Last, so that nobody types a password for a run that does not begin.
  const secrets = await withAnswers(variables, given, request.askSecrets);
  refuse(missingSecrets(variables, secrets));
  return { ...checked, secrets, builder };
}

/**
 * Checks everything that can be known without an engine and without asking anybody.
 *
 * @throws RunnerError with all problems of one kind at once
 */
export function checkRun(request: RunRequest): CheckedRun {
  const { plan } = request;
  const builds = plan.stages.filter((stage): stage is ManagedBuildPlan => stage.kind === "BUILD");
  refuse([
    ...wrongSourceNames(builds),
    ...missingSources(plan, request.sources),
    ...unknownSources(plan, request.sources.keys()),
  ]);
  const specs = readSpecs(builds, request);
  const problems: string[] = [];
  const selection = select(plan, specs, request.selection ?? {}, problems);
  refuse(problems);
  const running = new Map([...specs].filter(([address]) => selection.has(address)));
  const variables = vaultVariables([...running.values()]);
  const given = givenSecrets(variables, request);
  const assumed = assumptions(request.assumptions ?? new Map(), problems);
  const earlier = earlierRun(request, selection);
  const { localArtifacts = NO_ARTIFACTS } = request;
  const wiring = {
    plan,
    specs,
    selection,
    earlier: earlier?.outputs ?? new Map<string, never>(),
    localArtifacts,
  };
  refuse([
    ...wrongAccess(request),
    ...unknownArguments(plan, request.arguments),
    ...wrongInputs(wiring),
    ...problems,
    ...unknownOutputs(wiring),
    ...unknownSecrets(vaultVariables([...specs.values()]), request.secrets),
    ...(request.askSecrets ? [] : missingSecrets(variables, given)),
  ]);
  const defaults = plan.parameters.map(({ name, defaultValue = "" }): [string, string] => [
    name,
    defaultValue,
  ]);
  return {
    request,
    specs,
    running,
    selection,
    earlier,
    parameters: new Map([...defaults, ...request.arguments]),
    variables,
    given,
    needsEngine: request.executor === "container" || makesImages(running),
    assumptions: assumed,
  };
}

function refuse(problems: readonly string[]): void {
  if (problems.length > 0) throw new RunnerError(ExitCode.USAGE, problems.join("\n"));
}

function missingSources(plan: PipelinePlan, given: ReadonlyMap<string, SourceFolder>): string[] {
  return sourceNames(plan)
    .filter((name) => !given.has(name))
    .map((name) => `source ${name} has no folder; give it with --source ${name}=DIR`);
}

function readSpecs(builds: readonly ManagedBuildPlan[], request: RunRequest): Map<string, StageSpec> {
  const problems: string[] = [];
  const specs = builds.flatMap((stage): [string, StageSpec][] => {
    try {
      const given = request.specs?.get(stage.address);
      return [[stage.address, given ?? readStageSpec(stage, request.sources.get(stage.primarySource)!)]];
    } catch (error) {
      if (!(error instanceof RunnerError)) throw error;
      problems.push(error.message);
      return [];
    }
  });
  refuse(problems);
  return new Map(specs);
}

function unknownArguments(plan: PipelinePlan, given: ReadonlyMap<string, string>): string[] {
  const names = plan.parameters.map((parameter) => parameter.name);
  return [...given].flatMap(([name, value]) => {
    if (!names.includes(name)) {
      return [`--param ${name}: the pipeline has no such parameter; it has ${names.join(", ") || "none"}`];
    }
    return value.length >= 1 && value.length <= 1024
      ? []
      : [`--param ${name}: a value has 1 to 1024 characters, this one has ${value.length}`];
  });
}

/** Stages that are left out have been run once, or what they make is not there. */
function earlierRun({ plan, outputFolder }: RunRequest, selection: Selection): EarlierRun | undefined {
  const stages = leftOut(plan, selection).map(({ displayName }) => displayName);
  return stages.length === 0 ? undefined : findEarlierRun(outputFolder, plan.displayName, stages);
}

function wrongAccess({ executor, dockerAccess }: RunRequest): string[] {
  return executor === "host" && dockerAccess === "nested"
    ? ["--docker nested: an engine of one's own takes a container, --executor docker or podman"]
    : [];
}

function makesImages(specs: ReadonlyMap<string, StageSpec>): boolean {
  return [...specs.values()].some(({ document }) =>
    document.outputArtifacts?.some((output) => output.type === "DOCKER_IMAGE"),
  );
}

async function builderOf(
  request: RunRequest,
  specs: ReadonlyMap<string, StageSpec>,
): Promise<Builder | undefined> {
  const { engine, executor, builderImages, pull = "missing" } = request;
  const isHost = executor === "host";
  const buildsImages = makesImages(specs);
  if (isHost && !buildsImages) return undefined;
  const machine = isHost ? await engine?.version() : await engine?.machine();
  if (engine === undefined || machine === undefined) {
    throw new RunnerError(
      ExitCode.ENGINE,
      `no container engine answers to \`${engine?.name ?? "docker"} version\`; start one` +
        (buildsImages ? "" : ", or run the steps on this machine itself with --executor host"),
    );
  }
  if (typeof machine === "string" || specs.size === 0) return undefined;
  return findBuilder(engine, machine, builderImages, pull);
}
