import { columnsOf, displayWidth } from "./display-width";
import { Range } from "../../build-spec/diagnostics/diagnostic";

/** Columns of a source line that are shown. */
const MAX_COLUMNS = 100;
/** Columns that are shown before the marked piece of a longer line. */
const COLUMNS_BEFORE = 40;
const CUT = "...";
const TAB = "    ";

/** What acts on a terminal, is half a character, or turns the direction of writing. */
const UNSHOWN = /[\p{Cc}\p{Cs}\u200e\u200f\u2028-\u202e\u2066-\u2069]/u;
const PLACEHOLDER = "\ufffd";

/** A line of a file, and the line that goes below it. */
export interface Excerpt {
  readonly source: string;
  /** `^~~~` under the piece that is meant. */
  readonly marks: string;
}

/**
 * The line on which a range begins, cut around the range where it is long.
 *
 * @param line the line as it is in the file, without its end
 */
export function excerpt(line: string, range: Range): Excerpt {
  // A range may stand behind the last character, such as at the end of the file.
  const start = Math.min(range.column - 1, line.length);
  const end = range.endLine > range.line ? line.trimEnd().length : Math.min(range.endColumn - 1, line.length);
  // A long line may be the whole file, and have many findings: only what is near is looked at.
  const from = Math.max(0, start - MAX_COLUMNS);
  const to = Math.min(line.length, start + 2 * MAX_COLUMNS);
  let before = shown(line.slice(from, start));
  let rest = shown(line.slice(start, to));
  if (from > 0 || to < line.length || displayWidth(before + rest) > MAX_COLUMNS) {
    before = displayWidth(before) > COLUMNS_BEFORE ? CUT + ending(before, COLUMNS_BEFORE) : before;
    const room = MAX_COLUMNS - displayWidth(before);
    rest = to < line.length || displayWidth(rest) > room ? beginning(rest, room) + CUT : rest;
  }
  const marked = Math.min(displayWidth(shown(line.slice(start, Math.min(end, to)))), displayWidth(rest));
  return {
    source: (before + rest).trimEnd(),
    marks: `${" ".repeat(displayWidth(before))}^${"~".repeat(Math.max(0, marked - 1))}`,
  };
}

function shown(text: string): string {
  return [...text]
    .map((character) => (character === "\t" ? TAB : UNSHOWN.test(character) ? PLACEHOLDER : character))
    .join("");
}

/** As much of a text's beginning as goes into so many columns. */
function beginning(text: string, columns: number): string {
  return fitting([...text], columns).join("");
}

/** As much of a text's end as goes into so many columns. */
function ending(text: string, columns: number): string {
  return fitting([...text].reverse(), columns)
    .reverse()
    .join("");
}

function fitting(characters: string[], columns: number): string[] {
  let room = columns;
  const first = characters.findIndex((character) => (room -= columnsOf(character)) < 0);
  return first < 0 ? characters : characters.slice(0, first);
}
