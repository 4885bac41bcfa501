import * as fc from "fast-check";
import { Document, isMap, isScalar, parseDocument, Scalar } from "yaml";
import { sourceOffsets } from "../../../src/build-spec/syntax/scalar-map";

const RUNS = { numRuns: 300 };

const STYLES = ["PLAIN", "QUOTE_SINGLE", "QUOTE_DOUBLE", "BLOCK_LITERAL", "BLOCK_FOLDED"] as const;

const line = fc.string({
  unit: fc.constantFrom("e", "c", "h", "o", " ", "'", '"', "\\", "$", "é", "😀", "\t"),
  maxLength: 30,
});
const script = fc.array(line, { maxLength: 8 }).map((lines) => lines.join("\n"));

/** The value of the only key, when the text is such a document. */
function onlyValue(text: string): Scalar | undefined {
  const document = parseDocument(text);
  const { contents, errors } = document;
  const value = errors.length === 0 && isMap(contents) ? contents.get("a", true) : undefined;
  return isScalar(value) ? value : undefined;
}

function render(value: string, type: Scalar.Type, lineWidth: number): string {
  const scalar = new Scalar(value);
  scalar.type = type;
  return new Document({ a: scalar }).toString({ lineWidth });
}

/** What stands where a character that is no blank is said to stand, when it is not that character or its escape. */
function misplaced(text: string, node: Scalar): string[] {
  const at = sourceOffsets(text, node);
  return [...(node.source ?? "").matchAll(/[^ \t\n]/g)].flatMap(({ 0: character, index }) => {
    const found = text[at(index)];
    return found === character || (node.type === "QUOTE_DOUBLE" && found === "\\")
      ? []
      : [`${index}: ${found}`];
  });
}

function descents(text: string, node: Scalar): number[] {
  const at = sourceOffsets(text, node);
  const offsets = Array.from({ length: (node.source ?? "").length + 1 }, (_, i) => at(i));
  return offsets.filter(
    (offset, i) => offset < 0 || offset > text.length || (i > 0 && offset < offsets[i - 1]),
  );
}

describe("any script", () => {
  test.each(STYLES)("has its characters where they stand as %s", (type) => {
    fc.assert(
      fc.property(script, fc.constantFrom(0, 20, 80), (value, lineWidth) => {
        const text = render(value, type, lineWidth);
        const node = onlyValue(text)!;
        expect(misplaced(text, node)).toEqual([]);
        expect(descents(text, node)).toEqual([]);
      }),
      RUNS,
    );
  });

  test("has each character of a literal where it stands, blanks, too", () => {
    fc.assert(
      fc.property(script, (value) => {
        const text = render(`echo\n${value}`, "BLOCK_LITERAL", 0);
        const node = onlyValue(text)!;
        const at = sourceOffsets(text, node);
        const read = node.source!.trimEnd();
        fc.pre(node.type === "BLOCK_LITERAL");
        const found = Array.from({ length: read.length }, (_, i) => text[at(i)]).join("");
        expect(found).toBe(read);
      }),
      RUNS,
    );
  });
});

describe("any text of YAML", () => {
  const piece = fc.constantFrom(
    "\n",
    "\n",
    "  ",
    " ",
    "\t",
    "b",
    "c",
    "''",
    '\\"',
    "\\n",
    "\\x41",
    "\\U0001F600",
    "\\\n",
    "\\ ",
  );
  const head = fc.constantFrom("", "'", '"', "|\n ", ">\n ", "|2-\n  ", ">+ # d\n ", ">1\n ");

  test("has its characters where they stand", () => {
    fc.assert(
      fc.property(head, fc.array(piece, { maxLength: 20 }), (start, pieces) => {
        const quote = /['"]/.exec(start)?.[0] ?? "";
        const indented = pieces.join("").replaceAll("\n", "\n  ");
        const text = `a: ${start}${indented}${quote}\n`;
        const node = onlyValue(text);
        fc.pre(node !== undefined);
        expect(descents(text, node)).toEqual([]);
        expect(misplaced(text, node)).toEqual([]);
      }),
      { numRuns: 3000 },
    );
  });
});
