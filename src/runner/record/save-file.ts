import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ExitCode, RunnerError } from "../exit-code";

/** A file that a run delivered. */
export interface SavedFile {
  /** Path in the run's folder. */
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** What the system says when a file cannot be written. */
const CANNOT_WRITE = new Set([
  "ENOSPC",
  "EDQUOT",
  "EFBIG",
  "EROFS",
  "EIO",
  "EACCES",
  "EPERM",
  "EEXIST",
  "ENOENT",
]);

/**
 * Saves a stream whole or not at all; it belongs to the user, and one of the same name is replaced.
 *
 * @param root the run's folder
 * @param file path in it; its folder must not have become a link
 * @param mode permissions, of which the user's umask takes away
 * @throws RunnerError when the file cannot be written
 */
export async function saveFile(
  root: string,
  file: string,
  content: Readable,
  mode: number,
): Promise<SavedFile> {
  const target = path.join(root, file);
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
    refuseLink(root, path.dirname(file));
    // Neither a file nor a link that is there already is written to.
    await pipeline(content, measure, fs.createWriteStream(partial, { flags: "wx", mode }));
    fs.renameSync(partial, target);
  } catch (error) {
    content.destroy();
    const { code, message } = error as NodeJS.ErrnoException;
    if (!CANNOT_WRITE.has(code ?? "")) throw error;
    throw new RunnerError(ExitCode.ENGINE, `${target} cannot be written: ${message}`);
  } finally {
    fs.rmSync(partial, { force: true });
  }
  return { file, sha256: hash.digest("hex"), bytes };
}

/** Steps on the host could put a link in its place that leads elsewhere. */
function refuseLink(root: string, below: string): void {
  const folder = path.join(root, below);
  if (fs.realpathSync(folder) === path.join(fs.realpathSync(root), below)) return;
  throw new RunnerError(ExitCode.ENGINE, `${folder} has become a link, and nothing is written through it`);
}
