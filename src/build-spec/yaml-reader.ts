import { Document, isAlias, LineCounter, Node, parseDocument } from "yaml";
import { Diagnostic, Position, Severity } from "./diagnostic";

/** Largest file that is read, in characters; the largest public build_spec.yaml seen has under 50,000. */
const MAX_CHARACTERS = 1_000_000;

/** A YAML text as nodes with positions, and the findings made on the way. */
export class YamlReader {
  readonly diagnostics: Diagnostic[] = [];
  readonly root?: Node;
  private readonly lines = new LineCounter();
  private readonly document?: Document.Parsed;

  constructor(text: string) {
    if (text.length > MAX_CHARACTERS) {
      this.report("BS102", "error", { line: 1, column: 1 }, `the file has ${text.length} characters`, {
        fix: `keep a build_spec.yaml under ${MAX_CHARACTERS} characters; move scripts into files of the source`,
      });
      return;
    }
    try {
      this.document = parseDocument(clean(text), {
        lineCounter: this.lines,
        uniqueKeys: false,
        version: "1.2",
      });
    } catch (error) {
      this.report("BS102", "error", { line: 1, column: 1 }, `the file is nested too deeply: ${error}`, {
        fix: "a build_spec.yaml needs no more than five levels",
      });
      return;
    }
    for (const { message, linePos } of this.document.errors) {
      const { line, col } = linePos?.[0] ?? { line: 1, col: 1 };
      this.report(
        "BS101",
        "error",
        { line, column: col },
        `not valid YAML: ${message.split(/ at line |\n/)[0]}`,
        {
          fix: "mind indentation (blanks, no tabs), the blank after `-` and `:`, and quotes",
        },
      );
    }
    if (this.document.errors.length === 0) this.root = this.document.contents ?? undefined;
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
    const { line, col } = this.lines.linePos(node.range?.[0] ?? 0);
    return { line, column: col };
  }

  /** What an alias stands for; every other node is itself. */
  follow(node: Node): Node | undefined {
    return isAlias(node) ? node.resolve(this.document!) : node;
  }
}

/** A byte order mark and CRLF occur in real files; a carriage return left in a script breaks the shell. */
function clean(text: string): string {
  return text.replace(/^\uFEFF/, "").replace(/\r\n/g, "\n");
}
