import * as fs from "node:fs";
import { shellWord } from "../runner/shell-word";

/** An open file that whoever started this process handed over; its mode is no business of ours. */
const DESCRIPTOR = /^\/dev\/(stdin|fd\/\d+)$|^\/proc\/self\/fd\/\d+$/;
/** Above the bits of a mode that tell what group and others may do. */
const OWNER_BITS = 0o100;
const CHUNK = 65_536;

/**
 * The bytes of a file that only its owner may read. Pipes, as those of a shell's `<(..)`, are read whatever their mode.
 *
 * @throws Error when the file cannot be read, when others may read it, or when it is longer than so many bytes
 */
export function readPrivateFile(file: string, maxBytes: number): Buffer {
  const descriptor = fs.openSync(file, "r");
  try {
    const stat = fs.fstatSync(descriptor);
    // Windows has other means than these bits, and shows them set.
    const hasMode = process.platform !== "win32" && stat.isFile() && !DESCRIPTOR.test(file);
    if (hasMode && stat.mode % OWNER_BITS !== 0) {
      throw new Error(`others than the owner have access to ${file}; run chmod 600 ${shellWord(file)}`);
    }
    return readAtMost(descriptor, maxBytes, file);
  } finally {
    fs.closeSync(descriptor);
  }
}

function readAtMost(descriptor: number, maxBytes: number, file: string): Buffer {
  const parts: Buffer[] = [];
  let length = 0;
  for (;;) {
    const part = Buffer.alloc(CHUNK);
    const count = fs.readSync(descriptor, part);
    if (count === 0) return Buffer.concat(parts);
    parts.push(part.subarray(0, count));
    length += count;
    if (length > maxBytes) throw new Error(`${file} has more than ${maxBytes} bytes`);
  }
}
