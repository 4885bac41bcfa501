import { Document, isAlias, Node, parseDocument, visit } from "yaml";
import { Diagnostic, Position, Severity } from "./diagnostic";

/** Largest file that is read, in characters; the largest public build_spec.yaml seen has under 50,000. */
const MAX_CHARACTERS = 1_000_000;

/** What the library says of a file that is nested more deeply than its own calls can be. */
const TOO_DEEP = /^Maximum call stack/;

/** A YAML text as nodes with positions, and the findings made on the way. */
export class YamlReader {
  readonly diagnostics: Diagnostic[] = [];
  readonly root?: Node;
  private readonly lines: LineTable;
  private readonly targets = new Map<Node, Node | undefined>();

  constructor(text: string) {
    const cleaned = clean(text);
    this.lines = new LineTable(cleaned);
    if (text.length > MAX_CHARACTERS) {
      this.refuse(`the file has ${text.length} characters`, {
        fix: `keep a build_spec.yaml under ${MAX_CHARACTERS} characters; move scripts into files of the source`,
      });
      return;
    }
    const document = parseDocument(cleaned, { prettyErrors: false, uniqueKeys: false, version: "1.2" });
    if (document.errors.some(({ message }) => TOO_DEEP.test(message))) {
      this.refuse("the file is nested too deeply", {
        fix: "a build_spec.yaml needs no more than six levels",
      });
      return;
    }
    for (const { message, code, pos } of document.errors) {
      const what = code === "MULTIPLE_DOCS" ? "a second document begins" : message.split("\n")[0];
      this.report("BS101", "error", this.lines.at(pos[0]), `not valid YAML: ${what}`, {
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
    at: Node | Position,
    message: string,
    { fix }: { fix: string },
  ): void {
    this.diagnostics.push({
      code,
      severity,
      message,
      fix,
      ...("line" in at ? at : this.positionOf(at as Node)),
    });
  }

  positionOf(node: Node): Position {
    return this.lines.at(node.range?.[0] ?? 0);
  }

  /** What an alias stands for; every other node is itself. */
  follow(node: Node): Node | undefined {
    return isAlias(node) ? this.targets.get(node) : node;
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
          this.report("BS102", "error", node, `*${node.source} is undefined`, { fix: "write the value out" });
        }
      },
    });
  }

  private refuse(message: string, advice: { fix: string }): void {
    this.report("BS102", "error", { line: 1, column: 1 }, message, advice);
  }
}

/** Where each line begins; the library's own table misses lines of some broken files. */
class LineTable {
  private readonly starts = [0];

  constructor(text: string) {
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) this.starts.push(at + 1);
  }

  at(offset: number): Position {
    let line = 0;
    for (let step = 2 ** Math.ceil(Math.log2(this.starts.length + 1)); step >= 1; step /= 2) {
      if (line + step < this.starts.length && this.starts[line + step] <= offset) line += step;
    }
    return { line: line + 1, column: offset - this.starts[line] + 1 };
  }
}

/** A byte order mark and CRLF occur in real files; a carriage return left in a script breaks the shell. */
function clean(text: string): string {
  return text.replace(/^\uFEFF/, "").replace(/\r\n/g, "\n");
}
