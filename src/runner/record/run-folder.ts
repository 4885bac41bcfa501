import * as fs from "node:fs";
import * as path from "node:path";
import { Readable } from "node:stream";
import { RunEvent } from "../events";
import { ExitCode, RunnerError } from "../exit-code";
import { SavedFile, saveFile } from "./save-file";

/** Where a run leaves its record: `run.json`, `events.jsonl`, `log/` and `artifacts/`. */
export class RunFolder {
  /** @param root folder of all runs, such as `.oci-devops` */
  static create(root: string, runName: string): RunFolder {
    const folder = path.join(root, "runs", runName);
    try {
      for (const part of ["log", "artifacts"]) fs.mkdirSync(path.join(folder, part), { recursive: true });
      // Records of runs must not become part of the sources of later runs.
      const ignore = path.join(root, ".gitignore");
      if (!fs.existsSync(ignore)) fs.writeFileSync(ignore, "*\n");
      fs.writeFileSync(path.join(folder, RESERVE_FILE), Buffer.alloc(RESERVE_BYTES, " "));
      return new RunFolder(folder);
    } catch (error) {
      // Nothing of it may be there.
      if (fs.existsSync(folder)) fs.rmSync(folder, { recursive: true, force: true });
      throw new RunnerError(
        ExitCode.ENGINE,
        `there can be no record in ${folder}: ${(error as Error).message}`,
      );
    }
  }

  readonly path: string;
  /** Why the folder does not tell everything; undefined when it does. */
  problem?: string;
  /** Is told of the first problem. */
  onProblem?: (problem: string) => void;
  private readonly events: number;
  private isOpen = true;
  private readonly scratch = Buffer.allocUnsafeSlow(SCRATCH_BYTES);

  private constructor(folder: string) {
    this.path = folder;
    this.events = fs.openSync(path.join(folder, "events.jsonl"), "a");
  }

  append(event: RunEvent, time: Date): void {
    const line = Buffer.from(`${JSON.stringify({ time: time.toISOString(), ...event })}\n`);
    if (this.isOpen) this.attempt(() => writeWhole(this.events, line));
  }

  /** Lines that a step printed, an event each. */
  appendOutput(
    from: { stage: string; step: string; continues?: true },
    lines: readonly string[],
    time: Date,
  ): void {
    const event = JSON.stringify({ time: time.toISOString(), type: "output", ...from, text: "" });
    const head = event.slice(0, -'""}'.length);
    // There may be millions of them, and one call for many takes a third of the time of one for each.
    const texts = JSON.stringify(lines, null, 1).slice("[\n ".length, -"\n]".length);
    const text = `${head}${texts.replaceAll(",\n ", () => `}\n${head}`)}}\n`;
    if (this.isOpen) this.attempt(() => writeWhole(this.events, this.bytesOf(text)));
  }

  /** The bytes that a stage printed, with secrets masked. */
  openLog(name: string): { write(data: Buffer): void; close(): void } {
    let file: number | undefined;
    this.attempt(() => (file = fs.openSync(path.join(this.path, "log", `${fileName(name)}.log`), "a")));
    return {
      write: (data) => file !== undefined && this.attempt(() => writeWhole(file!, data)),
      close: () => file !== undefined && fs.closeSync(file),
    };
  }

  /**
   * Saves a stream whole or not at all.
   *
   * @param mode permissions, of which the user's umask takes away; default 0644
   * @throws RunnerError when the file cannot be written
   */
  async saveArtifact(name: string, content: Readable, mode = 0o644): Promise<SavedFile> {
    return saveFile(this.path, path.join("artifacts", fileName(name)), content, mode);
  }

  /** Replaces the record, or leaves it as it is when there is no room. */
  writeRecord(record: unknown): void {
    if (this.isOpen) this.attempt(() => replaceRecord(this.path, record));
  }

  /** Writes the last record, for which room has been kept, and ends. */
  close(record?: unknown): void {
    if (!this.isOpen) return;
    releaseReserve(this.path);
    if (record !== undefined) this.writeRecord(record);
    this.isOpen = false;
    fs.closeSync(this.events);
  }

  /** The bytes of a text, until the next one: memory of its own for each takes the system longer than to write them. */
  private bytesOf(text: string): Buffer {
    if (text.length * MOST_UTF8_BYTES > this.scratch.length) return Buffer.from(text);
    return this.scratch.subarray(0, this.scratch.write(text));
  }

  /** The disk may be full, and the run is to end in order even then. */
  private attempt(write: () => void): void {
    try {
      write();
    } catch (error) {
      if (this.problem !== undefined) return;
      this.problem = `the record in ${this.path} is not complete: ${(error as Error).message}`;
      this.onProblem?.(this.problem);
    }
  }
}

/** Writes the last record of a run that can no longer do so itself. */
export function endRecord(folder: string, record: unknown): void {
  releaseReserve(folder);
  replaceRecord(folder, record);
}

function releaseReserve(folder: string): void {
  fs.rmSync(path.join(folder, RESERVE_FILE), { force: true });
}

/** Replaces the record of a run as a whole, or leaves it as it is. */
function replaceRecord(folder: string, record: unknown): void {
  const file = path.join(folder, "run.json");
  const part = `${file}.part`;
  try {
    fs.writeFileSync(part, `${JSON.stringify(record, null, 2)}\n`);
    fs.renameSync(part, file);
  } catch (error) {
    fs.rmSync(part, { force: true });
    throw error;
  }
}

/** A disk that is nearly full takes a part and says so only at the next one. */
function writeWhole(file: number, data: Buffer): void {
  for (let from = 0; from < data.length;) from += fs.writeSync(file, data, from);
}

/** Room for the last record of a run that has filled the disk. */
const RESERVE_FILE = ".reserve";
const RESERVE_BYTES = 64 * 1024;

/** Room for the events of a usual chunk of output; memory that is never used is never taken. */
const SCRATCH_BYTES = 1024 * 1024;
/** Of a UTF-16 unit. */
const MOST_UTF8_BYTES = 3;

/** Room for an ending below what file systems take. */
const MAX_NAME = 200;

/** Names come from stacks and build specifications; none may lead out of the folder. */
function fileName(name: string): string {
  return name
    .replace(/[^a-zA-Z0-9._-]/g, "_")
    .replace(/^\.+/, "_")
    .slice(0, MAX_NAME);
}
