import { build, deliver, HOSTILE, outline, step } from "./outlines";
import { dotGraph } from "../../../src/report/graph/dot-graph";

/** Splits a line into its quoted strings and the rest. */
function parts(line: string): { strings: string[]; rest: string } {
  const quoted = /"((?:\\.|[^"\\])*)"/g;
  const strings = [...line.matchAll(quoted)].map(([, text]) => text);
  return { strings, rest: line.replace(quoted, "S") };
}

describe("a graph for Graphviz", () => {
  test("has a node for each stage and an edge for each order", () => {
    expect(dotGraph(outline([build(), deliver({ isSkipped: true })]))).toEqual([
      'digraph "build-app" {',
      "  node [shape=box];",
      String.raw`  s1 [label="1 Build (managed build)\nstep 1 Compile (app/build_spec.yaml:8)\lon failure 1 Clear up (app/build_spec.yaml:12)\l"];`,
      String.raw`  s2 [label="2 Deliver (deliver artifacts, skipped)\nimage to iad.ocir.io/acme/app:${"${version}"} (${"${version}"} comes from stage Build)\l", style=dashed];`,
      "  s1 -> s2;",
      "}",
    ]);
  });

  test("has names in strings that they do not end, and no escape of theirs", () => {
    const hostile = build({ name: HOSTILE, spec: { ...build().spec!, steps: [step({ name: HOSTILE })] } });
    const lines = dotGraph(outline([hostile], { pipeline: HOSTILE }));
    expect(lines.map((line) => parts(line).rest)).toEqual([
      "digraph S {",
      "  node [shape=box];",
      "  s1 [label=S];",
      "}",
    ]);
    const [label] = parts(lines[2]).strings;
    expect(label).toContain(String.raw`a\"] --> x[\"b\"\\\"`);
    expect(label).toContain(String.raw`&amp;amp;\\l`);
    // Escapes are those of ours: quotes, backslashes, and ends of lines.
    expect(label.replace(/\\[\\"nl]/g, "")).not.toContain("\\");
  });
});
