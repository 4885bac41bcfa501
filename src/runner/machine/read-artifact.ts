import * as fs from "node:fs";
import * as path from "node:path";
import { Readable } from "node:stream";
import { extract, Header } from "tar-stream";
import { ExitCode, RunnerError } from "../exit-code";
import { OPEN_AS_IT_IS } from "../open-flags";
import { shellWord } from "../shell-word";

/** Largest file that is taken out, in bytes: 4 GiB. */
export const LARGEST_ARTIFACT = 4 * 1024 ** 3;

/** A file on its way out of a build runner. */
export type ArtifactStream = Readable & {
  /** Permissions for the copy: 0755 where its owner could execute it, 0644 otherwise. */
  readonly mode?: number;
};

/** How an engine's client says that a path is not there. */
const NOT_THERE = /no such (container:path|file)|could not find the file|not a directory|does not exist/i;

/**
 * The one regular file of a tar stream, as an engine makes it of a path; nothing else is taken out.
 *
 * @param location the path, for messages
 * @param largest most bytes; default 4 GiB
 * @throws RunnerError, also from the stream: the tar is broken, has something else or more than one file
 */
export async function artifactOfTar(
  tar: Readable,
  location: string,
  largest = LARGEST_ARTIFACT,
): Promise<ArtifactStream> {
  const extractor = extract();
  tar.on("error", (error) => extractor.destroy(error));
  tar.pipe(extractor as unknown as NodeJS.WritableStream);
  const entries = extractor[Symbol.asyncIterator]();
  try {
    const first = await entries.next();
    if (first.done) throw failure(`${location} does not exist`);
    const { header } = first.value;
    refuse(location, header, largest);
    const content = onlyFile(first.value as AsyncIterable<Buffer>, entries, location);
    return artifact(content, header.mode, () => tar.destroy());
  } catch (error) {
    tar.destroy();
    throw understood(error as Error, location);
  }
}

async function* onlyFile(
  content: AsyncIterable<Buffer>,
  entries: AsyncIterator<unknown>,
  location: string,
): AsyncGenerator<Buffer> {
  try {
    yield* content;
    if (!(await entries.next()).done) throw failure(`${location} is more than one file`);
  } catch (error) {
    throw understood(error as Error, location);
  }
}

function artifact(content: AsyncIterable<Buffer>, mode: number, close: () => void): ArtifactStream {
  const stream = Readable.from(content, { objectMode: false });
  // Nobody may read on, or even begin to.
  stream.once("close", close);
  return Object.assign(stream, { mode: Math.floor(mode / 0o100) % 2 === 1 ? 0o755 : 0o644 });
}

function refuse(location: string, { name, type, linkname, size, pax }: Header, largest: number): void {
  const isSparse = Object.keys(pax ?? {}).some((key) => key.startsWith("GNU.sparse."));
  if (type !== "file" || isSparse) {
    throw failure(
      `${location} is ${isSparse ? "a sparse file of GNU tar" : described(type, linkname)}; ${advice(location, type)}`,
    );
  }
  // Podman's client follows a link, inside the container, and tells only by the name.
  if (path.posix.basename(name) !== path.posix.basename(location)) {
    throw failure(`${location} is ${described("symlink", name)}; ${advice(location, "symlink")}`);
  }
  refuseSize(location, size, largest);
}

function refuseSize(location: string, size: number, largest: number): void {
  if (size > largest) throw failure(`${location} has ${size} bytes; at most ${largest} can be taken out`);
}

function described(type: Header["type"] | null | undefined, target?: string | null): string {
  if (type === "symlink" || type === "link") return `a link to ${JSON.stringify(target ?? "")}`;
  return type ? `a ${type.replace("-", " ")}` : "of an unknown kind";
}

function advice(location: string, type: Header["type"]): string {
  const name = shellWord(location);
  switch (type) {
    case "symlink":
    case "link":
      return `only a regular file can be taken out, and no link is followed: make a copy in a step, as with cp -L`;
    case "directory":
      return `only a single file can be taken out: pack it in a step with tar -czf ${shellWord(`${location}.tar.gz`)} -C ${name} . and make that the location`;
    default:
      return "only a regular file can be taken out";
  }
}

function failure(message: string): RunnerError {
  return new RunnerError(ExitCode.FAILED, message);
}

function understood(error: Error, location: string): RunnerError {
  if (!(error instanceof RunnerError)) {
    return failure(`${location} cannot be taken out: ${error.message}; does something still write to it?`);
  }
  const isMissing = error.exitCode === ExitCode.ENGINE && NOT_THERE.test(error.message);
  return isMissing ? failure(`${location} does not exist`) : error;
}

/**
 * A regular file of this machine; nothing outside of a folder, and nothing that a link leads to.
 *
 * @param folder where it must be
 * @param file its path; relative ones are relative to the folder
 * @param largest most bytes; default 4 GiB
 * @throws RunnerError, also from the stream: it is something else, outside, unreadable or has changed
 */
export async function artifactOfFolder(
  folder: string,
  file: string,
  largest = LARGEST_ARTIFACT,
): Promise<ArtifactStream> {
  let handle: fs.promises.FileHandle | undefined;
  try {
    const real = realPath(folder, path.resolve(folder, file));
    refuseKind(file, fs.lstatSync(real), real);
    // It may have been replaced since.
    handle = await fs.promises.open(real, OPEN_AS_IT_IS);
    const found = await handle.stat();
    refuseKind(file, found, real);
    refuseSize(file, found.size, largest);
    const opened = handle;
    return artifact(
      bytesOf(opened, file, found.size),
      found.mode,
      () => void opened.close().catch(() => undefined),
    );
  } catch (error) {
    await handle?.close();
    throw unreadable(error as NodeJS.ErrnoException, file);
  }
}

/** The path with all links on the way to the file followed, but not the file itself. */
function realPath(folder: string, file: string): string {
  const real = path.join(fs.realpathSync(path.dirname(file)), path.basename(file));
  const root = fs.realpathSync(folder);
  if (real === root || path.relative(root, real).split(path.sep)[0] === "..") {
    throw failure(
      `${file} is ${real === file ? "" : `${real}, `}outside of ${root}; without a container only what is in there ` +
        "can be taken out: write it below $OCI_WORKSPACE_DIR",
    );
  }
  return real;
}

function refuseKind(file: string, found: fs.Stats, real: string): void {
  if (found.isFile()) return;
  const kinds: [boolean, Header["type"]][] = [
    [found.isSymbolicLink(), "symlink"],
    [found.isDirectory(), "directory"],
    [found.isFIFO(), "fifo"],
    [found.isCharacterDevice(), "character-device"],
    [found.isBlockDevice(), "block-device"],
  ];
  const type = kinds.find(([is]) => is)?.[1];
  const target = type === "symlink" ? fs.readlinkSync(real) : undefined;
  throw failure(`${file} is ${described(type, target)}; ${advice(file, type!)}`);
}

async function* bytesOf(handle: fs.promises.FileHandle, file: string, size: number): AsyncGenerator<Buffer> {
  let bytes = 0;
  if (size > 0) {
    for await (const chunk of handle.createReadStream({ start: 0, end: size - 1, autoClose: false })) {
      bytes += (chunk as Buffer).length;
      yield chunk as Buffer;
    }
  }
  if (bytes !== size) {
    throw failure(`${file} has become shorter while it was taken out; does something still write to it?`);
  }
}

function unreadable(error: NodeJS.ErrnoException, file: string): RunnerError {
  if (error instanceof RunnerError) return error;
  switch (error.code) {
    case "ENOENT":
    case "ENOTDIR":
      return failure(`${file} does not exist`);
    case "EACCES":
    case "EPERM":
      return failure(`${file} cannot be read: permission denied; make it readable in a step with chmod u+r`);
    default:
      return failure(`${file} cannot be read: ${error.message}`);
  }
}
