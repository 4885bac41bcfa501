import * as fs from "node:fs";
import { Writable } from "node:stream";

/** Prints lines. */
export interface LinePrinter {
  print(line: string): void;
  /** Prints a text that need not be a whole line. */
  write(text: string): void;
  /** Undefined when more can be printed, else what is resolved when it can: who reads a pipe may be slow. */
  ready(): Promise<void> | undefined;
}

/** A stream that lines are printed to; those of the process have a descriptor. */
export type LineOutput = Pick<Writable, "write" | "writableNeedDrain" | "writableLength" | "on" | "off"> & {
  readonly fd?: number;
};

/**
 * Prints lines to a stream, those of one turn in one piece: steps may print a million, and each piece is a call of the
 * system.
 */
export function linePrinter(output: LineOutput): LinePrinter {
  let lines = "";
  let drained: Promise<void> | undefined;
  const flush = () => {
    if (lines === "") return;
    const bytes = bytesOf(lines);
    lines = "";
    const taken = output.writableLength === 0 ? writeNow(bytes, output.fd) : 0;
    if (taken < bytes.length) output.write(Buffer.from(bytes.subarray(taken)));
  };
  const write = (text: string) => {
    if (lines === "") queueMicrotask(flush);
    lines += text;
  };
  return {
    write,
    print: (line) => write(`${line}\n`),
    ready: () => {
      flush();
      if (!output.writableNeedDrain) return undefined;
      drained ??= new Promise<void>((resolve) => {
        // A reader that has gone away waits for nothing.
        const events = ["drain", "error", "close"];
        const goOn = () => {
          for (const event of events) output.off(event, goOn);
          resolve();
        };
        for (const event of events) output.on(event, goOn);
      }).then(() => void (drained = undefined));
      return drained;
    },
  };
}

/** Where a text is turned into bytes: to take new memory each time takes longer than all else that is done with it. */
const scratch = Buffer.alloc(256 * 1024);

/** The bytes of a text, until the next one's are asked for. */
function bytesOf(text: string): Buffer {
  const isAscii = Buffer.byteLength(text) === text.length;
  if (!isAscii || text.length > scratch.length) return Buffer.from(text);
  return scratch.subarray(0, scratch.write(text, "latin1"));
}

/**
 * Writes what a descriptor takes at once: that of a pipe or a socket does not block, as streams of the process have it.
 * What it does not take is left to the stream, errors too.
 *
 * @returns how many bytes it took
 */
function writeNow(bytes: Buffer, file?: number): number {
  if (file === undefined) return 0;
  try {
    return fs.writeSync(file, bytes);
  } catch {
    return 0;
  }
}
