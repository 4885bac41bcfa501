import { StringDecoder } from "node:string_decoder";

/** A log line longer than this is shown in parts. */
const MAX_LINE = 16_384;

/** Cuts a byte stream into lines of text; a last line without an end counts. */
export class LineSplitter {
  private readonly decoder = new StringDecoder("utf8");
  private rest = "";

  constructor(private readonly onLine: (line: string) => void) {}

  push(chunk: Buffer): void {
    const lines = (this.rest + this.decoder.write(chunk)).split("\n");
    this.rest = lines.pop()!;
    for (const line of lines) this.emit(line);
    while (this.rest.length > MAX_LINE) {
      this.onLine(this.rest.slice(0, MAX_LINE));
      this.rest = this.rest.slice(MAX_LINE);
    }
  }

  flush(): void {
    const last = this.rest + this.decoder.end();
    this.rest = "";
    if (last !== "") this.emit(last);
  }

  private emit(line: string): void {
    const text = line.endsWith("\r") ? line.slice(0, -1) : line;
    for (let at = 0; at === 0 || at < text.length; at += MAX_LINE) this.onLine(text.slice(at, at + MAX_LINE));
  }
}
