import pc from "picocolors";
import { consoleReport } from "../../src/report/console";
import { RunEvent } from "../../src/runner/events";

function report(...events: RunEvent[]): string[] {
  const lines: string[] = [];
  const listener = consoleReport((line) => lines.push(line), pc.createColors(false));
  events.forEach(listener);
  return lines;
}

const output = (text: string, step = "s"): RunEvent => ({ type: "output", stage: "Build", step, text });
const continued = (text: string): RunEvent => ({
  type: "output",
  stage: "Build",
  step: "s",
  text,
  continues: true,
});
const RUN: readonly RunEvent[] = [
  {
    type: "run-started",
    runId: "run-1",
    pipeline: "build-app",
    header: ["Executor: host", "Source app: /app"],
  },
  { type: "stage-started", stage: "Build" },
  { type: "log", stage: "Build", text: "Starting PARSE_BUILD_SPEC" },
  { type: "warning", stage: "Build", text: "a key is not known" },
  { type: "step-started", stage: "Build", step: "compile" },
  output("compiling", "compile"),
  { type: "step-finished", stage: "Build", step: "compile", exitCode: 0, timedOut: false, durationMs: 1 },
  { type: "stage-finished", stage: "Build", succeeded: true, durationMs: 1234 },
  { type: "run-finished", exitCode: 0, folder: "/runs/run-1", durationMs: 2000 },
];

describe("the console", () => {
  test("shows a run as the service's log does, each line with its stage", () => {
    expect(report(...RUN)).toEqual([
      "Build run run-1 of build-app",
      "Executor: host",
      "Source app: /app",
      "[Build] Stage started",
      "[Build] Starting PARSE_BUILD_SPEC",
      "[Build] WARNING: a key is not known",
      "[Build > compile] EXEC: compiling",
      "[Build] Stage SUCCEEDED after 1.2 s",
      "Build run SUCCEEDED after 2.0 s",
      "Record: /runs/run-1",
    ]);
  });

  test("shows lines that come at once as it shows them one by one", () => {
    const texts = ["plain", "", "tab\tand ünï🙂", "bell\u0007", "\u001b[31mred", "x".repeat(3000), "last"];
    const chunks = [texts, texts.slice(0, 3), ["alone"]];
    const printed: string[] = [];
    const { lines } = consoleReport((line) => printed.push(line), pc.createColors(false));
    for (const chunk of chunks) lines({ stage: "Build", step: "s" }, chunk.join("\n"));
    expect(printed.join("\n").split("\n")).toEqual(report(...chunks.flat().map((text) => output(text))));
    lines({ stage: "$$ $& $1", step: "$'" }, "one\n$&\nthree");
    const front = "[$$ $& $1 > $'] EXEC: ";
    expect(printed.at(-1)).toBe(`${front}one\n${front}$&\n${front}three`);
  });

  test("shows each event as it comes", () => {
    const lines: string[] = [];
    const listener = consoleReport((line) => lines.push(line), pc.createColors(false));
    listener(output("first"));
    expect(lines).toEqual(["[Build > s] EXEC: first"]);
    listener(output("second"));
    expect(lines).toEqual(["[Build > s] EXEC: first", "[Build > s] EXEC: second"]);
  });

  test("shows how a run has failed", () => {
    expect(
      report(
        { type: "failure", stage: "Build", text: "Step 'x' failed" },
        { type: "stage-finished", stage: "Build", succeeded: false, durationMs: 0 },
        { type: "run-finished", exitCode: 1, folder: "/runs/run-1", durationMs: 0 },
      ),
    ).toEqual([
      "[Build] Step 'x' failed",
      "[Build] Stage FAILED after 0.0 s",
      "Build run FAILED after 0.0 s",
      "Record: /runs/run-1",
    ]);
  });

  test("shows a delivered image with address, id, digest and archive", () => {
    const delivery = {
      outputName: "image",
      imageUri: "iad.ocir.io/acme/app:1",
      imageId: "sha256:aa",
      digest: "sha256:bb",
      file: "artifacts/image.tar",
      sha256: "cc",
      bytes: 9,
    };
    expect(report({ type: "delivered", stage: "Deliver", delivery })).toEqual([
      "[Deliver] Delivered iad.ocir.io/acme/app:1",
      "[Deliver]   image sha256:aa",
      "[Deliver]   registry digest sha256:bb",
      "[Deliver]   archive artifacts/image.tar, 9 bytes, digest sha256:cc",
    ]);
  });

  test("shows a delivered file by its name", () => {
    const delivery = { outputName: "zip", file: "artifacts/zip", sha256: "cc", bytes: 9 };
    expect(report({ type: "delivered", stage: "Deliver", delivery })).toEqual([
      "[Deliver] Delivered zip",
      "[Deliver]   archive artifacts/zip, 9 bytes, digest sha256:cc",
    ]);
  });

  test("shows the deployment that the service would start", () => {
    const deployment = {
      pipeline: "deploy-app",
      arguments: { version: "1" },
      functions: [{ functionId: "ocid1.fn", imageUri: "iad.ocir.io/acme/app:1" }],
    };
    expect(report({ type: "deployment", stage: "Deploy", deployment })).toEqual([
      "[Deploy] Deployment of deploy-app would start with these arguments:",
      "[Deploy]   version=1",
      "[Deploy]   ocid1.fn gets iad.ocir.io/acme/app:1",
    ]);
  });

  test("colours lines where colours are wanted", () => {
    const lines: string[] = [];
    consoleReport(
      (line) => lines.push(line),
      pc.createColors(true),
    )({ type: "failure", stage: "Build", text: "broken" });
    expect(lines).toEqual(["\u001b[36m[Build] \u001b[39m\u001b[31mbroken\u001b[39m"]);
  });
});

describe("a line that a step prints", () => {
  test("has the stage and the step it is from in front, which may change from line to line", () => {
    const events = ["a", "b", "a"].map((step) => output(step, step));
    expect(report(...events)).toEqual(["[Build > a] EXEC: a", "[Build > b] EXEC: b", "[Build > a] EXEC: a"]);
  });

  test("is cut when it is long, and says how much is missing", () => {
    expect(report(output("x".repeat(16_000)))).toEqual([
      `[Build > s] EXEC: ${"x".repeat(2_000)}... (14000 more characters; the run's record has them)`,
    ]);
  });

  test("that comes in parts is shown once, and what is left out is counted before the next line", () => {
    const parts = Array.from({ length: 12_000 }, () => continued("x".repeat(16_384)));
    const lines = report(output("x".repeat(16_384)), ...parts, output("after it"));
    expect(lines).toEqual([
      expect.stringMatching(/^\[Build > s\] EXEC: x{2000}\.\.\. \(14384 more characters;/),
      "[Build > s] EXEC: ... (196608000 more characters; the run's record has them)",
      "[Build > s] EXEC: after it",
    ]);
  });

  test("that comes in parts is counted when the step ends, too", () => {
    const log: RunEvent = { type: "log", stage: "Build", text: "Step ended" };
    expect(report(output("x".repeat(16_384)), continued("xx"), log).slice(1)).toEqual([
      "[Build > s] EXEC: ... (2 more characters; the run's record has them)",
      "[Build] Step ended",
    ]);
  });

  test.each(["\u001b[31mred", "\u001b[0;31mred", "\u001b[0mplain\u001b[1mbold"])(
    "leaves no colour on to the following lines: %j",
    (text) => expect(report(output(text))).toEqual([`[Build > s] EXEC: ${text}\u001b[0m`]),
  );

  test("has names in front that pass for nothing else and are not long", () => {
    const evil = "a\u001b[31m\n\u202e\r\u001b[2J";
    expect(report({ type: "output", stage: evil, step: "x".repeat(5_000), text: "" })).toEqual([
      `[a [2J > ${"x".repeat(57)}...] EXEC: `,
    ]);
  });

  test("costs little: more than a million of them take a few seconds at most", () => {
    let printed = 0;
    const listener = consoleReport(() => printed++, pc.createColors(true));
    const event = output("0123456789");
    for (let i = 0; i < 1_300_000; i++) listener(event);
    expect(printed).toBe(1_300_000);
  });
});

describe("control characters", () => {
  test.each([
    ["clear the screen", "a\u001b[2Jb"],
    ["move the cursor", "a\u001b[10;1Hb\u001b[1A"],
    ["set the title", "a\u001b]0;title\u0007b"],
    ["return to the line's begin", "a\rb"],
    ["ring or delete", "a\u0007\u0008\u007fb"],
    ["be control sequences of eight bits", "a\u009b2J\u0090\u009cb"],
  ])("that %s are removed from what steps print", (_, text) => {
    const [line] = report(output(text));
    expect(line).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
    expect(line).toMatch(/^\[Build > s\] EXEC: a.*b/);
  });

  test("that colour a step's output stay, as do tabs", () => {
    expect(report(output("\u001b[1;31mred\u001b[0m\tplain"))).toEqual([
      "[Build > s] EXEC: \u001b[1;31mred\u001b[0m\tplain",
    ]);
  });

  const evil = "a\u001b[2J\u001b]0;title\u0007\rb";
  const delivery = { outputName: evil, file: evil, sha256: "", bytes: 0 };
  const deployment = {
    pipeline: evil,
    arguments: { a: evil },
    functions: [{ functionId: evil, imageUri: evil }],
  };
  test.each<RunEvent>([
    { type: "run-started", runId: "run-1", pipeline: evil, header: [`Parameter p: ${evil}`] },
    { type: "stage-started", stage: evil },
    { type: "log", stage: "Build", text: `Executing BUILD_SPEC_STEP : ${evil}` },
    { type: "warning", stage: "Build", text: evil },
    { type: "failure", stage: "Build", text: evil },
    { type: "delivered", stage: "Deliver", delivery },
    { type: "deployment", stage: "Deploy", deployment },
  ])("do not reach the terminal through the names and texts of $type", (event) => {
    for (const line of report(event)) expect(line).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
  });
});

describe("a text of several lines", () => {
  const text = "docker create failed:\nno such image\n[Deliver] forged";
  test.each<RunEvent>([
    { type: "failure", stage: "Build", text },
    { type: "warning", stage: "Build", text },
    { type: "log", stage: "Build", text },
  ])("of $type has its stage before each line", (event) => {
    const lines = report(event).flatMap((line) => line.split("\n"));
    expect(lines).toHaveLength(3);
    for (const line of lines) expect(line).toMatch(/^\[Build\] /);
  });
});
