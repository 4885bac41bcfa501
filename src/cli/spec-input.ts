import * as fs from "node:fs";
import { Readable } from "node:stream";
import { inputName, STDIN } from "./plan-input";
import { MAX_CHARACTERS } from "../build-spec/syntax/yaml-reader";
import { ExitCode, RunnerError } from "../runner/exit-code";

/** Bytes that are read at most: enough for one character more than a build specification may have. */
const MAX_BYTES = 3 * (MAX_CHARACTERS + 2);
const CHUNK = 65_536;

/** A build specification as it was read. */
export interface SpecInput {
  /** What messages call it. */
  readonly name: string;
  /** Its path as the user wrote it; undefined for standard input. */
  readonly path?: string;
  readonly bytes: Buffer;
}

export interface SpecInputs {
  readonly specs: readonly SpecInput[];
  /** What could not be read, and why. */
  readonly problems: readonly string[];
}

/**
 * Reads build specifications, each at most a little beyond the size that is accepted.
 *
 * @param command what reads standard input, for the message when it is a terminal
 * @throws RunnerError when a file would have to be typed in
 */
export async function readSpecs(
  files: readonly string[],
  stdin: Readable & { isTTY?: boolean },
  command: string,
): Promise<SpecInputs> {
  if (files.includes(STDIN) && stdin.isTTY) {
    throw new RunnerError(
      ExitCode.USAGE,
      `${command} reads a build specification from standard input, which is a terminal; name a file or pipe it in`,
    );
  }
  const specs: SpecInput[] = [];
  const problems: string[] = [];
  for (const file of new Set(files)) {
    const name = inputName(file);
    try {
      specs.push(
        file === STDIN
          ? { name, bytes: await readStream(stdin) }
          : { name, path: file, bytes: readRegularFile(file) },
      );
    } catch (error) {
      problems.push(`${name}: cannot be read: ${(error as Error).message}`);
    }
  }
  return { specs, problems };
}

/** The text of a build specification: UTF-8, or UTF-16 with a byte order mark, which Windows PowerShell's `>` writes. */
export function decoded(bytes: Buffer): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

/** Whether all bytes of a file are characters. */
export function isText(bytes: Buffer): boolean {
  try {
    new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function encodingOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  return bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
}

/** Other things than files may have no end, or wait for somebody to write. */
function readRegularFile(file: string): Buffer {
  // eslint-disable-next-line no-bitwise
  const descriptor = fs.openSync(file, fs.constants.O_RDONLY | (fs.constants.O_NONBLOCK ?? 0));
  try {
    if (!fs.fstatSync(descriptor).isFile()) {
      throw new Error("it is no regular file; give its text on standard input, as -");
    }
    const chunks: Buffer[] = [];
    // The size is no help: it is 0 for what the kernel writes, and a file may grow.
    for (let left = MAX_BYTES; left > 0; left -= chunks.at(-1)!.length) {
      const chunk = Buffer.allocUnsafe(Math.min(CHUNK, left));
      const length = fs.readSync(descriptor, chunk, 0, chunk.length, null);
      if (length === 0) break;
      chunks.push(chunk.subarray(0, length));
    }
    return Buffer.concat(chunks);
  } finally {
    fs.closeSync(descriptor);
  }
}

async function readStream(stdin: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stdin as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= MAX_BYTES) break;
  }
  return Buffer.concat(chunks).subarray(0, MAX_BYTES);
}
