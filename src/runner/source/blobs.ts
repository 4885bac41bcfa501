import { PassThrough, Readable } from "node:stream";
import { git, GitError, gitStream, Repository } from "./git";

/** A larger one is read as a stream. */
const LARGEST_IN_MEMORY = 8 * 1024 * 1024;
/** Bytes of small ones that are read at once where all of them are wanted. */
const BATCH_BYTES = LARGEST_IN_MEMORY;
/** Room for what git says before and after each object: its id, kind and size. */
const HEADER_BYTES = 128;

export interface Blob {
  readonly object: string;
  readonly size: number;
}

/** Contents of a repository's files: one git reads them while others are used, in the order in which they were given. */
export class Blobs {
  private readonly small: readonly Blob[];
  private readonly positions: ReadonlyMap<Blob, number>;
  private contents?: AsyncGenerator<Buffer>;
  /** Which one comes next. */
  private at = 0;

  constructor(
    private readonly repository: Repository,
    blobs: readonly Blob[],
  ) {
    this.small = blobs.filter(({ size }) => size <= LARGEST_IN_MEMORY);
    this.positions = new Map(this.small.map((blob, i) => [blob, i]));
  }

  /**
   * @param blob one of those that were given
   * @throws GitError when the repository does not have it
   */
  read(blob: Blob): Readable | Promise<Buffer> {
    const place = this.positions.get(blob);
    return place === undefined ? streamOf(this.repository, blob.object) : this.contentAt(place);
  }

  /** Reads no further. */
  close(): void {
    void this.contents?.return(undefined);
    this.contents = undefined;
  }

  private async contentAt(place: number): Promise<Buffer> {
    if (place !== this.at) this.close();
    this.contents ??= contentsOf(this.repository, this.small.slice(place));
    this.at = place + 1;
    const { value } = await this.contents.next();
    return value as Buffer;
  }
}

/** Contents one after the other. */
async function* contentsOf(repository: Repository, blobs: readonly Blob[]): AsyncGenerator<Buffer> {
  const { stdout, ended, stop } = gitStream(repository, CAT_FILES, objectsOf(blobs));
  const chunks = stdout[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let rest: Buffer = Buffer.alloc(0);
  const more = async (object: string) => {
    const { done, value } = await chunks.next();
    if (done) await ended;
    if (done) throw missing(object);
    rest = rest.length === 0 ? value : Buffer.concat([rest, value]);
  };
  try {
    for (const { object, size } of blobs) {
      while (!rest.includes("\n")) await more(object);
      const start = headerEnd(rest, 0);
      while (rest.length < start + size + 1) await more(object);
      yield rest.subarray(start, start + size);
      rest = rest.subarray(start + size + 1);
    }
  } finally {
    stop();
  }
}

/** The blobs in parts that may be in memory at once. */
export function batchesOf<B extends Blob>(blobs: readonly B[]): B[][] {
  const batches: B[][] = [];
  let bytes = Infinity;
  for (const blob of blobs) {
    bytes += blob.size;
    if (bytes > BATCH_BYTES) {
      batches.push([]);
      bytes = blob.size;
    }
    batches.at(-1)!.push(blob);
  }
  return batches;
}

/**
 * Contents by object.
 *
 * @throws GitError when the repository does not have all of them
 */
export function readBlobs(repository: Repository, blobs: readonly Blob[]): Map<string, Buffer> {
  const read = new Map<string, Buffer>();
  if (blobs.length === 0) return read;
  const maxBytes = blobs.reduce((sum, { size }) => sum + size + HEADER_BYTES, 0);
  const { bytes } = git(repository, CAT_FILES, { input: objectsOf(blobs), maxBytes });
  let at = 0;
  for (const { object, size } of blobs) {
    const start = headerEnd(bytes, at);
    read.set(object, bytes.subarray(start, start + size));
    at = start + size + 1;
  }
  return read;
}

/** Gives a line for each object and then its bytes and a line feed, or the line alone when there is no such object. */
const CAT_FILES = ["cat-file", "--batch", "--buffer"];

function objectsOf(blobs: readonly Blob[]): Buffer {
  return Buffer.from(blobs.map(({ object }) => `${object}\n`).join(""));
}

/** Where the line that stands before an object ends. */
function headerEnd(bytes: Buffer, at: number): number {
  const end = bytes.indexOf(0x0a, at);
  const [object, type] = bytes.toString("latin1", at, end).split(" ");
  if (type !== "blob") throw missing(object);
  return end + 1;
}

function streamOf(repository: Repository, object: string): Readable {
  const out = new PassThrough();
  const { stdout, ended, stop } = gitStream(repository, ["cat-file", "blob", object]);
  ended.then(
    () => out.end(),
    () => out.destroy(missing(object)),
  );
  out.once("close", stop);
  stdout.pipe(out, { end: false });
  return out;
}

function missing(object: string): GitError {
  return new GitError(
    `object ${object} is not in the repository; when it is a partial clone, fetch all of it`,
  );
}
