/** A piece of a text that is replaced. */
export interface Edit {
  readonly start: number;
  /** The first character after it. */
  readonly end: number;
  readonly replacement: string;
}

/** A text with pieces replaced, which do not overlap. */
export function edited(text: string, edits: readonly Edit[]): string {
  const pieces: string[] = [];
  let done = 0;
  for (const { start, end, replacement } of [...edits].sort((a, b) => a.start - b.start)) {
    pieces.push(text.slice(done, start), replacement);
    done = end;
  }
  return [...pieces, text.slice(done)].join("");
}
