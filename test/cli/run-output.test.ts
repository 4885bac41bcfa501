import pc from "picocolors";
import { OutputMode, outputMode, runOutput } from "../../src/cli/run-output";
import { RunEvent } from "../../src/runner/events";
import { FakeClock } from "../report/fake-clock";
import { FakeScreen } from "../report/fake-screen";

describe("a run is shown", () => {
  test.each<[OutputMode, boolean, boolean, NodeJS.ProcessEnv]>([
    ["status line", false, true, {}],
    ["status line", false, true, { CI: "false", TERM: "xterm" }],
    ["status line", false, true, { CI: "" }],
    ["plain", false, false, {}],
    ["plain", false, true, { TERM: "dumb" }],
    ["heartbeat", false, true, { CI: "true" }],
    ["heartbeat", false, false, { CI: "1" }],
    ["json", true, true, {}],
    ["json", true, false, { CI: "true" }],
  ])("as %s with --json %p, terminal %p and %j", (mode, isJson, isTerminal, env) => {
    expect(outputMode(isJson, isTerminal, env)).toBe(mode);
  });
});

const STEP: RunEvent = { type: "step-started", stage: "Build", step: "s" };
const EVENTS: readonly RunEvent[] = [
  { type: "run-started", runId: "run-1", pipeline: "p", header: [] },
  { type: "stage-started", stage: "Build" },
  STEP,
  { type: "output", stage: "Build", step: "s", text: "text" },
];

function shownIn(mode: OutputMode) {
  const clock = new FakeClock();
  const screen = new FakeScreen();
  const output = runOutput(mode, screen, clock, pc.createColors(false));
  EVENTS.forEach((event) => output.listener(event));
  return { clock, output, text: () => screen.written };
}

const LINES = "Build run run-1 of p\n[Build] Stage started\n[Build > s] EXEC: text\n";

test("plain lines are all there is without a terminal, however long a step takes", () => {
  const { clock, output, text } = shownIn("plain");
  clock.pass(1_000_000);
  output.stopStatus();
  expect(text()).toBe(LINES);
});

test("CI gets lines only, and one each minute that a step is silent", () => {
  const { clock, output, text } = shownIn("heartbeat");
  clock.pass(125_000);
  output.stopStatus();
  expect(text()).toBe(`${LINES}[Build > s] still running, 60 s\n[Build > s] still running, 120 s\n`);
  expect(clock.timers).toBe(0);
});

test("events are lines of JSON", () => {
  const { clock, output, text } = shownIn("json");
  clock.pass(1_000_000);
  output.stopStatus();
  expect(text().trimEnd().split("\n").map((line) => JSON.parse(line) as RunEvent)).toEqual(EVENTS); // prettier-ignore
});

describe("on a terminal", () => {
  test("the status line is below the lines, and gone when others are to print", () => {
    const { clock, output, text } = shownIn("status line");
    clock.pass(1_000);
    output.stopStatus();
    const shown = text();
    expect(shown).toContain("[Build > s] 1 s, run 1 s");
    expect(shown.endsWith("\r\u001b[2K")).toBe(true);
    clock.pass(10_000);
    output.stopStatus();
    expect(text()).toBe(shown);
    expect(clock.timers).toBe(0);
  });

  test("nothing of it is left in the end", () => {
    const { clock, output, text } = shownIn("status line");
    clock.pass(1_000);
    output.stopStatus();
    expect(text().endsWith("\r\u001b[2K")).toBe(true);
    expect(clock.timers).toBe(0);
  });
});
