import * as fs from "node:fs";
import * as path from "node:path";
import { Command, Option } from "commander";
import { BUILDER_IMAGES } from "./builder-images";
import { pairs } from "./pairs";
import { readSecrets } from "./secrets";
import { singleSpecPlan } from "./single-spec-plan";
import { stackFile } from "./stack-file";
import { PipelinePlan } from "../pipeline/pipeline-plan";
import { readPlan } from "../pipeline/read-plan";
import { Stack } from "../pipeline/stack";
import { consoleReport } from "../report/console";
import { CliEngine } from "../runner/engine/cli-engine";
import { ExitCode, RunnerError } from "../runner/exit-code";
import { prepareRun, RunRequest } from "../runner/prepare";
import { run } from "../runner/run";
import { SourceFolder, sourceFolder } from "../runner/source-files";
import { DockerAccess } from "../runner/stage/stage-context";
import { readSpecFile } from "../runner/stage/stage-spec";

interface RunOptions {
  readonly stack?: string;
  readonly source: string[];
  readonly param: string[];
  readonly var: string[];
  readonly secret: string[];
  readonly spec?: string;
  readonly executor: "docker" | "podman" | "host";
  readonly builder?: string;
  readonly docker?: DockerAccess;
  readonly registry?: string;
  readonly out: string;
  readonly json?: boolean;
}

const collect = (value: string, all: string[]) => [...all, value];

export function runCommand(finish: (exitCode: number) => void): Command {
  return new Command("run")
    .description("run a build pipeline of a synthesized stack, or one build_spec.yaml, on this machine")
    .argument("[pipeline]", "name of the build pipeline; needed when the stack has several")
    .option(
      "--stack <path>",
      "cdk.tf.json, its folder or a stack's name (default: the only stack below cdktf.out)",
    )
    .option("--source <name=dir>", "folder that stands for a build source; repeatable", collect, [])
    .option("--param <name=value>", "argument for a parameter of the pipeline; repeatable", collect, [])
    .option(
      "--var <name=value>",
      "value of a Terraform variable, before TF_VAR_name; repeatable",
      collect,
      [],
    )
    .option(
      "--secret <name=@file|name=env:VAR>",
      "value of a vault variable, by name or OCID; repeatable",
      collect,
      [],
    )
    .option("--spec <file>", "run this one build specification, without a stack")
    .addOption(
      new Option("--executor <kind>", "where steps run")
        .choices(["docker", "podman", "host"])
        .default("docker"),
    )
    .option("--builder <image>", "image of the build runner's container")
    .addOption(
      new Option(
        "--docker <access>",
        "container engine for steps (default: socket where a stage has a DOCKER_IMAGE output)",
      ).choices(["socket", "none"]),
    )
    .option("--registry <host>", "also push delivered images to this registry")
    .option("--out <dir>", "folder of the run records", ".oci-devops")
    .option("--json", "print events as JSON lines")
    .action(async (pipeline: string | undefined, options: RunOptions) => {
      finish(await execute(pipeline, options));
    });
}

async function execute(pipeline: string | undefined, options: RunOptions): Promise<ExitCode> {
  const prepared = await prepareRun(requestOf(pipeline, options));
  const interrupt = new AbortController();
  const listeners = (["SIGINT", "SIGTERM", "SIGHUP"] as const).map((name) => {
    const listener = () => interrupt.abort(name);
    process.on(name, listener);
    return () => process.off(name, listener);
  });
  const print = (line: string) => void process.stdout.write(`${line}\n`);
  const listener = options.json ? (event: unknown) => print(JSON.stringify(event)) : consoleReport(print);
  try {
    return await run(prepared, listener, interrupt.signal);
  } finally {
    listeners.forEach((remove) => remove());
  }
}

function requestOf(pipeline: string | undefined, options: RunOptions): RunRequest {
  const spec = options.spec === undefined ? undefined : readSpecFile(options.spec);
  const plan = spec ? singleSpecPlan(options.spec!) : stackPlan(pipeline, options);
  const isHost = options.executor === "host";
  return {
    plan,
    specs: spec && new Map([[plan.stages[0].address, spec]]),
    sources: sources(options, plan),
    arguments: pairs("--param", options.param),
    secrets: readSecrets(options.secret, process.env),
    executor: isHost ? "host" : "container",
    engine: new CliEngine(options.executor === "podman" ? "podman" : "docker"),
    builderImages: options.builder ? [options.builder] : BUILDER_IMAGES,
    dockerAccess: options.docker,
    registry: options.registry,
    outputFolder: path.resolve(options.out),
  };
}

function stackPlan(pipeline: string | undefined, options: RunOptions): PipelinePlan {
  const environment = Object.entries(process.env).flatMap(([name, value]): [string, string][] =>
    name.startsWith("TF_VAR_") && value !== undefined ? [[name.slice("TF_VAR_".length), value]] : [],
  );
  const variables = Object.fromEntries([...environment, ...pairs("--var", options.var)]);
  return readPlan(Stack.read(stackFile(options.stack, process.cwd()), variables), pipeline);
}

/** A single source may be given without its name. */
function sources(options: RunOptions, plan: PipelinePlan): Map<string, SourceFolder> {
  const names = [
    ...new Set(plan.stages.flatMap((stage) => (stage.kind === "BUILD" ? stage.sources : []))),
  ].map((source) => source.name);
  const given = options.source.length === 0 && options.spec !== undefined ? ["."] : options.source;
  const named = given.map((text) =>
    text.includes("=") || names.length !== 1 ? text : `${names[0]}=${text}`,
  );
  const folders = [...pairs("--source", named)];
  const missing = folders.filter(
    ([, folder]) => !fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory(),
  );
  if (missing.length > 0) {
    const problems = missing.map(([name, folder]) => `--source ${name}=${folder}: there is no such folder`);
    throw new RunnerError(ExitCode.USAGE, problems.join("\n"));
  }
  return new Map(folders.map(([name, folder]) => [name, sourceFolder(name, path.resolve(folder))]));
}
