import * as fs from "node:fs";
import * as path from "node:path";
import { Readable } from "node:stream";
import { OutputSource, RunEvent } from "../events";
import { ExitCode, RunnerError } from "../exit-code";
import { SavedFile, saveFile } from "./save-file";

/** A part of a log in a run's folder. */
export interface LogPart {
  /** Path in the folder. */
  readonly file: string;
  readonly offset: number;
  readonly bytes: number;
}

/** The log of a stage. */
export interface LogFile {
  /** @returns where it stands now */
  write(data: Buffer): LogPart;
  close(): void;
}

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

  private constructor(folder: string) {
    this.path = folder;
    this.events = fs.openSync(path.join(folder, "events.jsonl"), "a");
  }

  append(event: RunEvent, time: Date): void {
    const line = Buffer.from(`${JSON.stringify({ time: time.toISOString(), ...event })}\n`);
    if (this.isOpen) this.attempt(() => writeWhole(this.events, line));
  }

  /** Says which bytes of a log a step has just printed: they need not be there twice. */
  appendOutput(from: OutputSource, { file, offset, bytes }: LogPart, time: Date): void {
    const event = { time: time.toISOString(), type: "output", ...from, file, offset, bytes };
    if (this.isOpen) this.attempt(() => writeWhole(this.events, Buffer.from(`${JSON.stringify(event)}\n`)));
  }

  /** The bytes that a stage printed, with secrets masked. */
  openLog(name: string): LogFile {
    const file = path.join("log", `${fileName(name)}.log`);
    let descriptor: number | undefined;
    // Names of two stages may become the same file.
    let end = 0;
    this.attempt(() => {
      descriptor = fs.openSync(path.join(this.path, file), "a");
      end = fs.fstatSync(descriptor).size;
    });
    return {
      write: (data) => {
        const offset = end;
        if (descriptor !== undefined) this.attempt(() => writeWhole(descriptor!, data));
        end += data.length;
        return { file, offset, bytes: data.length };
      },
      close: () => descriptor !== undefined && fs.closeSync(descriptor),
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

/** Room for an ending below what file systems take. */
const MAX_NAME = 200;

/** Names come from stacks and build specifications; none may lead out of the folder. */
function fileName(name: string): string {
  return name
    .replace(/[^a-zA-Z0-9._-]/g, "_")
    .replace(/^\.+/, "_")
    .slice(0, MAX_NAME);
}
