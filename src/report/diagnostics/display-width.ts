/** What stands on the character before it, or is not seen at all. */
const NO_COLUMN = /^[\p{Mn}\p{Me}\u200b-\u200d\u2060\ufeff\u1160-\u11ff]$/u;

/** Emoji that are pictures by themselves; terminals give them two columns. */
const PICTURE = /^\p{Emoji_Presentation}$/u;

/**
 * Ranges of characters of two columns that are no emoji.
 *
 * Source: Unicode's EastAsianWidth.txt, classes W and F; neighbouring blocks are joined across unassigned characters.
 */
const TWO_COLUMNS: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18dff],
  [0x1aff0, 0x1b2ff],
  [0x20000, 0x3fffd],
];

/** Columns of a terminal that a printable character takes: 0, 1 or 2. */
export function columnsOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x300) return 1;
  if (NO_COLUMN.test(character)) return 0;
  return TWO_COLUMNS.some(([from, to]) => from <= code && code <= to) || PICTURE.test(character) ? 2 : 1;
}

/** Columns of a terminal that a text without control characters takes. */
export function displayWidth(text: string): number {
  return [...text].reduce((width, character) => width + columnsOf(character), 0);
}
