/** A key of a terminal: an escape sequence, as of an arrow key, or one character. */
// eslint-disable-next-line no-control-regex
const KEY = /\u001b\[[\d;]*[ -/]*[@-~]|\u001b[^[]?|[^]/gu;

const INTERRUPT = "\u0003";
const END = "\u0004";
const ERASE_LINE = "\u0015";
const ERASE = new Set(["\b", "\u007f"]);
const LINE_END = new Set(["\r", "\n"]);

/** One line that is typed on a terminal in raw mode, where nothing shows it and nobody else edits it. */
export class HiddenLine {
  /** How the line stands: `ended` by the end of the input, `interrupted` by Ctrl-C. */
  state: "typing" | "done" | "ended" | "interrupted" = "typing";
  private characters: string[] = [];

  get text(): string {
    return this.characters.join("");
  }

  /** @returns what was typed behind the end of the line */
  type(input: string): string {
    let read = 0;
    for (const [key] of input.matchAll(KEY)) {
      read += key.length;
      this.press(key);
      if (this.state !== "typing") break;
    }
    return input.slice(read);
  }

  private press(key: string): void {
    if (LINE_END.has(key)) this.state = "done";
    else if (key === INTERRUPT) this.state = "interrupted";
    else if (key === END) this.state = this.characters.length === 0 ? "ended" : "done";
    else if (key === ERASE_LINE) this.characters = [];
    else if (ERASE.has(key)) this.characters.pop();
    else if (key >= " " || key === "\t") this.characters.push(key);
  }
}
