import { startOfLongLine } from "../runner/line-splitter";

/** Longest line that is shown, in UTF-16 units: less than a screen. The run's record has every byte. */
export const LONGEST_SHOWN = 2_000;

/** Whether all of each line is shown. */
export function areShort(lines: string): boolean {
  return startOfLongLine(lines, LONGEST_SHOWN) < 0;
}

/** What must not stay at the end of a cut: half a character, or the beginning of a colour. */
// eslint-disable-next-line no-control-regex
const HALF = /(?:\u001b(?:\[[\d;]*)?|[\ud800-\udbff])$/;

/** The beginning of a line, and how many characters of it are left out. */
export function cutLine(line: string): { readonly text: string; readonly left: number } {
  if (line.length <= LONGEST_SHOWN) return { text: line, left: 0 };
  const text = line.slice(0, LONGEST_SHOWN).replace(HALF, "");
  return { text, left: line.length - text.length };
}

/** What stands in the place of the characters that are left out. */
export function leftOutText(characters: number): string {
  return `... (${characters} more characters; the run's record has them)`;
}
