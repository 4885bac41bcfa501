import { CST, Lexer } from "yaml";

/** A piece of a YAML text; all pieces together are the text. */
export interface Lexeme {
  readonly kind: "blanks" | "line end" | "comment" | "other";
  readonly text: string;
  /** Where it begins in the text. */
  readonly offset: number;
}

const KINDS: Readonly<Record<string, Lexeme["kind"]>> = {
  space: "blanks",
  newline: "line end",
  comment: "comment",
};

/** What the lexer puts between pieces: it stands for no text. */
const MARKERS: readonly string[] = [CST.DOCUMENT, CST.FLOW_END, CST.SCALAR];

/** The pieces of a text that is valid YAML; a scalar of several lines is one piece. */
export function lexemes(text: string): Lexeme[] {
  const found: Lexeme[] = [];
  let offset = 0;
  let isScalar = false;
  for (const piece of new Lexer().lex(text)) {
    if (isScalar || !MARKERS.includes(piece)) {
      const kind = isScalar ? "other" : (KINDS[CST.tokenType(piece) ?? ""] ?? "other");
      found.push({ kind, text: piece, offset });
      offset += piece.length;
    }
    isScalar = !isScalar && piece === CST.SCALAR;
  }
  return found;
}
