import * as fs from "node:fs";
import * as path from "node:path";
import { RunRecord } from "./run-record";

/**
 * The folders of all runs.
 *
 * @param outputFolder folder of all run records
 */
export function runFolders(outputFolder: string): string[] {
  const runs = path.join(outputFolder, "runs");
  return fs.existsSync(runs) ? fs.readdirSync(runs).map((name) => path.join(runs, name)) : [];
}

/** What a run has recorded; undefined where there is nothing that can be read. */
export function readRecord(folder: string): Partial<RunRecord> | undefined {
  try {
    return JSON.parse(fs.readFileSync(path.join(folder, "run.json"), "utf8")) as Partial<RunRecord>;
  } catch {
    return undefined;
  }
}
