import { LanguageFinding } from "./finding";
import { INTERPOLATION } from "./words";

/** A place in a text; both count from 1. */
export type Position = Pick<LanguageFinding, "line" | "column">;

/** A piece of a statement or matching rule. */
export interface Token extends Position {
  /** `text` is what stood in quotes, `pattern` what stood between slashes; `end` comes last. */
  readonly kind: "word" | "text" | "pattern" | "operator" | "mark" | "end";
  /** Without its quotes or slashes. */
  readonly text: string;
  /** Right behind it. */
  readonly end: Position;
}

const SPACE = /\s+/y;
const WORD = new RegExp(`(?:${INTERPOLATION}|[^\\s"',{}()=!<>/:])+`, "uy");
const OPERATOR = /[=!<>]+/y;
const TEXT = /'[^'\r\n]*'/y;
/** A quote that is not closed on its line is taken to be about one word. */
const UNCLOSED_TEXT = /'[^'\s,{}()]*/y;
const DOUBLE_QUOTED = /"[^"\r\n]*"?/y;
/** Up to the first slash that no backslash escapes. */
const PATTERN = /\/((?:\\.|[^\\/\r\n])*)(\/?)/y;
/** What may follow a pattern. */
const REST_OF_PATTERN = /[^\s,})]+/y;

/** Splits a text; never throws, whatever the text. */
export function tokenize(text: string): { readonly tokens: Token[]; readonly findings: LanguageFinding[] } {
  const tokens: Token[] = [];
  const findings: LanguageFinding[] = [];
  let offset = 0;
  let line = 1;
  let lineStart = 0;

  const position = (at: number): Position => ({ line, column: at - lineStart + 1 });
  const match = (expression: RegExp): RegExpExecArray | null => {
    expression.lastIndex = offset;
    return expression.exec(text);
  };
  const error = (code: string, message: string, fix: string): void => {
    findings.push({ code, severity: "error", ...position(offset), message, fix });
  };
  const add = (kind: Token["kind"], content: string, length: number): void => {
    tokens.push({ kind, text: content, ...position(offset), end: position(offset + length) });
    offset += length;
  };

  const addQuoted = (quoted: string): void => {
    const mark = quoted[0];
    const closed = quoted.length > 1 && quoted.endsWith(mark);
    if (mark === '"') {
      error("double-quotes", "the policy language has no double quotes", "write single quotes");
    } else if (!closed) {
      error("unbalanced-quotes", "the quote is not closed on this line", "close it with '");
    }
    add("text", quoted.slice(1, closed ? -1 : undefined), quoted.length);
  };

  const addPattern = ([whole, content, slash]: RegExpExecArray): void => {
    const at = offset;
    if (slash === "") {
      error("unclosed-pattern", "the pattern has no slash at its end", "write it as /text*/");
    } else if (/\\[^/]/.test(content)) {
      error("backslash-in-pattern", "in a pattern a backslash stands only before a slash", "leave it out");
    }
    offset += whole.length;
    const rest = slash === "" ? "" : (match(REST_OF_PATTERN)?.[0] ?? "");
    offset = at;
    if (rest !== "") {
      error("slash-in-pattern", "a pattern ends at its second slash", "write \\/ for a slash within it");
    }
    add("pattern", content.replaceAll("\\/", "/"), whole.length + rest.length);
  };

  while (offset < text.length) {
    const space = match(SPACE)?.[0];
    if (space !== undefined) {
      for (const { 0: lineBreak, index } of space.matchAll(/\r\n|\r|\n/g)) {
        line += 1;
        lineStart = offset + index + lineBreak.length;
      }
      offset += space.length;
      continue;
    }
    const operator = match(OPERATOR)?.[0];
    const quoted = (match(TEXT) ?? match(UNCLOSED_TEXT) ?? match(DOUBLE_QUOTED))?.[0];
    const pattern = comparesEquality(tokens.at(-1)) ? match(PATTERN) : null;
    const word = match(WORD)?.[0];
    if (operator !== undefined) add("operator", operator, operator.length);
    else if (quoted !== undefined) addQuoted(quoted);
    else if (pattern !== null) addPattern(pattern);
    else if (word !== undefined) add("word", word, word.length);
    else add("mark", text[offset], 1);
  }
  const end = tokens.at(-1)?.end ?? { line: 1, column: 1 };
  tokens.push({ kind: "end", text: "", ...end, end });
  return { tokens, findings };
}

/** Elsewhere a slash stands between a domain and a name. */
function comparesEquality(token: Token | undefined): boolean {
  return token?.kind === "operator" && (token.text === "=" || token.text === "!=");
}
