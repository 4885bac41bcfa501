import pc from "picocolors";
import { consoleReport } from "../../src/report/console";
import { RunEvent } from "../../src/runner/events";

function report(...events: RunEvent[]): string[] {
  const lines: string[] = [];
  const listener = consoleReport((line) => lines.push(line), pc.createColors(false));
  events.forEach(listener);
  return lines;
}

const output = (text: string): RunEvent => ({ type: "output", stage: "Build", step: "s", text });
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
  output("compiling"),
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
      "[Build] EXEC: compiling",
      "[Build] Stage SUCCEEDED after 1.2 s",
      "Build run SUCCEEDED after 2.0 s",
      "Record: /runs/run-1",
    ]);
  });

  test("shows each event as it comes", () => {
    const lines: string[] = [];
    const listener = consoleReport((line) => lines.push(line), pc.createColors(false));
    listener(output("first"));
    expect(lines).toEqual(["[Build] EXEC: first"]);
    listener(output("second"));
    expect(lines).toEqual(["[Build] EXEC: first", "[Build] EXEC: second"]);
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
    expect(line).toMatch(/^\[Build\] EXEC: a.*b/);
  });

  test("that colour a step's output stay, as do tabs", () => {
    expect(report(output("\u001b[1;31mred\u001b[0m\tplain"))).toEqual([
      "[Build] EXEC: \u001b[1;31mred\u001b[0m\tplain",
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
