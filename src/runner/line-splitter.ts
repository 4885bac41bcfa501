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
   * @param onLines gets the lines that a chunk completes, at least one at a time; a part that goes on with a line comes
   *   alone and says so
   */
  constructor(private readonly onLines: (lines: readonly string[], continues?: true) => void) {}

  push(chunk: Buffer): void {
    this.rest += this.decoder.write(chunk);
    let lines: string[] = [];
    let from = 0;
    for (;;) {
      const end = this.rest.indexOf("\n", from);
      const isWhole = end >= 0 && end - from <= MAX_LINE;
      // Without an end in sight a line is shown as soon as it is too long, wherever the stream was split.
      if (!isWhole && this.rest.length - from <= MAX_LINE) break;
      const to = isWhole ? end : this.cut(from);
      const line = this.rest.slice(from, to);
      lines.push(isWhole ? withoutReturn(line) : line);
      if (this.continues || !isWhole) {
        this.show(lines);
        lines = [];
        this.continues = !isWhole;
      }
      from = isWhole ? to + 1 : to;
    }
    this.rest = this.rest.slice(from);
    this.show(lines);
  }

  flush(): void {
    const last = this.rest + this.decoder.end();
    this.rest = "";
    if (last !== "") this.show([withoutReturn(last)]);
    this.continues = false;
  }

  private show(lines: readonly string[]): void {
    if (lines.length === 0) return;
    if (this.continues) this.onLines(lines, true);
    else this.onLines(lines);
  }

  /** Where a line that is too long is cut: never between the halves of a character. */
  private cut(from: number): number {
    const to = from + MAX_LINE;
    return /[\ud800-\udbff]/.test(this.rest[to - 1]) ? to - 1 : to;
  }
}

function withoutReturn(line: string): string {
  return line.endsWith("\r") ? line.slice(0, -1) : line;
}
