import { isMap, isScalar, parseDocument, Scalar } from "yaml";
import { sourceOffsets } from "../../../src/build-spec/syntax/scalar-map";

/** The value of the key `a`. */
function valueOf(text: string): Scalar {
  const { contents } = parseDocument(text);
  const value = isMap(contents) ? contents.get("a", true) : undefined;
  if (!isScalar(value)) throw new Error("no scalar");
  return value;
}

/** For every character of the value of `a`, the line and column (from 1) where it stands. */
function positions(text: string): string[] {
  const node = valueOf(text);
  const at = sourceOffsets(text, node);
  return [...(node.source ?? "")].map((character, i) => {
    const before = text.slice(0, at(i)).split("\n");
    return `${JSON.stringify(character).slice(1, -1)} ${before.length}:${before.at(-1)!.length + 1}`;
  });
}

describe("the characters of a scalar stand in the file", () => {
  test.each<[string, string, string[]]>([
    ["plain", "a: bc # d\n", ["b 1:4", "c 1:5"]],
    ["plain, a number", "a: 700\n", ["7 1:4", "0 1:5", "0 1:6"]],
    ["plain with anchor and tag", "a: &x !!str b\n", ["b 1:13"]],
    ["plain, folded", "a: b\n   c\n\n   d\n", ["b 1:4", "  1:5", "c 2:4", "\\n 2:5", "d 4:4"]],
    ["plain, blanks before the fold", "a: b  \n   c\n", ["b 1:4", "  1:7", "c 2:4"]],
    ["single-quoted", "a: 'b''c'\n", ["b 1:5", "' 1:6", "c 1:8"]],
    ["single-quoted, folded", "a: 'b\n c'\n", ["b 1:5", "  1:6", "c 2:2"]],
    ["double-quoted", 'a: "b \\" \\x41c"\n', ["b 1:5", "  1:6", '\\" 1:7', "  1:9", "A 1:10", "c 1:14"]],
    ["double-quoted with a line break as an escape", 'a: "b\\nc"\n', ["b 1:5", "\\n 1:6", "c 1:8"]],
    ["double-quoted, folded", 'a: "b \n\n  c"\n', ["b 1:5", "\\n 1:7", "c 3:3"]],
    ["double-quoted with an escaped line break", 'a: "b \\\n  c"\n', ["b 1:5", "  1:6", "c 2:3"]],
    ["literal", "a: |\n  b\n   c\n", ["b 2:3", "\\n 2:4", "  3:3", "c 3:4", "\\n 3:5"]],
    ["literal with comment", "a: |  # x\n  b\n", ["b 2:3", "\\n 2:4"]],
    ["literal that keeps its end", "a: |+\n  b\n\n", ["b 2:3", "\\n 2:4", "\\n 3:1"]],
    ["literal that strips its end", "a: |-\n  b\n\n", ["b 2:3"]],
    ["literal with an indentation of its own", "a: |1\n   b\n", ["  2:2", "  2:3", "b 2:4", "\\n 2:5"]],
    [
      "literal with empty lines",
      "a: |\n\n  b\n\n  c",
      ["\\n 2:1", "b 3:3", "\\n 3:4", "\\n 4:1", "c 5:3", "\\n 5:4"],
    ],
    ["folded", "a: >\n  b\n  c\n", ["b 2:3", "  2:4", "c 3:3", "\\n 3:4"]],
    ["folded with an empty line", "a: >\n  b\n\n  c\n", ["b 2:3", "\\n 2:4", "c 4:3", "\\n 4:4"]],
    [
      "folded with a deeper line",
      "a: >-\n  b\n   c\n  d\n",
      ["b 2:3", "\\n 2:4", "  3:3", "c 3:4", "\\n 3:5", "d 4:3"],
    ],
  ])("%s", (_, text, expected) => {
    expect(positions(text)).toEqual(expected);
  });

  test("past the end of the value at its end, and before its begin at its begin", () => {
    const at = sourceOffsets("a: bc", valueOf("a: bc"));
    expect([-1, 0, 2, 3, 99].map(at)).toEqual([3, 3, 5, 5, 5]);
  });

  test.each(["a: ''", "a: |\n", "a: >-\n\n", "a: "])("where an empty value begins: %j", (text) => {
    expect(sourceOffsets(text, valueOf(text))(0)).toBe(3);
  });
});
