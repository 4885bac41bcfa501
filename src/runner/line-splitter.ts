import { StringDecoder } from "node:string_decoder";

/** A log line longer than this is shown in parts. */
const MAX_LINE = 16_384;

/** Cuts a byte stream into lines of text; a last line without an end counts. */
export class LineSplitter {
  private readonly decoder = new StringDecoder("utf8");
  private rest = "";

  constructor(private readonly onLine: (line: string) => void) {}

  push(chunk: Buffer): void {
    this.rest += this.decoder.write(chunk);
    let from = 0;
    for (;;) {
      const end = this.rest.indexOf("\n", from);
      const isWhole = end >= 0 && end - from <= MAX_LINE;
      // Without an end in sight a line is shown as soon as it is too long, wherever the stream was split.
      if (!isWhole && this.rest.length - from <= MAX_LINE) break;
      const to = isWhole ? end : this.cut(from);
      this.onLine(isWhole ? this.rest.slice(from, to).replace(/\r$/, "") : this.rest.slice(from, to));
      from = isWhole ? to + 1 : to;
    }
    this.rest = this.rest.slice(from);
  }

  flush(): void {
    const last = this.rest + this.decoder.end();
    this.rest = "";
    if (last !== "") this.onLine(last.replace(/\r$/, ""));
  }

  /** Where a line that is too long is cut: never between the halves of a character. */
  private cut(from: number): number {
    const to = from + MAX_LINE;
    return /[\ud800-\udbff]/.test(this.rest[to - 1]) ? to - 1 : to;
  }
}
