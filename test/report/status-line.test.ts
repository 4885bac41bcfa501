import pc from "picocolors";
import { FakeClock } from "./fake-clock";
import { FakeScreen } from "./fake-screen";
import { displayWidth } from "../../src/report/diagnostics/display-width";
import { StatusLine, statusText } from "../../src/report/status-line";
import { RunEvent } from "../../src/runner/events";

const RUN: RunEvent = { type: "run-started", runId: "run-1", pipeline: "build-app", header: [] };
const STAGE: RunEvent = { type: "stage-started", stage: "Build" };
const STEP: RunEvent = {
  type: "step-started",
  stage: "Build",
  step: "Compile",
  place: { number: 2, of: 5 },
};
const STEP_ENDED: RunEvent = {
  type: "step-finished",
  stage: "Build",
  step: "Compile",
  exitCode: 0,
  timedOut: false,
  durationMs: 1,
};
const ENDED: RunEvent = { type: "run-finished", exitCode: 0, folder: "/runs/1", durationMs: 1 };

function opened() {
  const clock = new FakeClock();
  const screen = new FakeScreen();
  const status = new StatusLine(screen, clock, pc.createColors(false));
  return { clock, screen, status };
}

/** A run in the middle of a step that has begun after 5 s. */
function inStep() {
  const all = opened();
  all.status.see(RUN);
  all.status.see(STAGE);
  all.clock.pass(5_000);
  all.status.see(STEP);
  return all;
}

describe("the status line", () => {
  test("says which step of how many has run for how long, and the run", () => {
    const { clock, screen } = inStep();
    clock.pass(65_000);
    expect(screen.lines).toEqual(["[Build > Compile] step 2 of 5, 1 min 05 s, run 1 min 10 s"]);
  });

  test("ticks through a step that prints nothing", () => {
    const { clock, screen } = inStep();
    clock.pass(1_000);
    expect(screen.lines).toEqual([expect.stringContaining(", 1 s, run 6 s")]);
    clock.pass(2_000);
    expect(screen.lines).toEqual([expect.stringContaining(", 3 s, run 8 s")]);
  });

  test("shows a stage between its steps, with the stage's time", () => {
    const { clock, screen, status } = inStep();
    clock.pass(1_000);
    status.see(STEP_ENDED);
    clock.pass(1_000);
    expect(screen.lines).toEqual(["[Build] 7 s, run 7 s"]);
  });

  test("shows a step of an onFailure block without a number", () => {
    const { clock, screen, status } = inStep();
    status.see({ type: "step-started", stage: "Build", step: "Clear up" });
    clock.pass(1_000);
    expect(screen.lines).toEqual(["[Build > Clear up] 1 s, run 6 s"]);
  });

  test("gives way to lines and stays below them", () => {
    const { clock, screen, status } = inStep();
    clock.pass(1_000);
    status.print("one");
    status.print("two");
    clock.pass(1_000);
    expect(screen.lines).toEqual(["one", "two", expect.stringMatching(/^\[Build > Compile\] /)]);
  });

  test("is drawn four times a second at most, however much is printed", () => {
    const { clock, screen, status } = inStep();
    for (let i = 0; i < 2_000; i++) {
      status.print("line");
      clock.pass(1);
    }
    const drawn = screen.written.split("step 2 of 5").length - 1;
    // 5 s before the step and 2 s of it.
    expect(drawn).toBeGreaterThan(2);
    expect(drawn).toBeLessThanOrEqual(9);
    expect(screen.lines.filter((line) => line === "line")).toHaveLength(2_000);
  });

  test("is gone when the run ends, and its timer with it", () => {
    const { clock, screen, status } = inStep();
    clock.pass(1_000);
    status.see(ENDED);
    status.print("the end");
    clock.pass(10_000);
    expect(screen.lines).toEqual(["the end", ""]);
    expect(clock.timers).toBe(0);
  });

  test("is gone when it is stopped, and may be stopped twice", () => {
    const { clock, screen, status } = inStep();
    clock.pass(1_000);
    status.stop();
    status.stop();
    clock.pass(10_000);
    status.print("cleaning up");
    expect(screen.lines).toEqual(["cleaning up", ""]);
    expect(clock.timers).toBe(0);
  });

  test("is not there before a stage has begun", () => {
    const { clock, screen, status } = opened();
    status.see(RUN);
    clock.pass(10_000);
    expect(screen.written).toBe("");
  });

  test("keeps to a terminal that becomes narrower", () => {
    const { clock, screen } = inStep();
    screen.columns = 30;
    clock.pass(1_000);
    expect(screen.lines).toEqual(["step 2 of 5, 1 s, run 6 s"]);
  });

  test.each([undefined, 0])("takes 80 columns when there are %p", (columns) => {
    const { clock, screen, status } = inStep();
    screen.columns = columns;
    status.see({ type: "step-started", stage: "Build", step: "x".repeat(500) });
    clock.pass(1_000);
    expect(screen.lines[0]).toHaveLength(79);
  });
});

describe("the text of the status line", () => {
  const progress = { stage: "Build", step: "Compile", place: { number: 1, of: 2 }, since: 0, runSince: 0 };
  const hostile = [
    "漢字".repeat(60),
    "🙂🏽👩‍👩‍👧‍👦".repeat(30),
    "e\u0301".repeat(200),
    "\u001b[2J\u001b]0;title\u0007\r\n".repeat(10),
    "\u202e\u2066 reversed".repeat(20),
    "\ud800".repeat(90),
  ];

  test.each(hostile)("is never wider than the terminal, whatever the names are: %j", (name) => {
    for (let columns = 1; columns <= 200; columns++) {
      const text = statusText({ ...progress, stage: name, step: name }, 1_000, columns);
      expect(displayWidth(text)).toBeLessThan(columns);
      expect(text).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e\u2066]/);
    }
  });

  test("keeps the times and cuts the names", () => {
    expect(statusText({ ...progress, step: "x".repeat(100) }, 1_000, 60)).toBe(
      "[Build > xxxxxxxxxxxxxxxxxxxx...] step 1 of 2, 1 s, run 1 s",
    );
  });
});
