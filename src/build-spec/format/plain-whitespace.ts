import { lexemes } from "./lexemes";

/** Blanks at the ends of lines are removed, and tabs between words become blanks; scalars stay as they are. */
export function plainWhitespace(text: string): string {
  let isLineEnd = true;
  return lexemes(text)
    .reverse()
    .map(({ kind, text: piece }) => {
      if (kind === "blanks") return isLineEnd ? "" : piece.replace(/\t/g, " ");
      isLineEnd = kind === "line end";
      return kind === "comment" ? piece.trimEnd() : piece;
    })
    .reverse()
    .join("");
}
