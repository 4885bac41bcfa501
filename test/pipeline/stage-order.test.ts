import * as fc from "fast-check";
import { StagePlan } from "../../src/pipeline/pipeline-plan";
import { inOrder } from "../../src/pipeline/stage-order";

const stageAfter = (address: string, predecessors: readonly string[]): StagePlan => ({
  kind: "WAIT",
  displayName: address,
  stageId: address,
  address,
  predecessors,
  duration: "PT5S",
});

/** Addresses in order, and problems; stages are given as `name: predecessors`. */
function order(stages: Record<string, string[]>): { order: string[]; problems: string[] } {
  const problems: string[] = [];
  const all = Object.entries(stages).map(([name, after]) => stageAfter(name, after));
  return { order: inOrder(all, problems).map(({ address }) => address), problems };
}

describe("the order of stages", () => {
  test("follows a chain from its end to its start", () => {
    expect(order({ c: ["b"], b: ["a"], a: [] })).toEqual({ order: ["a", "b", "c"], problems: [] });
  });

  test("keeps the file's order among stages that may run at once", () => {
    expect(order({ first: [], z: ["first"], y: ["first"], x: ["first"] }).order).toEqual([
      "first",
      "z",
      "y",
      "x",
    ]);
  });

  test("has a join after all of its predecessors", () => {
    const stages = {
      join: ["left", "right"],
      left: ["start"],
      right: ["middle"],
      middle: ["start"],
      start: [],
    };
    expect(order(stages).order).toEqual(["start", "left", "middle", "right", "join"]);
  });

  test("is empty without stages", () => {
    expect(order({})).toEqual({ order: [], problems: [] });
  });

  test("has a problem, with the stages in question, when stages wait for each other", () => {
    const { order: found, problems } = order({ a: [], b: ["a", "d"], c: ["b"], d: ["c"], e: ["a"] });
    expect(found).toEqual(["a", "e"]);
    expect(problems).toEqual(["stages wait for each other: b, c, d"]);
  });

  test("has a problem when a stage waits for itself", () => {
    expect(order({ a: ["a"] }).problems).toEqual(["stages wait for each other: a"]);
  });

  test("has each stage once and after its predecessors, whatever the graph", () => {
    const graph = fc
      .array(fc.array(fc.nat(), { maxLength: 4 }), { maxLength: 30 })
      .chain((rows) => {
        const edges = rows.map((row, i) => [i, i === 0 ? [] : row.map((n) => n % i)] as const);
        return fc.shuffledSubarray(edges, { minLength: edges.length });
      })
      .map((rows) => Object.fromEntries(rows.map(([i, after]) => [`s${i}`, after.map((n) => `s${n}`)])));
    fc.assert(
      fc.property(graph, (stages) => {
        const { order: found, problems } = order(stages);
        expect(problems).toEqual([]);
        expect([...found].sort()).toEqual(Object.keys(stages).sort());
        for (const [name, after] of Object.entries(stages)) {
          for (const p of after) expect(found.indexOf(p)).toBeLessThan(found.indexOf(name));
        }
      }),
    );
  });
});
