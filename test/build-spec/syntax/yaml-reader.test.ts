import { isMap, Pair, Scalar } from "yaml";
import { YamlReader } from "../../../src/build-spec/syntax/yaml-reader";

/** The value of the first key. */
function firstValue(reader: YamlReader): Scalar {
  if (!isMap(reader.root)) throw new Error("not a mapping");
  return (reader.root.items as Pair<Scalar, Scalar>[])[0].value!;
}

describe("a reader of YAML", () => {
  test("has the nodes of a text and no findings", () => {
    const reader = new YamlReader("a: b\n");
    expect(reader.root?.toJSON()).toEqual({ a: "b" });
    expect(reader.diagnostics).toEqual([]);
  });

  test.each(["", "\n \n", "# comment\n"])("has no nodes and no findings for %j", (text) => {
    const reader = new YamlReader(text);
    expect(reader.root).toBeUndefined();
    expect(reader.diagnostics).toEqual([]);
  });

  test("takes off a byte order mark and reads CRLF as LF", () => {
    const reader = new YamlReader("\uFEFFa: |\r\n  b\r\n  c\r\n");
    expect(reader.root?.toJSON()).toEqual({ a: "b\nc\n" });
  });

  test("keeps a carriage return that is written as an escape", () => {
    expect(firstValue(new YamlReader('a: "b\\r\\nc"\n')).value).toBe("b\r\nc");
  });

  test("keeps all pairs of duplicate keys", () => {
    const { root, diagnostics } = new YamlReader("a: 1\na: 2\n");
    expect(diagnostics).toEqual([]);
    expect(isMap(root) && root.items).toHaveLength(2);
  });

  test("has no nodes when the text is not YAML, but each error with its place", () => {
    const reader = new YamlReader("a:\n\tb: 1\n\tc: 2\n");
    expect(reader.root).toBeUndefined();
    expect(reader.diagnostics).toMatchObject(
      [2, 3].map((line) => ({
        code: "BS101",
        severity: "error",
        line,
        column: 1,
        message: "not valid YAML: Tabs are not allowed as indentation",
        fix: expect.stringContaining("no tabs"),
      })),
    );
  });

  test("has one error, of one line, for a second document", () => {
    const { diagnostics } = new YamlReader("a: b\n---\nc: d\n");
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({ code: "BS101", line: 2, column: 1 });
    expect(diagnostics[0].message).not.toMatch(/\n|parseAllDocuments/);
  });

  test("says where a node begins and ends, counted from 1", () => {
    const reader = new YamlReader("# comment\n\na: b\n");
    expect(reader.rangeOf(reader.root!)).toEqual({ line: 3, column: 1, endLine: 3, endColumn: 5 });
    expect(reader.rangeOf(firstValue(reader))).toEqual({ line: 3, column: 4, endLine: 3, endColumn: 5 });
  });

  test.each([
    ["a block", "a: |\n  b\n\n\nc: d\n", { line: 1, column: 4, endLine: 2, endColumn: 4 }],
    ["a list", "a:\n  - b  \n\n# comment\nc: d\n", { line: 2, column: 3, endLine: 2, endColumn: 6 }],
    ["quotes with blanks", "a: 'b  '\nc: d\n", { line: 1, column: 4, endLine: 1, endColumn: 9 }],
    ["an alias", "a: &x b\nc: *x\n", { line: 1, column: 7, endLine: 1, endColumn: 8 }],
  ])("ends %s with its own last character", (_, text, range) => {
    const reader = new YamlReader(text);
    expect(reader.rangeOf(firstValue(reader))).toEqual(range);
  });

  test("says the right line of an error that follows an alias taken for a key", () => {
    const { diagnostics } = new YamlReader("  *aversion: 0.1\ncomponent: build\nsteps:\n  - type: Command\n");
    expect(diagnostics.at(-1)).toMatchObject({ code: "BS101", line: 4, column: 11 });
  });

  test("keeps a finding about a node or a place", () => {
    const reader = new YamlReader("a: b\n");
    const place = { line: 7, column: 8, endLine: 9, endColumn: 10 };
    reader.report("BS299", "warning", firstValue(reader), "of a node", { fix: "none" });
    reader.report("BS298", "error", place, "of a place", { fix: "some" });
    expect(reader.diagnostics).toMatchObject([
      {
        ...{ code: "BS299", severity: "warning", message: "of a node", fix: "none" },
        ...{ line: 1, column: 4, endLine: 1, endColumn: 5 },
      },
      { code: "BS298", severity: "error", message: "of a place", fix: "some", ...place },
    ]);
  });

  test("has an error where an alias of nothing stands", () => {
    const { diagnostics } = new YamlReader("a: &x b\nc: [*x, *y]\n");
    expect(diagnostics).toMatchObject([
      {
        code: "BS107",
        severity: "error",
        line: 2,
        column: 9,
        endLine: 2,
        endColumn: 11,
        message: "*y is undefined",
      },
    ]);
  });

  test.each([
    ["\u0000", "U+0000"],
    ["\u001b", "U+001B"],
    ["\uffff", "U+FFFF"],
  ])("reads nothing of a file with %j, and says where it stands", (character, name) => {
    const reader = new YamlReader(`a: b\nc: d${character}\n`);
    expect(reader.root).toBeUndefined();
    expect(reader.diagnostics).toMatchObject([
      {
        ...{ code: "BS106", severity: "error", message: `${name} is no character of a text` },
        ...{ line: 2, column: 5, endLine: 2, endColumn: 6 },
      },
    ]);
  });

  test("warns of a byte that is not UTF-8, and reads the file", () => {
    const reader = new YamlReader(Buffer.from("a: b\nc: \xe9\n", "latin1").toString("utf8"));
    expect(reader.diagnostics).toMatchObject([
      { code: "BS106", severity: "warning", line: 2, column: 4, endLine: 2, endColumn: 5 },
    ]);
    expect(reader.root).toBeDefined();
  });

  test("follows an alias to its node, and any other node to itself", () => {
    const reader = new YamlReader("a: &x b\nc: *x\nd: *y\n");
    const [a, c, d] = (reader.root as unknown as { items: Pair<Scalar, Scalar>[] }).items.map(
      (p) => p.value!,
    );
    expect(reader.follow(a)).toBe(a);
    expect(reader.follow(c)).toBe(a);
    expect(reader.follow(d)).toBeUndefined();
  });
});
