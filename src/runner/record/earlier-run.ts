import * as fs from "node:fs";
import * as path from "node:path";
import { StageOutput } from "../events";
import { ExitCode, RunnerError } from "../exit-code";
import { readRecord, runFolders } from "./recorded-runs";
import { RunFolder } from "./run-folder";
import { RunRecord } from "./run-record";
import { isMasked } from "../masking/masker";

/** What an earlier run has made, for stages that are left out of this one. */
export interface EarlierRun {
  readonly folder: string;
  readonly outputs: ReadonlyMap<string, StageOutput>;
  /** Without those in which a secret was masked: their values are not known any more. */
  readonly exported: ReadonlyMap<string, string>;
}

/**
 * The last run of a pipeline in which each of some stages has succeeded, or was itself left out for an earlier one.
 *
 * @param outputFolder folder of all run records
 */
export function findEarlierRun(
  outputFolder: string,
  pipeline: string,
  stages: readonly string[],
): EarlierRun | undefined {
  const runs = runFolders(outputFolder)
    .flatMap((folder) => ({ folder, ...readRecord(folder) }))
    .filter((run) => run.pipeline === pipeline && hasDone(run.stages ?? [], stages));
  const last = runs.reduce<(typeof runs)[number] | undefined>(
    (latest, run) => ((run.startedAt ?? "") >= (latest?.startedAt ?? "") ? run : latest),
    undefined,
  );
  if (last === undefined) return undefined;
  const { folder, outputs = {}, exportedVariables = {} } = last;
  return {
    folder,
    outputs: new Map(Object.entries(outputs)),
    exported: new Map(Object.entries(exportedVariables).filter(([, value]) => !isMasked(value))),
  };
}

const DONE: ReadonlySet<string> = new Set(["SUCCEEDED", "LEFT_OUT"]);

function hasDone(recorded: RunRecord["stages"], stages: readonly string[]): boolean {
  const done = new Set(recorded.filter(({ status }) => DONE.has(status)).map(({ stage }) => stage));
  return stages.every((stage) => done.has(stage));
}

/**
 * Copies the files of an earlier run into this one, so that its record is whole.
 *
 * @throws RunnerError when a file is gone or is not what the record says
 */
export async function takeOver(
  { outputs, folder }: EarlierRun,
  into: RunFolder,
): Promise<Map<string, StageOutput>> {
  const taken = new Map<string, StageOutput>();
  for (const [name, output] of outputs) {
    taken.set(name, output.type === "BINARY" ? await copied(name, output, folder, into) : output);
  }
  return taken;
}

type BinaryOutput = Extract<StageOutput, { type: "BINARY" }>;

async function copied(
  name: string,
  { saved }: BinaryOutput,
  folder: string,
  into: RunFolder,
): Promise<StageOutput> {
  const file = path.join(folder, "artifacts", path.basename(saved.file));
  const fail = (problem: string) =>
    new RunnerError(
      ExitCode.USAGE,
      `output ${name} of an earlier run: ${file} ${problem}; run its stage again`,
    );
  if (!fs.lstatSync(file, { throwIfNoEntry: false })?.isFile()) throw fail("is gone");
  const mode = fs.statSync(file).mode % 0o1000;
  const copy = await into.saveArtifact(name, fs.createReadStream(file), mode);
  if (copy.sha256 !== saved.sha256) throw fail("has changed since");
  return { type: "BINARY", saved: copy };
}
