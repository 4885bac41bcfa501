import * as path from "node:path";
import { namedSources } from "./named-sources";
import { pairs } from "./pairs";
import { RunOptions } from "./run-options";
import { readSecretsWithoutCommands } from "./secret-origins";
import { readSecrets } from "./secrets";
import { singleSpecPlan } from "./single-spec-plan";
import { stackPlan } from "./stack-plan";
import { pullPolicy } from "../runner/build-runner/find-builder";
import { BUILDER_IMAGES } from "../runner/build-runner/profile";
import { CliEngine } from "../runner/engine/cli-engine";
import { RunRequest } from "../runner/request/prepare";
import { AskSecrets } from "../runner/request/vault-secrets";
import { openSources } from "../runner/source/open-source";
import { readSpecFile } from "../runner/stage/stage-spec";

/**
 * The run that a command line asks for, with its sources open.
 *
 * @param signal ends what is fetched for it
 * @throws RunnerError or PlanError with what is wrong with it
 */
export async function requestOf(
  pipeline: string | undefined,
  options: RunOptions,
  askSecrets: AskSecrets | undefined,
  signal?: AbortSignal,
): Promise<RunRequest> {
  const spec = options.spec === undefined ? undefined : readSpecFile(options.spec);
  const plan = spec ? singleSpecPlan(options.spec!) : stackPlan(pipeline, options, process.env);
  const isHost = options.executor === "host";
  return {
    plan,
    selection: { from: options.from, only: options.only },
    specs: spec && new Map([[plan.stages[0].address, spec]]),
    sources: await openSources(namedSources(sourcesGiven(options), plan), signal),
    arguments: pairs("--param", options.param),
    ...(options.dryRun ? readSecretsWithoutCommands : readSecrets)(options, process.env),
    askSecrets,
    executor: isHost ? "host" : "container",
    session: options.session,
    engine: new CliEngine(options.executor === "podman" ? "podman" : "docker"),
    builderImages: options.builder ? [options.builder] : BUILDER_IMAGES,
    pull: pullPolicy(options.pull, process.env),
    shape: options.shape,
    dockerAccess: options.docker,
    keepOnFailure: options.keepOnFailure,
    registry: options.registry,
    trigger: options.trigger === undefined ? undefined : { type: eventType(options.trigger) },
    assumptions: pairs("--assume", options.assume),
    localArtifacts: {
      files: pairs("--artifact", options.artifact),
      registries: pairs("--artifact-registry", options.artifactRegistry),
    },
    outputFolder: path.resolve(options.out),
  };
}

/** Without a word it is a push, which every kind of repository has. */
function eventType(trigger: string | boolean): string {
  return typeof trigger === "string" ? trigger : "PUSH";
}

/** A single build specification is run where it is. */
function sourcesGiven({ source, spec }: RunOptions): string[] {
  return source.length === 0 && spec !== undefined ? ["."] : source;
}
