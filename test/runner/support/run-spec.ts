import * as fs from "node:fs";
import * as path from "node:path";
import pc from "picocolors";
import { BUILDER } from "./engine";
import { temporaryFolder } from "./temporary";
import { singleSpecPlan } from "../../../src/cli/single-spec-plan";
import { PipelinePlan } from "../../../src/pipeline/pipeline-plan";
import { consoleReport } from "../../../src/report/console";
import { CliEngine } from "../../../src/runner/engine/cli-engine";
import { Engine } from "../../../src/runner/engine/engine";
import { RunEvent } from "../../../src/runner/events";
import { RunRecord } from "../../../src/runner/record/run-record";
import { prepareRun, RunRequest } from "../../../src/runner/request/prepare";
import { run } from "../../../src/runner/run";
import { SessionKind } from "../../../src/runner/session/session";
import { sourceFolder } from "../../../src/runner/source/working-tree";
import { readSpecFile } from "../../../src/runner/stage/stage-spec";

export type Executor = RunRequest["executor"];

/** How a run ended and everything that it said. */
export interface Outcome {
  readonly exitCode: number;
  readonly events: readonly RunEvent[];
  /** What the console showed. */
  readonly output: string;
  /** What the steps printed, line by line. */
  readonly lines: readonly string[];
  readonly warnings: readonly string[];
  readonly record: RunRecord;
  readonly folder: string;
}

export interface SpecRun {
  /** Path of the build specification; the folder it is in is the source. */
  readonly file: string;
  readonly executor?: Executor;
  readonly session?: SessionKind;
  readonly image?: string;
  /** Engine of the containers; docker by default. */
  readonly engine?: Engine;
  readonly assumptions?: Readonly<Record<string, string>>;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly dockerAccess?: RunRequest["dockerAccess"];
  readonly keepOnFailure?: boolean;
  readonly signal?: AbortSignal;
  readonly force?: AbortSignal;
  readonly onEvent?: (event: RunEvent) => void;
}

/** Runs one build specification in this process. */
export async function runSpec({ file, parameters = {}, ...options }: SpecRun): Promise<Outcome> {
  const spec = readSpecFile(file);
  const names = Object.keys(parameters).map((name) => ({ name, defaultValue: "default" }));
  const plan: PipelinePlan = { ...singleSpecPlan(file), parameters: names };
  const executor = options.executor ?? "host";
  return runRequest(
    {
      plan,
      specs: new Map([[plan.stages[0].address, spec]]),
      sources: new Map([["source", sourceFolder("source", path.dirname(file))]]),
      arguments: new Map(Object.entries(parameters)),
      secrets: new Map(Object.entries(options.secrets ?? {})),
      executor,
      engine: options.engine ?? (executor === "container" ? new CliEngine() : undefined),
      session: options.session,
      dockerAccess: options.dockerAccess,
      keepOnFailure: options.keepOnFailure,
      assumptions: new Map(Object.entries(options.assumptions ?? {})),
      builderImages: [options.image ?? BUILDER],
      outputFolder: temporaryFolder("out"),
    },
    options,
  );
}

/** Runs any request in this process. */
export async function runRequest(
  request: RunRequest,
  {
    signal = new AbortController().signal,
    force,
    onEvent,
  }: Pick<SpecRun, "signal" | "force" | "onEvent"> = {},
): Promise<Outcome> {
  const events: RunEvent[] = [];
  const shown: string[] = [];
  const report = consoleReport((line) => shown.push(line), pc.createColors(false));
  const listener = (event: RunEvent) => {
    events.push(event);
    report(event);
    onEvent?.(event);
  };
  const exitCode = await run(await prepareRun(request), listener, signal, force);
  const ended = events.find((event) => event.type === "run-finished");
  const { folder } = ended!;
  return {
    exitCode,
    events,
    output: shown.join("\n"),
    lines: events.flatMap((event) => (event.type === "output" ? [event.text] : [])),
    warnings: events.flatMap((event) => (event.type === "warning" ? [event.text] : [])),
    record: JSON.parse(fs.readFileSync(path.join(folder, "run.json"), "utf8")) as RunRecord,
    folder,
  };
}

/** A build specification with these commands as its steps, alone in a folder of its own; returns its path. */
export function specOf(commands: readonly string[], more: object = {}): string {
  const steps = commands.map((command, i) => ({ type: "Command", name: `step ${i + 1}`, command }));
  const file = path.join(temporaryFolder("source"), "build_spec.yaml");
  // JSON is YAML, too.
  fs.writeFileSync(file, JSON.stringify({ version: 0.1, component: "build", steps, ...more }, null, 2));
  return file;
}
