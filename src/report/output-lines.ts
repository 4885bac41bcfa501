import { Colors } from "./colors";
import { hasControls, onOneLine, withoutControls } from "./control-characters";
import { areShort, cutLine, leftOutText } from "./long-line";
import { OutputSource } from "../runner/events";

/** Longest name in front of a line, in UTF-16 units. */
const LONGEST_NAME = 60;

const RESET = "\u001b[0m";

/**
 * The lines that steps print, with stage and step in front. There may be millions of them: what stands in front is made
 * once a step.
 */
export class OutputLines {
  private stage?: string;
  private step?: string;
  private front = "";
  private nextFront = "";
  /** Characters of the last line that came after its shown beginning. */
  private left = 0;

  constructor(
    private readonly print: (line: string) => void,
    private readonly c: Colors,
  ) {}

  /** @param lines with line feeds between them */
  show({ stage, step, continues }: OutputSource, lines: string): void {
    if (continues) {
      this.left += lines.length;
      return;
    }
    this.end();
    if (stage !== this.stage || step !== this.step) {
      this.stage = stage;
      this.step = step;
      this.front = `${front(stage, this.c, step)}EXEC: `;
      // A dollar sign says something to `replace`, which makes less that is to be collected than `replaceAll`.
      this.nextFront = `\n${this.front.replaceAll("$", "$$$$")}`;
    }
    // Nearly all are harmless and short, and then need not be looked at one by one.
    const isPlain = !hasControls(lines) && areShort(lines);
    const all = isPlain ? lines : lines.split("\n").map(shown).join("\n");
    this.print(this.front + all.replace(/\n/g, this.nextFront));
  }

  /** Tells how much was left out of a line that came in several parts. */
  end(): void {
    if (this.left === 0) return;
    this.print(this.front + leftOutText(this.left));
    this.left = 0;
  }
}

/** What stands in front of a line: its stage, and its step where there is one. */
export function front(stage: string, c: Colors, step?: string): string {
  const names = step === undefined ? shortName(stage) : `${shortName(stage)} > ${shortName(step)}`;
  return c.cyan(`[${names}] `);
}

/** A line of foreign text: cut to a length, without what could act on the terminal, and without a colour that goes on. */
export function shown(line: string): string {
  const { text, left } = cutLine(line);
  const harmless = withoutControls(text);
  // To look for one character from the front is many times faster.
  const colour = harmless.includes("\u001b") ? harmless.lastIndexOf("\u001b[") : -1;
  const isColoured = colour >= 0 && !/^\[0?m/.test(harmless.slice(colour + 1, colour + 4));
  const end = left === 0 ? "" : leftOutText(left);
  return `${harmless}${isColoured ? RESET : ""}${end}`;
}

function shortName(name: string): string {
  const text = onOneLine(name);
  return text.length <= LONGEST_NAME ? text : `${text.slice(0, LONGEST_NAME - 3)}...`;
}
