import { Writable } from "node:stream";

/** Prints lines. */
export interface LinePrinter {
  print(line: string): void;
  /** Prints a text that need not be a whole line. */
  write(text: string): void;
  /** Undefined when more can be printed, else what is resolved when it can: who reads a pipe may be slow. */
  ready(): Promise<void> | undefined;
}

/**
 * Prints lines to a stream, those of one turn in one piece: steps may print a million, and each piece is a call of the
 * system.
 */
export function linePrinter(
  output: Pick<Writable, "write" | "writableNeedDrain" | "on" | "off">,
): LinePrinter {
  let lines = "";
  let drained: Promise<void> | undefined;
  const flush = () => {
    // ASCII is the same in both, and as latin1 it takes a third of the memory on its way.
    if (lines !== "") output.write(lines, Buffer.byteLength(lines) === lines.length ? "latin1" : "utf8");
    lines = "";
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
