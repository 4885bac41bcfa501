import pc from "picocolors";
import { build, deliver, HOSTILE, outline, step, wait } from "./outlines";
import { textGraph } from "../../../src/report/graph/text-graph";
import { RunOutline } from "../../../src/runner/outline/outline";

const graph = (run: RunOutline) => textGraph(run, pc.createColors(false));

describe("a graph for people", () => {
  test("has each stage below the one it comes after, with what it does", () => {
    expect(graph(outline([build(), deliver()]))).toEqual([
      "build-app",
      "└─ 1 Build (managed build)",
      "   │  step 1 Compile (app/build_spec.yaml:8)",
      "   │  on failure 1 Clear up (app/build_spec.yaml:12)",
      "   └─ 2 Deliver (deliver artifacts)",
      "         image to iad.ocir.io/acme/app:${version} (${version} comes from stage Build)",
    ]);
  });

  test("has stages beside each other, and one after several below the last of them", () => {
    const stages = [wait(1, "a"), wait(2, "b", ["a"]), wait(3, "c", ["a"]), wait(4, "d", ["b", "c"])];
    expect(graph(outline(stages)).filter((line) => line.includes("wait"))).toEqual([
      "└─ 1 a (wait)",
      "   ├─ 2 b (wait)",
      "   └─ 3 c (wait)",
      "      └─ 4 d (wait, also after b)",
    ]);
  });

  test("marks what is skipped", () => {
    const skipped = build({
      isSkipped: true,
      spec: { ...build().spec!, steps: [step({ isSkipped: true })] },
    });
    expect(graph(outline([skipped])).slice(1)).toEqual([
      "└─ 1 Build (managed build) skipped",
      "      step 1 Compile (app/build_spec.yaml:8), skipped",
    ]);
  });

  test("shows names that cannot act on the terminal or add lines", () => {
    const lines = graph(outline([build({ name: HOSTILE }), wait(2, HOSTILE)], { pipeline: HOSTILE }));
    for (const line of lines) expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
    expect(lines).toHaveLength(6);
  });
});
