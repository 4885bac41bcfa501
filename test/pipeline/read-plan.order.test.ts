import { PIPELINE, pipelineStack, problems, stackOf, STAGE, wait } from "./terraform-json";
import { readPlan } from "../../src/pipeline/read-plan";

const planOf = (stages: Record<string, unknown>) => readPlan(stackOf(pipelineStack(stages)));
const names = (stages: Record<string, unknown>) =>
  planOf(stages).stages.map(({ displayName }) => displayName);

describe("the stages of a plan", () => {
  test("come in an order in which they can be done, with parallel stages and a join", () => {
    const stages = {
      deploy: wait(["test", "scan"]),
      scan: wait(["build"]),
      test: wait(["build"]),
      build: wait(),
    };
    expect(names(stages)).toEqual(["build", "scan", "test", "deploy"]);
    expect(planOf(stages).stages.map(({ predecessors }) => predecessors)).toEqual([
      [],
      [`${STAGE}.build`],
      [`${STAGE}.build`],
      [`${STAGE}.test`, `${STAGE}.scan`],
    ]);
  });

  test("may name their predecessors in lists of blocks", () => {
    const collection = [{ items: [{ id: `\${${STAGE}.a.id}` }] }, { items: [{ id: `\${${STAGE}.b.id}` }] }];
    const c = wait([], { build_pipeline_stage_predecessor_collection: collection });
    expect(names({ c, b: wait(), a: wait() })).toEqual(["b", "a", "c"]);
  });

  test("come first without any predecessor", () => {
    const a = wait([], { build_pipeline_stage_predecessor_collection: undefined });
    expect(planOf({ b: wait(["a"]), a }).stages.map(({ predecessors }) => predecessors)).toEqual([
      [],
      [`${STAGE}.a`],
    ]);
  });

  test("are those of the one pipeline", () => {
    const other = wait([], { build_pipeline_id: `\${${PIPELINE}.other.id}` });
    expect(names({ a: wait(), other })).toEqual(["a"]);
  });

  test("are not in the way of depends_on, which orders their creation only", () => {
    expect(names({ a: wait([], { depends_on: [`${STAGE}.b`] }), b: wait() })).toEqual(["a", "b"]);
  });

  test("are a problem when they wait for each other", () => {
    expect(problems(() => planOf({ a: wait(), b: wait(["a", "c"]), c: wait(["b"]) }))).toEqual([
      `stages wait for each other: ${STAGE}.b, ${STAGE}.c`,
    ]);
    expect(problems(() => planOf({ a: wait(["a"]) }))).toEqual([`stages wait for each other: ${STAGE}.a`]);
  });

  test.each([
    ["does not exist", `\${${STAGE}.nothing.id}`],
    ["is only known by its OCID", "ocid1.devopsbuildpipelinestage.oc1.iad.first"],
    ["is a variable without a value", "${var.first}"],
  ])("are a problem when a predecessor %s", (_, id) => {
    const a = wait([], { build_pipeline_stage_predecessor_collection: { items: [{ id }] } });
    expect(problems(() => planOf({ a }))).toEqual([expect.stringContaining(`${STAGE}.a: `)]);
  });

  test("are a problem that names it when a predecessor is of another pipeline", () => {
    const other = wait([], { build_pipeline_id: `\${${PIPELINE}.other.id}` });
    const [problem] = problems(() => planOf({ a: wait(["other"]), other }));
    expect(problem).toContain(`${STAGE}.other`);
    expect(problem).not.toContain("wait for each other");
  });
});
