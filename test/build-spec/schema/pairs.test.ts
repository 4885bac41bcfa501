import { isMap, isScalar, Node, YAMLMap } from "yaml";
import { NamedPair, pairsOf } from "../../../src/build-spec/schema/pairs";
import { YamlReader } from "../../../src/build-spec/syntax/yaml-reader";

/** The pairs of a text's last value, or of the text itself, as `key: value`, and the findings as `CODE line:column`. */
function read(text: string, spend = (_: number) => true): { pairs: string[]; findings: string[] } {
  const reader = new YamlReader(text);
  const root = reader.root as YAMLMap<Node, Node>;
  const last = root.items.at(-1)!.value;
  const pairs = pairsOf((isMap(last) ? last : root) as YAMLMap, reader, spend);
  return {
    pairs: pairs.map(described),
    findings: reader.diagnostics.map(({ code, line, column }) => `${code} ${line}:${column}`),
  };
}

const described = ([name, , value]: NamedPair) =>
  `${name}: ${isScalar(value) ? String(value.value) : value === null ? "" : value.constructor.name}`;

describe("the pairs of a mapping", () => {
  test("are its keys by their texts, with their values", () => {
    expect(read("a: b\n0.10: c\n'd e': [f]\n? g\n").pairs).toEqual([
      "a: b",
      "0.10: c",
      "d e: YAMLSeq",
      "g: ",
    ]);
  });

  test("are found when a key is no text", () => {
    expect(read("[a, b]: c\n").pairs).toEqual([expect.stringMatching(/: c$/)]);
  });

  test("have the last value of a key that stands twice, and a finding where it stands again", () => {
    expect(read("a: 1\nb: 2\n  \na: 3\n'a': 4\n")).toEqual({
      pairs: ["a: 4", "b: 2"],
      findings: ["BS104 4:1", "BS104 5:1"],
    });
  });

  test("have those of a merged mapping before its own, which win, and a finding at the merge key", () => {
    expect(read("base: &b { a: 1, b: 2 }\nstep:\n  a: 3\n  <<: *b\n  c: 4\n")).toEqual({
      pairs: ["a: 3", "b: 2", "c: 4"],
      findings: ["BS108 4:3"],
    });
  });

  test("have those of each mapping of a list, the first of which wins", () => {
    const text = "x: &x { a: 1 }\ny: &y { a: 2, b: 3 }\nstep:\n  <<: [*x, *y]\n";
    expect(read(text)).toEqual({ pairs: ["a: 1", "b: 3"], findings: ["BS108 4:3"] });
  });

  test("have << as any other key when no mapping stands there", () => {
    expect(read("step:\n  <<: text\n")).toEqual({ pairs: ["<<: text"], findings: [] });
    expect(read("step:\n  <<:\n")).toEqual({ pairs: ["<<: null"], findings: [] });
  });

  test("have no more of merged mappings than the file may hold", () => {
    const text = "x: &x { a: 1, b: 2 }\ny: &y { c: 3 }\nstep:\n  <<: [*x, *y]\n";
    let left = 2;
    expect(read(text, (values) => (left -= values) >= 0).pairs).toEqual(["a: 1", "b: 2"]);
  });

  test("have __proto__ as any other key", () => {
    expect(read("__proto__: a\n").pairs).toEqual(["__proto__: a"]);
  });
});
