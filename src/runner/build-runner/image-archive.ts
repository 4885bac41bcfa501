import { Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { extract, Header, pack, Pack } from "tar-stream";
import { ExitCode, RunnerError } from "../exit-code";

const MANIFEST = "manifest.json";
/** A layer or a configuration; all else is for older engines, names images, or should not be there. */
const CONTENT = /^[0-9a-f]{64}\.(tar|json)$/;
/** Longest manifest of one image, in bytes. */
const MAX_MANIFEST = 1_048_576;

/**
 * The archive of one image, as `podman save --format docker-archive` makes it, without any name: a name could take the
 * place of another image where the archive is loaded, and what comes out of a build runner may be anything.
 *
 * @returns a stream that fails when the archive is not of one image
 */
export function withoutNames(archive: Readable): Readable {
  const stripped = pack();
  copy(archive, stripped).catch((error: Error) => stripped.destroy(error));
  return stripped as unknown as Readable;
}

async function copy(archive: Readable, to: Pack): Promise<void> {
  const entries = extract();
  const read = pipeline(archive, entries as unknown as NodeJS.WritableStream);
  read.catch(() => undefined);
  let images = 0;
  for await (const entry of entries) {
    const { header } = entry;
    if (header.name === MANIFEST) {
      images += await copyManifest(header, entry as unknown as Readable, to);
    } else if (header.type === "file" && CONTENT.test(header.name)) {
      await pipeline(entry as unknown as Readable, to.entry(header) as unknown as Writable);
    } else {
      entry.resume();
    }
  }
  await read;
  if (images !== 1) throw notOne();
  to.finalize();
}

async function copyManifest(header: Header, content: Readable, to: Pack): Promise<number> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of content) {
    length += (chunk as Buffer).length;
    if (length > MAX_MANIFEST) throw notOne();
    chunks.push(chunk as Buffer);
  }
  const images = parsed(Buffer.concat(chunks).toString("utf8"));
  if (images?.length !== 1) throw notOne();
  to.entry({ ...header, size: undefined }, JSON.stringify([{ ...images[0], RepoTags: null }]));
  return 1;
}

function parsed(text: string): object[] | undefined {
  try {
    const found: unknown = JSON.parse(text);
    return Array.isArray(found) ? (found as object[]) : undefined;
  } catch {
    return undefined;
  }
}

function notOne(): RunnerError {
  return new RunnerError(ExitCode.FAILED, "what the engine in the build runner gives out is not one image");
}
