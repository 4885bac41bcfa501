import { Position, Range } from "../diagnostics/diagnostic";

/** Where each line of a text begins; the YAML library's own table misses lines of some broken files. */
export class LineTable {
  private readonly starts = [0];
  private readonly length: number;

  constructor(text: string) {
    this.length = text.length;
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) this.starts.push(at + 1);
  }

  at(offset: number): Position {
    let line = 0;
    for (let step = 2 ** Math.ceil(Math.log2(this.starts.length + 1)); step >= 1; step /= 2) {
      if (line + step < this.starts.length && this.starts[line + step] <= offset) line += step;
    }
    return { line: line + 1, column: offset - this.starts[line] + 1 };
  }

  /** From one offset to another, which is not inside. */
  range(start: number, end: number): Range {
    const from = Math.min(Math.max(start, 0), this.length);
    const to = this.at(Math.min(Math.max(end, from), this.length));
    return { ...this.at(from), endLine: to.line, endColumn: to.column };
  }
}
