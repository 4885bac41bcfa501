import * as fs from "node:fs";
import * as path from "node:path";
import { cleanCommand } from "../../src/cli/clean-command";
import { ownerId, thisProcess } from "../../src/runner/leftovers/owner";
import { FakeEngine } from "../runner/support/fake-engine";
import { temporary } from "../runner/support/movable-os";
import { temporaryFolder, writeFiles } from "../runner/support/temporary";

jest.mock(
  "node:os",
  () =>
    jest.requireActual<typeof import("../runner/support/movable-os")>("../runner/support/movable-os")
      .movableOs,
);

const GONE = { ...thisProcess(), started: "1" };

let base: string;
let out: string;

beforeEach(() => {
  base = temporaryFolder("base");
  temporary.folder = base;
  out = temporaryFolder("out");
  writeFiles(base, { "oci-devops-local-host-1/.oci-devops-owner": `${GONE.host}\n${ownerId(GONE)}\n` });
  writeFiles(out, { "runs/run-1/run.json": JSON.stringify({ status: "IN_PROGRESS", owner: GONE }) });
});

afterEach(() => {
  temporary.folder = undefined;
});

let engine = new FakeEngine();

async function clean(...args: string[]): Promise<{ exitCode?: number; stdout: string; stderr: string }> {
  const ended = { exitCode: undefined as number | undefined, stdout: "", stderr: "" };
  const spies = (["stdout", "stderr"] as const).map((name) =>
    jest.spyOn(process[name], "write").mockImplementation((text) => {
      ended[name] += String(text);
      return true;
    }),
  );
  try {
    const command = cleanCommand(
      (exitCode) => (ended.exitCode = exitCode),
      () => engine,
    );
    await command.parseAsync(["node", "clean", "--out", out, ...args]);
  } finally {
    spies.forEach((spy) => spy.mockRestore());
  }
  return ended;
}

const status = () => (JSON.parse(fs.readFileSync(path.join(out, "runs/run-1/run.json"), "utf8")) as { status: string }).status; // prettier-ignore

test("clean tells what it removes and what it records", async () => {
  expect(await clean("--engine", "none")).toEqual({
    exitCode: 0,
    stdout: `${base}/oci-devops-local-host-1 is removed\nrun run-1 is recorded as LOST\n`,
    stderr: "",
  });
  expect([fs.readdirSync(base), status()]).toEqual([[], "LOST"]);
  expect(await clean("--engine", "none")).toMatchObject({
    exitCode: 0,
    stdout: "nothing is left of runs that have ended\n",
  });
});

test("clean only tells what it would remove in a dry run", async () => {
  const { stdout, exitCode } = await clean("--engine", "none", "--dry-run");
  expect(stdout).toBe(
    `${base}/oci-devops-local-host-1 would be removed\nrun run-1 would be recorded as LOST\n`,
  );
  expect([exitCode, fs.readdirSync(base), status()]).toEqual([0, ["oci-devops-local-host-1"], "IN_PROGRESS"]);
});

test("clean removes files where no engine answers, and says that containers are left", async () => {
  engine = new FakeEngine({}, false);
  const { exitCode, stderr } = await clean();
  expect(exitCode).toBe(125);
  expect(stderr).toBe(
    "no container engine answers to `docker version`, so containers are left; --engine none leaves them\n",
  );
  expect([fs.readdirSync(base), status()]).toEqual([[], "LOST"]);
});

test("clean tells what has been kept after a failure", async () => {
  writeFiles(base, { "oci-devops-local-host-1/.oci-devops-kept": "" });
  const { stdout } = await clean("--engine", "none");
  expect(stdout).toMatch(/^.*\/oci-devops-local-host-1, kept after a failure, is removed\n/);
});
