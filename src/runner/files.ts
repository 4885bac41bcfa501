import * as fs from "node:fs";
import { Readable, Writable } from "node:stream";
import { pack, Pack } from "tar-stream";

/** A file to put into a build runner. */
export interface FileEntry {
  /** Absolute path in the build runner. */
  readonly path: string;
  readonly mode: number;
  readonly content:
    | { readonly kind: "text"; readonly text: string }
    /** A file of this machine. */
    | { readonly kind: "file"; readonly file: string; readonly size: number }
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

/** The files as a tar stream, relative to the root. */
export function tarOf(entries: Iterable<FileEntry>): Readable {
  const tar = pack();
  void fill(tar, entries).then(
    () => tar.finalize(),
    (error: Error) => tar.destroy(error),
  );
  return tar as unknown as Readable;
}

async function fill(tar: Pack, entries: Iterable<FileEntry>): Promise<void> {
  for (const { path, mode, content } of entries) {
    const header = { name: path.replace(/^\//, ""), mode, uid: 0, gid: 0, mtime: new Date(0) };
    switch (content.kind) {
      case "directory":
        tar.entry({ ...header, type: "directory" });
        break;
      case "link":
        tar.entry({ ...header, type: "symlink", linkname: content.target });
        break;
      case "text":
        tar.entry(header, content.text);
        break;
      case "file":
        await copyFile(tar, { ...header, size: content.size }, content.file);
    }
  }
}

function copyFile(tar: Pack, header: { name: string; size: number }, file: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const entry = tar.entry(header, (error) =>
      error ? reject(new Error(`${file}: ${error.message}`)) : resolve(),
    ) as unknown as Writable;
    if (header.size === 0) return void entry.end();
    // A file that grows meanwhile must not break the tar; one that shrinks ends it with an error.
    const input = fs.createReadStream(file, { end: header.size - 1 });
    entry.on("error", (error: Error) => reject(new Error(`${file}: ${error.message}`)));
    input.on("error", (error) => entry.destroy(error));
    input.pipe(entry);
  });
}
