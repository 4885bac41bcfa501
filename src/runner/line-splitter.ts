import { StringDecoder } from "node:string_decoder";

/** A log line longer than this is shown in parts. */
const MAX_LINE = 16_384;

/** Cuts a byte stream into lines of text; a last line without an end counts. */
export class LineSplitter {
  private readonly decoder = new StringDecoder("utf8");
  private rest = "";
  /** Whether a part of the line has been shown. */
  private continues = false;

  /**
   * @param onLines gets the lines that a chunk completes, with line feeds between them; a part that goes on with a line
   *   comes alone and says so
   */
  constructor(private readonly onLines: (lines: string, continues?: true) => void) {}

  push(chunk: Buffer): void {
    this.rest += this.decoder.write(chunk);
    while (this.showNext());
  }

  flush(): void {
    const last = this.rest + this.decoder.end();
    this.rest = "";
    if (last !== "") this.show(withoutReturns(last));
    this.continues = false;
  }

  /** @returns whether there was anything to be shown */
  private showNext(): boolean {
    const { rest } = this;
    const long = startOfLongLine(rest, MAX_LINE);
    // Without an end in sight a line is shown as soon as it is too long, wherever the stream was split.
    if (long === 0) {
      const to = this.cut();
      this.show(rest.slice(0, to));
      this.continues = true;
      this.rest = rest.slice(to);
      return true;
    }
    const last = long > 0 ? long - 1 : rest.lastIndexOf("\n");
    const end = this.continues ? rest.indexOf("\n") : last;
    if (end < 0) return false;
    this.show(withoutReturns(rest.slice(0, end)));
    this.continues = false;
    this.rest = rest.slice(end + 1);
    return true;
  }

  private show(lines: string): void {
    if (this.continues) this.onLines(lines, true);
    else this.onLines(lines);
  }

  /** Where a line that is too long is cut: never between the halves of a character. */
  private cut(): number {
    return /[\ud800-\udbff]/.test(this.rest[MAX_LINE - 1]) ? MAX_LINE - 1 : MAX_LINE;
  }
}

/**
 * Where the first line begins that is longer than so many UTF-16 units; -1 without one. It looks at a few line ends only,
 * as there may be millions.
 */
export function startOfLongLine(lines: string, longest: number): number {
  let start = 0;
  while (lines.length - start > longest) {
    const end = lines.lastIndexOf("\n", start + longest);
    if (end < start) return start;
    start = end + 1;
  }
  return -1;
}

function withoutReturns(lines: string): string {
  return lines.includes("\r") ? lines.replace(/\r(?=\n|$)/g, "") : lines;
}
