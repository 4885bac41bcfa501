import pc from "picocolors";
import { FakeClock } from "./fake-clock";
import { Heartbeat } from "../../src/report/heartbeat";
import { RunEvent } from "../../src/runner/events";

const STEP: RunEvent = { type: "step-started", stage: "Build", step: "Compile" };
const STAGE: RunEvent = { type: "stage-started", stage: "Build" };
const ENDED: RunEvent = { type: "run-finished", exitCode: 0, folder: "/runs/1", durationMs: 1 };

function started(...events: RunEvent[]) {
  const clock = new FakeClock();
  const lines: string[] = [];
  const heartbeat = new Heartbeat((line) => lines.push(line), clock, pc.createColors(false));
  events.forEach((event) => heartbeat.see(event));
  return { clock, lines, heartbeat };
}

describe("a step in CI", () => {
  test("that prints nothing says each minute that it still runs", () => {
    const { clock, lines } = started(STAGE, STEP);
    clock.pass(59_000);
    expect(lines).toEqual([]);
    clock.pass(121_000);
    expect(lines).toEqual([
      "[Build > Compile] still running, 60 s",
      "[Build > Compile] still running, 120 s",
      "[Build > Compile] still running, 180 s",
    ]);
  });

  test("that prints something says so a minute later only", () => {
    const { clock, lines, heartbeat } = started(STAGE, STEP);
    clock.pass(50_000);
    heartbeat.print("a line");
    clock.pass(59_000);
    expect(lines).toEqual(["a line"]);
    clock.pass(1_000);
    expect(lines).toEqual(["a line", "[Build > Compile] still running, 110 s"]);
  });

  test("that has ended says nothing, nor does a stage without steps", () => {
    const { clock, lines, heartbeat } = started(STAGE);
    clock.pass(200_000);
    heartbeat.see(STEP);
    clock.pass(10_000);
    heartbeat.see({
      type: "step-finished",
      stage: "Build",
      step: "Compile",
      exitCode: 0,
      timedOut: false,
      durationMs: 1,
    });
    clock.pass(200_000);
    expect(lines).toEqual([]);
  });

  test("says nothing after the run, and no timer is left", () => {
    const { clock, lines, heartbeat } = started(STAGE, STEP);
    heartbeat.see(ENDED);
    clock.pass(200_000);
    expect(lines).toEqual([]);
    expect(clock.timers).toBe(0);
  });
});
