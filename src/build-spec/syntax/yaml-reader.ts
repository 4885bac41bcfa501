import { Document, isAlias, isScalar, Node, parseDocument, Scalar, visit } from "yaml";
import { LineTable } from "./line-table";
import { diagnostic, Diagnostic, Range, Severity } from "../diagnostics/diagnostic";

/** Largest file that is read, in characters; the largest public build_spec.yaml seen has under 50,000. */
export const MAX_CHARACTERS = 1_000_000;

/** What the library says of a file that is nested more deeply than its own calls can be. */
const TOO_DEEP = /^Maximum call stack/;
/** Syntax errors of one file that are worth reading. */
const MAX_SYNTAX_ERRORS = 20;

/** A YAML text as nodes with positions, and the findings made on the way. */
export class YamlReader {
  readonly diagnostics: Diagnostic[] = [];
  readonly root?: Node;
  /** The text as it was read: without byte order mark, with LF only. */
  readonly text: string;
  private readonly lines: LineTable;
  private readonly targets = new Map<Node, Node | undefined>();
  private readonly ends = new Map<number, number>();

  constructor(text: string) {
    if (text.length > MAX_CHARACTERS) {
      this.text = "";
      this.lines = new LineTable("");
      this.refuse("BS102", `the file has more than ${MAX_CHARACTERS} characters`, {
        fix: `keep a build_spec.yaml under ${MAX_CHARACTERS} characters; move scripts into files of the source`,
      });
      return;
    }
    this.text = clean(text);
    this.lines = new LineTable(this.text);
    const strange = this.text.search(NOT_TEXT);
    if (strange >= 0) {
      const code = this.text.charCodeAt(strange).toString(16).toUpperCase().padStart(4, "0");
      this.report("BS106", "error", this.range(strange, strange + 1), `U+${code} is no character of a text`, {
        fix: "write the file as UTF-8 text",
      });
      return;
    }
    const undecoded = this.text.indexOf(NOT_UTF8);
    if (undecoded >= 0) {
      this.report("BS106", "warning", this.range(undecoded, undecoded + 1), "this byte is not UTF-8", {
        fix: "save the file as UTF-8",
      });
    }
    const document = withoutStackTraces(() =>
      parseDocument(this.text, { prettyErrors: false, uniqueKeys: false, version: "1.2" }),
    );
    if (document.errors.some(({ message }) => TOO_DEEP.test(message))) {
      this.refuse("BS102", "the file is nested too deeply", {
        fix: "a build_spec.yaml needs no more than six levels",
      });
      return;
    }
    for (const { message, code, pos } of document.errors.slice(0, MAX_SYNTAX_ERRORS)) {
      const what = code === "MULTIPLE_DOCS" ? "a second document begins" : message.split("\n")[0];
      this.report("BS101", "error", this.range(pos[0], pos[1]), `not valid YAML: ${what}`, {
        fix: "mind indentation (blanks, no tabs), the blank after `-` and `:`, and quotes",
      });
    }
    if (document.errors.length > 0) return;
    this.root = document.contents ?? undefined;
    this.followAliases(document);
  }

  report(
    code: string,
    severity: Severity,
    at: Node | Range,
    message: string,
    { fix }: { fix: string },
  ): void {
    const range = "line" in at ? at : this.rangeOf(at as Node);
    this.diagnostics.push(diagnostic(code, severity, { ...range, message, fix }));
  }

  /** Where a node stands; a mapping, list or block ends with its own last character, not with the blanks after it. */
  rangeOf(node: Node): Range {
    const [start = 0, end = start] = node.range ?? [];
    return this.range(start, isScalar(node) && !isBlock(node) ? end : this.endOfText(start, end));
  }

  range(start: number, end: number): Range {
    return this.lines.range(start, end);
  }

  /** What an alias stands for; every other node is itself. */
  follow(node: Node): Node | undefined {
    return isAlias(node) ? this.targets.get(node) : node;
  }

  private endOfText(start: number, end: number): number {
    const known = this.ends.get(end);
    if (known !== undefined) return Math.max(known, start);
    let last = end;
    while (last > 0 && /\s/.test(this.text[last - 1])) last--;
    this.ends.set(end, last);
    return Math.max(last, start);
  }

  /** One pass for all aliases: the library's own look-up walks the document for each. */
  private followAliases(document: Document.Parsed): void {
    const anchors = new Map<string, Node>();
    visit(document, {
      Node: (_, node) => {
        if (!isAlias(node)) {
          if (node.anchor) anchors.set(node.anchor, node);
          return;
        }
        const target = anchors.get(node.source);
        this.targets.set(node, target);
        if (target === undefined) {
          this.report("BS107", "error", node, `*${node.source} is undefined`, {
            fix: `write the value out, or mark it with &${node.source} further up`,
          });
        }
      },
    });
  }

  private refuse(code: string, message: string, advice: { fix: string }): void {
    this.report(code, "error", { line: 1, column: 1, endLine: 1, endColumn: 1 }, message, advice);
  }
}

/** The library makes an Error for each of the thousands of mistakes of a hostile file; their stacks cost most. */
function withoutStackTraces<T>(work: () => T): T {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return work();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** Whether a scalar is a literal or folded block. */
export function isBlock(node: Scalar): boolean {
  return node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED";
}

/** Characters that YAML 1.2 does not allow in a file (5.1). */
// eslint-disable-next-line no-control-regex
const NOT_TEXT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]/;
/** What a decoder writes for bytes that are not UTF-8. */
const NOT_UTF8 = "\ufffd";

/** A byte order mark and CRLF occur in real files; a carriage return left in a script breaks the shell. */
function clean(text: string): string {
  return text.replace(/^\uFEFF/, "").replace(/\r\n/g, "\n");
}
