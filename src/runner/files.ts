import * as fs from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Header, pack, Pack } from "tar-stream";
import { OPEN_AS_IT_IS } from "./open-flags";

type EntryHeader = Partial<Header> & Pick<Header, "name">;

/** A file to put into a build runner. */
export interface FileEntry {
  /** Absolute path in the build runner. */
  readonly path: string;
  readonly mode: number;
  readonly content:
    | { readonly kind: "text"; readonly text: string }
    /** A file of this machine. */
    | { readonly kind: "file"; readonly file: string; readonly size: number }
    /** Bytes that are elsewhere until they are read. */
    | { readonly kind: "blob"; readonly size: number; read(): Buffer | Readable | Promise<Buffer> }
    | { readonly kind: "link"; readonly target: string }
    | { readonly kind: "directory" };
}

/** A directory, owned by root. */
export function directory(path: string, mode = 0o755): FileEntry {
  return { path, mode, content: { kind: "directory" } };
}

/** A file with a text, owned by root. */
export function textFile(path: string, text: string, mode = 0o644): FileEntry {
  return { path, mode, content: { kind: "text", text } };
}

/** How many bytes the contents have as far as they were known when they were listed. */
export function bytesIn(files: readonly FileEntry[]): number {
  return files.reduce((sum, { content }) => sum + ("size" in content ? content.size : 0), 0);
}

/** Up to this size in bytes a file is read as a whole, which takes a fraction of the time of a stream. */
const SMALL = 1024 * 1024;
/** Bytes that are handed on at once: a tar has three pieces a file, and each on its own would be a write to a pipe. */
const CHUNK = 256 * 1024;

/**
 * The files as a tar stream, relative to the root. Times are those of now, as after a clone.
 *
 * It fails when a file is gone, and when one of more than 1 MiB has become shorter while it was read.
 */
export function tarOf(entries: Iterable<FileEntry>): Readable {
  return Readable.from(inChunks(entries), { objectMode: false, highWaterMark: 4 * CHUNK });
}

async function* inChunks(entries: Iterable<FileEntry>): AsyncGenerator<Buffer> {
  const tar = pack();
  const failure = fill(tar, entries).then(
    () => void tar.finalize(),
    (error: Error) => {
      tar.destroy(error);
      return error;
    },
  );
  let parts: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const part of tar as AsyncIterable<Buffer>) {
      parts.push(part);
      bytes += part.length;
      if (bytes < CHUNK) continue;
      yield Buffer.concat(parts);
      [parts, bytes] = [[], 0];
    }
  } catch (error) {
    // A tar that breaks does not know at which file.
    throw (await failure) ?? error;
  }
  yield Buffer.concat(parts);
}

async function fill(tar: Pack, entries: Iterable<FileEntry>): Promise<void> {
  const mtime = new Date();
  for (const { path, mode, content } of entries) {
    const header: EntryHeader = { name: path.replace(/^\//, ""), mode, uid: 0, gid: 0, mtime };
    switch (content.kind) {
      case "directory":
        await add(tar, { ...header, type: "directory" });
        break;
      case "link":
        await add(tar, { ...header, type: "symlink", linkname: content.target });
        break;
      case "text":
        await add(tar, header, Buffer.from(content.text));
        break;
      case "blob":
        await addContent(tar, { ...header, size: content.size }, await content.read());
        break;
      case "file":
        await addFile(tar, header, content.file);
    }
  }
}

/** Returns when the entry is on its way, so that at most one waits in memory. */
function add(tar: Pack, header: EntryHeader, content?: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = (error?: Error | null) => (error ? reject(error) : resolve());
    if (content) tar.entry(header, content, done);
    else tar.entry(header, done);
  });
}

async function addContent(tar: Pack, header: EntryHeader, content: Buffer | Readable): Promise<void> {
  if (Buffer.isBuffer(content)) return add(tar, header, content);
  await pipeline(content, tar.entry(header) as unknown as NodeJS.WritableStream);
}

/** The file as it is when it is read, which need not be how it was listed. */
async function addFile(tar: Pack, header: EntryHeader, file: string): Promise<void> {
  let descriptor: number | undefined;
  try {
    descriptor = fs.openSync(file, OPEN_AS_IT_IS);
    const found = fs.fstatSync(descriptor);
    if (!found.isFile()) throw new Error("it is no file any more");
    if (found.size <= SMALL) return await add(tar, header, fs.readFileSync(descriptor));
    const input = fs.createReadStream("", {
      fd: descriptor,
      autoClose: false,
      start: 0,
      end: found.size - 1,
    });
    await addContent(tar, { ...header, size: found.size }, input);
  } catch (error) {
    throw new Error(`${file} changed while it was read: ${(error as Error).message}`);
  } finally {
    if (descriptor !== undefined) fs.closeSync(descriptor);
  }
}
