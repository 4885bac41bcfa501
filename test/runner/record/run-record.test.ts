import { RunEvent } from "../../../src/runner/events";
import { newRecord, record, RunRecord } from "../../../src/runner/record/run-record";

const START = new Date("2026-01-01T12:00:00Z");
const OWNER = { host: "host/[1]", boot: "boot", pid: 7, started: "11" };
const END = new Date("2026-01-01T12:00:05Z");

function recordOf(...events: RunEvent[]): RunRecord {
  const run = newRecord("run-1", "pipeline", { param: "value" }, START, OWNER);
  events.forEach((event) => record(run, event, END));
  return run;
}

const started = (stage: string): RunEvent => ({ type: "stage-started", stage });
const finished = (stage: string, succeeded: boolean): RunEvent => ({
  type: "stage-finished",
  stage,
  succeeded,
  durationMs: 7,
});
const ended = (exitCode: number): RunEvent => ({
  type: "run-finished",
  exitCode,
  folder: "/f",
  durationMs: 9,
});

describe("the record of a run", () => {
  test("says at its begin that the run is in progress", () => {
    expect(recordOf()).toEqual({
      runId: "run-1",
      pipeline: "pipeline",
      startedAt: "2026-01-01T12:00:00.000Z",
      status: "IN_PROGRESS",
      owner: OWNER,
      parameters: { param: "value" },
      exportedVariables: {},
      stages: [],
      deliveries: [],
      deployments: [],
      failures: [],
      kept: [],
      outputs: {},
    });
  });

  test.each([
    [0, "SUCCEEDED"],
    [1, "FAILED"],
    [2, "FAILED"],
    [124, "FAILED"],
    [125, "FAILED"],
    [130, "CANCELED"],
    [129, "CANCELED"],
    [143, "CANCELED"],
  ])("says of exit code %d that the run has %s", (exitCode, status) => {
    expect(recordOf(ended(exitCode))).toMatchObject({
      exitCode,
      status,
      finishedAt: "2026-01-01T12:00:05.000Z",
    });
  });

  test("holds every stage with its steps", () => {
    const step = { step: "s", exitCode: 3, timedOut: false, durationMs: 5 };
    const { stages } = recordOf(
      started("Build"),
      { type: "step-started", stage: "Build", step: "s" },
      { type: "step-finished", stage: "Build", ...step },
      finished("Build", true),
      started("Deliver"),
      finished("Deliver", false),
      started("Deploy"),
    );
    expect(stages).toEqual([
      { stage: "Build", status: "SUCCEEDED", durationMs: 7, steps: [step] },
      { stage: "Deliver", status: "FAILED", durationMs: 7, steps: [] },
      { stage: "Deploy", status: "IN_PROGRESS", steps: [] },
    ]);
  });

  test("tells of a step that ran out of memory", () => {
    const step = { step: "s", exitCode: 137, timedOut: false, outOfMemory: true as const, durationMs: 5 };
    const { stages } = recordOf(started("Build"), { type: "step-finished", stage: "Build", ...step });
    expect(stages[0].steps).toEqual([step]);
  });

  test("holds what has been kept", () => {
    const machine = { description: "it stays", shellCommand: "sh shell.sh", removeCommand: "rm it" };
    expect(recordOf(started("Build"), { type: "kept", stage: "Build", machine })).toMatchObject({
      kept: [machine],
    });
  });

  test("holds deliveries, deployments and failures, but no output", () => {
    const delivery = { outputName: "out", file: "artifacts/out", sha256: "00", bytes: 1 };
    const deployment = { pipeline: "deploy", arguments: { a: "b" }, functions: [] };
    const run = recordOf(
      started("Build"),
      { type: "output", stage: "Build", step: "s", text: "printed text" },
      { type: "log", stage: "Build", text: "logged text" },
      { type: "warning", stage: "Build", text: "warning text" },
      { type: "delivered", stage: "Build", delivery },
      { type: "deployment", stage: "Build", deployment },
      { type: "failure", stage: "Build", text: "it broke" },
    );
    expect(run).toMatchObject({ deliveries: [delivery], deployments: [deployment], failures: ["it broke"] });
    expect(JSON.stringify(run)).not.toContain(" text");
  });
});
