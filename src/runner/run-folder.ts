import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { RunEvent } from "./events";

/** A file that a run delivered. */
export interface SavedFile {
  /** Path in the run's folder. */
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** Where a run leaves its record: `run.json`, `events.jsonl`, `log/` and `artifacts/`. */
export class RunFolder {
  /** @param root folder of all runs, such as `.oci-devops` */
  static create(root: string, runName: string): RunFolder {
    const folder = path.join(root, "runs", runName);
    for (const part of ["log", "artifacts"]) fs.mkdirSync(path.join(folder, part), { recursive: true });
    // Records of runs must not become part of the sources of later runs.
    const ignore = path.join(root, ".gitignore");
    if (!fs.existsSync(ignore)) fs.writeFileSync(ignore, "*\n");
    return new RunFolder(folder);
  }

  readonly path: string;
  private readonly events: number;

  private constructor(folder: string) {
    this.path = folder;
    this.events = fs.openSync(path.join(folder, "events.jsonl"), "a");
  }

  append(event: RunEvent, time: Date): void {
    fs.writeSync(this.events, `${JSON.stringify({ time: time.toISOString(), ...event })}\n`);
  }

  /** The bytes that a stage printed, with secrets masked. */
  openLog(name: string): { write(data: Buffer): void; close(): void } {
    const file = fs.openSync(path.join(this.path, "log", `${fileName(name)}.log`), "a");
    return { write: (data) => void fs.writeSync(file, data), close: () => fs.closeSync(file) };
  }

  /** Saves a stream whole or not at all. */
  async saveArtifact(name: string, content: Readable): Promise<SavedFile> {
    const file = path.join("artifacts", fileName(name));
    const target = path.join(this.path, file);
    const partial = `${target}.part`;
    const hash = createHash("sha256");
    let bytes = 0;
    const measure = new Transform({
      transform(chunk: Buffer, _, done) {
        hash.update(chunk);
        bytes += chunk.length;
        done(null, chunk);
      },
    });
    try {
      await pipeline(content, measure, fs.createWriteStream(partial, { flags: "wx" }));
      fs.renameSync(partial, target);
    } finally {
      fs.rmSync(partial, { force: true });
    }
    return { file, sha256: hash.digest("hex"), bytes };
  }

  writeRecord(record: unknown): void {
    const file = path.join(this.path, "run.json");
    fs.writeFileSync(`${file}.part`, `${JSON.stringify(record, null, 2)}\n`);
    fs.renameSync(`${file}.part`, file);
  }

  close(): void {
    fs.closeSync(this.events);
  }
}

/** Room for an ending below what file systems take. */
const MAX_NAME = 200;

/** Names come from stacks and build specifications; none may lead out of the folder. */
function fileName(name: string): string {
  return name
    .replace(/[^a-zA-Z0-9._-]/g, "_")
    .replace(/^\.+/, "_")
    .slice(0, MAX_NAME);
}
