import { build, deliver, HOSTILE, outline, step } from "./outlines";
import { mermaidGraph } from "../../../src/report/graph/mermaid-graph";

describe("a Mermaid flowchart", () => {
  test("has a node for each stage and an arrow for each order", () => {
    expect(mermaidGraph(outline([build(), deliver({ isSkipped: true })]))).toEqual([
      "flowchart TD",
      '  s1["1 Build #40;managed build#41;<br/>step 1 Compile #40;app/build_spec.yaml#58;8#41;<br/>on failure 1 Clear up #40;app/build_spec.yaml#58;12#41;"]',
      expect.stringMatching(/^ {2}s2\["2 Deliver #40;deliver artifacts, skipped#41;<br\/>image to iad\./),
      "  s1 --> s2",
      "  style s2 stroke-dasharray: 5 5",
    ]);
  });

  test("has nothing in its labels that Mermaid or HTML could take for their own", () => {
    const hostile = build({ name: HOSTILE, spec: { ...build().spec!, steps: [step({ name: HOSTILE })] } });
    const lines = mermaidGraph(outline([hostile], { pipeline: HOSTILE }));
    expect(lines).toHaveLength(2);
    const [, label] = /^ {2}s1\["(.*)"\]$/.exec(lines[1])!;
    // Codes end in a semicolon, and lines in a break of ours.
    expect(label.replace(/#\d+;/g, "").split("<br/>").join("")).toMatch(/^[\p{L}\p{N} ._/,-]*$/u);
  });

  test("keeps letters of every language", () => {
    expect(mermaidGraph(outline([build({ name: "Bäu 漢字" })]))[1]).toContain("1 Bäu 漢字");
  });
});
