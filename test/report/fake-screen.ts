/** A terminal that shows what is written, line by line; it knows the sequences that the status line needs. */
export class FakeScreen {
  columns?: number = 80;
  /** Everything that was written. */
  written = "";
  /** How often something was written. */
  writes = 0;

  write(text: string): void {
    this.written += text;
    this.writes++;
  }

  /** What is seen, the last line without an end being what the cursor is on. */
  get lines(): string[] {
    const lines = [""];
    for (const [part] of this.written.matchAll(/\r|\n|\u001b\[2K|\u001b\[[\d;]*m|[^\r\n\u001b]+/g)) {
      const last = lines.length - 1;
      if (part === "\n") lines.push("");
      else if (part === "\u001b[2K") lines[last] = "";
      else if (!part.startsWith("\u001b") && part !== "\r") lines[last] += part;
    }
    return lines;
  }
}
