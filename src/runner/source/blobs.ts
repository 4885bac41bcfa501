import { spawn } from "node:child_process";
import { PassThrough, Readable } from "node:stream";
import { git, gitArguments, gitEnvironment, GitError, Repository } from "./git";

/** Bytes that are read at once: fewer calls of git, and memory that stays small. */
const BATCH_BYTES = 16 * 1024 * 1024;
/** A larger one is read as a stream. */
const LARGEST_IN_MEMORY = 8 * 1024 * 1024;
/** Room for what git says before and after each object: its id, kind and size. */
const HEADER_BYTES = 128;

export interface Blob {
  readonly object: string;
  readonly size: number;
}

/** Contents of a repository's files, quickest when they are read in the order in which they were given. */
export class Blobs {
  private batch = new Map<string, Buffer>();
  private readonly positions: ReadonlyMap<Blob, number>;

  constructor(
    private readonly repository: Repository,
    private readonly blobs: readonly Blob[],
  ) {
    this.positions = new Map(blobs.map((blob, i) => [blob, i]));
  }

  /**
   * @param blob one of those that were given
   * @throws GitError when the repository does not have it
   */
  read(blob: Blob): Buffer | Readable {
    const { object, size } = blob;
    if (size > LARGEST_IN_MEMORY) return streamOf(this.repository, object);
    if (!this.batch.has(object)) {
      this.batch = readBlobs(this.repository, this.batchFrom(this.positions.get(blob)!));
    }
    return this.batch.get(object)!;
  }

  private batchFrom(index: number): Blob[] {
    const batch: Blob[] = [];
    let bytes = 0;
    for (let i = index; i < this.blobs.length; i++) {
      const blob = this.blobs[i];
      if (blob.size > LARGEST_IN_MEMORY) continue;
      bytes += blob.size;
      if (batch.length > 0 && bytes > BATCH_BYTES) break;
      batch.push(blob);
    }
    return batch;
  }
}

/**
 * Contents by object.
 *
 * @throws GitError when the repository does not have all of them
 */
export function readBlobs(repository: Repository, blobs: readonly Blob[]): Map<string, Buffer> {
  const read = new Map<string, Buffer>();
  if (blobs.length === 0) return read;
  const expected = blobs.reduce((sum, { size }) => sum + size + HEADER_BYTES, 0);
  const input = Buffer.from(blobs.map(({ object }) => `${object}\n`).join(""));
  const { bytes } = git(repository, ["cat-file", "--batch"], { input, maxBytes: expected });
  for (let at = 0; at < bytes.length;) {
    const start = bytes.indexOf(0x0a, at) + 1;
    const [object, type, size] = bytes.toString("latin1", at, start - 1).split(" ");
    if (type !== "blob") throw missing(object);
    read.set(object, bytes.subarray(start, start + Number(size)));
    at = start + Number(size) + 1;
  }
  return read;
}

function streamOf(repository: Repository, object: string): Readable {
  const out = new PassThrough();
  const child = spawn("git", gitArguments(repository, ["cat-file", "blob", object]), {
    env: gitEnvironment(),
    stdio: ["ignore", "pipe", "ignore"],
  });
  child.on("error", (error) => out.destroy(error));
  child.on("close", (code) => (code === 0 ? out.end() : out.destroy(missing(object))));
  out.once("close", () => child.kill());
  child.stdout.pipe(out, { end: false });
  return out;
}

function missing(object: string): GitError {
  return new GitError(
    `object ${object} is not in the repository; when it is a partial clone, fetch all of it`,
  );
}
