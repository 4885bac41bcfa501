import { LanguageFinding } from "./finding";
import { Position, Token, tokenize } from "./tokens";

const CLOSING: Readonly<Record<string, string>> = { "{": "}", "(": ")" };
const CLOSERS: ReadonlySet<string> = new Set(Object.values(CLOSING));

/** Goes through a statement or matching rule from left to right and collects what is wrong with it. */
export class TokenReader {
  private readonly tokens: readonly Token[];
  /** The partner of each brace and parenthesis that has one. */
  private readonly closings: ReadonlyMap<Token, Token>;
  private readonly found: LanguageFinding[] = [];
  /** Where the errors are. */
  private readonly places = new Set<string>();
  private index = 0;

  constructor(text: string) {
    const { tokens, findings } = tokenize(text);
    for (const finding of findings) this.add(finding);
    const { closings, strayClosers, strayOpeners } = partners(tokens);
    this.closings = closings;
    this.tokens = tokens.filter((token) => !strayClosers.has(token));
    for (const token of strayClosers) {
      this.error("unbalanced-braces", `nothing opens before this ${token.text}`, "leave it out", token);
    }
    for (const token of strayOpeners) {
      const closer = CLOSING[token.text];
      this.error("unbalanced-braces", `this ${token.text} is never closed`, `close it with ${closer}`, token);
    }
  }

  /** The next token that is not taken yet. */
  get token(): Token {
    return this.tokens[this.index];
  }

  /** The token behind the next one. */
  get following(): Token {
    return this.tokens[Math.min(this.index + 1, this.tokens.length - 1)];
  }

  /** Right behind what was taken last. */
  get behind(): Position {
    return this.tokens[this.index - 1]?.end ?? this.token;
  }

  get atEnd(): boolean {
    return this.token.kind === "end";
  }

  /** Takes the next token; the end stays. */
  next(): Token {
    const token = this.token;
    if (!this.atEnd) this.index += 1;
    return token;
  }

  /** Whether the next token is one of these words, in any case. */
  isWord(...words: readonly string[]): boolean {
    return this.token.kind === "word" && words.includes(this.token.text.toLowerCase());
  }

  isMark(...marks: readonly string[]): boolean {
    return this.token.kind === "mark" && marks.includes(this.token.text);
  }

  takeWord(...words: readonly string[]): boolean {
    const there = this.isWord(...words);
    if (there) this.next();
    return there;
  }

  takeMark(mark: string): boolean {
    const there = this.isMark(mark);
    if (there) this.next();
    return there;
  }

  /** Whether the brace or parenthesis that comes next is closed somewhere. */
  get isClosed(): boolean {
    return this.closings.has(this.token);
  }

  /** Goes on to the next token that `stop` names, the end of the group that this is in, or the end; groups within are passed over. */
  skipTo(stop: () => boolean): void {
    while (!this.atEnd && !stop() && !this.isMark(...CLOSERS)) {
      const closing = this.closings.get(this.token);
      if (closing !== undefined) this.index = this.tokens.indexOf(closing, this.index);
      this.next();
    }
  }

  /** A second error at the same place follows from the first and is left out. */
  error(code: string, message: string, fix: string, { line, column }: Position = this.token): void {
    if (this.places.has(`${line}:${column}`)) return;
    this.add({ code, severity: "error", line, column, message, fix });
  }

  warn(code: string, message: string, fix: string, { line, column }: Position = this.token): void {
    this.add({ code, severity: "warning", line, column, message, fix });
  }

  /** All findings, in the order of the text. */
  get findings(): LanguageFinding[] {
    return [...this.found].sort((a, b) => a.line - b.line || a.column - b.column);
  }

  get hasErrors(): boolean {
    return this.places.size > 0;
  }

  private add(finding: LanguageFinding): void {
    this.found.push(finding);
    if (finding.severity === "error") this.places.add(`${finding.line}:${finding.column}`);
  }
}

/** A token as messages name it. */
export function shown(token: Token): string {
  return token.kind === "end" ? "the end" : JSON.stringify(token.text);
}

/** Which brace closes which; a wrong one does not spoil those around it. */
function partners(tokens: readonly Token[]) {
  const closings = new Map<Token, Token>();
  const strayClosers = new Set<Token>();
  let strayOpeners: Token[] = [];
  const open: Token[] = [];
  for (const token of tokens.filter(({ kind }) => kind === "mark")) {
    if (token.text in CLOSING) open.push(token);
    if (!CLOSERS.has(token.text)) continue;
    let opener = open.length - 1;
    while (opener >= 0 && CLOSING[open[opener].text] !== token.text) opener -= 1;
    if (opener === -1) {
      strayClosers.add(token);
    } else {
      closings.set(open[opener], token);
      strayOpeners = strayOpeners.concat(open.splice(opener).slice(1));
    }
  }
  return { closings, strayClosers, strayOpeners: [...strayOpeners, ...open] };
}
