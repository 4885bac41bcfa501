import { DeliverArtifactPlan, ManagedBuildPlan, PipelinePlan } from "../pipeline/pipeline-plan";
import { Engine } from "./engine/engine";
import { ExitCode, RunnerError } from "./exit-code";
import { SourceFolder } from "./source-files";
import { DockerAccess } from "./stage/stage-context";
import { readStageSpec, StageSpec } from "./stage/stage-spec";

/** What a user asks of a run. */
export interface RunRequest {
  readonly plan: PipelinePlan;
  /** Local folders by the names of the build sources they stand for. */
  readonly sources: ReadonlyMap<string, SourceFolder>;
  /** Arguments, which win over the defaults of the pipeline's parameters. */
  readonly arguments: ReadonlyMap<string, string>;
  /** Values of secrets, by OCID or by the name of the vault variable. */
  readonly secrets: ReadonlyMap<string, string>;
  readonly executor: "container" | "host";
  /** Engine to ask; undefined when there is none to be used. */
  readonly engine?: Engine;
  /** Images to take, the first that the engine has. */
  readonly builderImages: readonly string[];
  readonly dockerAccess?: DockerAccess;
  readonly registry?: string;
  /** Folder of all run records. */
  readonly outputFolder: string;
  /** Build specifications by stage address, instead of those of the sources. */
  readonly specs?: ReadonlyMap<string, StageSpec>;
}

/** A request that can be run. */
export interface PreparedRun {
  readonly request: RunRequest;
  readonly specs: ReadonlyMap<string, StageSpec>;
  readonly parameters: ReadonlyMap<string, string>;
  /** Values of vault variables, by OCID. */
  readonly secrets: ReadonlyMap<string, string>;
  readonly builderImage: string;
}

/**
 * Checks everything that can be known before the first step; nothing is written.
 *
 * @throws RunnerError with all problems of one kind at once
 */
export async function prepareRun(request: RunRequest): Promise<PreparedRun> {
  const { plan } = request;
  const builds = plan.stages.filter((stage): stage is ManagedBuildPlan => stage.kind === "BUILD");
  refuse(missingSources(builds, request.sources));
  const specs = readSpecs(builds, request);
  const secrets = collectSecrets([...specs.values()], request.secrets);
  refuse([
    ...unknownArguments(plan, request.arguments),
    ...wrongInputs([...specs.values()]),
    ...unknownOutputs(plan, specs),
    ...secrets.missing,
  ]);
  const defaults = plan.parameters.map(({ name, defaultValue = "" }): [string, string] => [
    name,
    defaultValue,
  ]);
  return {
    request,
    specs,
    parameters: new Map([...defaults, ...request.arguments]),
    secrets: secrets.values,
    builderImage: await findBuilder(request, specs),
  };
}

function refuse(problems: readonly string[]): void {
  if (problems.length > 0) throw new RunnerError(ExitCode.USAGE, problems.join("\n"));
}

function missingSources(
  builds: readonly ManagedBuildPlan[],
  given: ReadonlyMap<string, SourceFolder>,
): string[] {
  const names = new Set(builds.flatMap((stage) => stage.sources.map((source) => source.name)));
  return [
    ...[...names]
      .filter((name) => !given.has(name))
      .map((name) => `source ${name} has no folder; give it with --source ${name}=DIR`),
    ...[...given.keys()]
      .filter((name) => !names.has(name))
      .map((name) => `--source ${name}: the pipeline has no such source; it has ${[...names].join(", ")}`),
  ];
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

/** Inputs come from stages before; the specifications are in the order of the stages. */
function wrongInputs(specs: readonly StageSpec[]): string[] {
  const saved = new Set<string>();
  return specs.flatMap(({ file, document }) => {
    const problems = (document.inputArtifacts ?? []).flatMap(({ name, type, url }) => {
      if (url !== undefined || (type !== undefined && type !== "STAGE_ARTIFACT")) {
        return [`${file}: input artifact ${name}: the local runner takes only outputs of earlier stages`];
      }
      return saved.has(name)
        ? []
        : [`${file}: input artifact ${name}: no earlier stage saves a file of that name`];
    });
    for (const { name, type } of document.outputArtifacts ?? []) if (type === "BINARY") saved.add(name);
    return problems;
  });
}

function unknownOutputs(plan: PipelinePlan, specs: ReadonlyMap<string, StageSpec>): string[] {
  const known = [...specs.values()].flatMap(({ document }) =>
    (document.outputArtifacts ?? []).map(({ name }) => name),
  );
  return plan.stages
    .filter((stage): stage is DeliverArtifactPlan => stage.kind === "DELIVER_ARTIFACT")
    .flatMap((stage) =>
      stage.deliveries
        .filter(({ outputName }) => !known.includes(outputName))
        .map(
          ({ outputName }) =>
            `stage ${stage.displayName} delivers ${outputName}, which no build specification has as an output; ` +
            `there are: ${known.join(", ") || "none"}`,
        ),
    );
}

function collectSecrets(
  specs: readonly StageSpec[],
  given: ReadonlyMap<string, string>,
): { values: Map<string, string>; missing: string[] } {
  const wanted = specs.flatMap(({ document }) => Object.entries(document.env?.vaultVariables ?? {}));
  const values = new Map<string, string>();
  const missing: string[] = [];
  for (const [name, ocid] of wanted) {
    const value = given.get(ocid) ?? given.get(name);
    if (value === undefined) {
      missing.push(`vault variable ${name} has no value; give it with --secret ${name}=@FILE`);
    } else {
      values.set(ocid, value);
    }
  }
  return { values, missing };
}

async function findBuilder(request: RunRequest, specs: ReadonlyMap<string, StageSpec>): Promise<string> {
  const { engine, executor, builderImages } = request;
  const buildsImages = [...specs.values()].some(({ document }) =>
    document.outputArtifacts?.some((output) => output.type === "DOCKER_IMAGE"),
  );
  if (executor === "host" && !buildsImages) return "";
  if ((await engine?.version()) === undefined) {
    throw new RunnerError(
      ExitCode.ENGINE,
      `no container engine answers to \`${engine?.name ?? "docker"} version\`; start one` +
        (buildsImages ? "" : ", or run the steps on this machine itself with --executor host"),
    );
  }
  if (executor === "host") return "";
  for (const image of builderImages) if (await engine!.imageId(image)) return image;
  throw new RunnerError(
    ExitCode.ENGINE,
    `the engine has none of the images ${builderImages.join(", ")}; make one with \`oci-devops-local builder build\` ` +
      "(with --offline from Debian's packages alone) or name another with --builder",
  );
}
