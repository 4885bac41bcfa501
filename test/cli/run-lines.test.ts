import { cli, CliOptions } from "./support/cli";
import { projectOf } from "./support/project";

const HOST = ["run", "--executor", "host", "--source", "app=app"];

/** What a run prints that has one silent second. */
async function shown(env: CliOptions["env"], command = "echo text; sleep 1; echo more"): Promise<string> {
  const { stdout, exitCode } = await cli(HOST, { cwd: projectOf(command).folder, env });
  expect(exitCode).toBe(0);
  return stdout;
}

describe("what a run prints where nobody looks at a terminal", () => {
  test.each([{}, { CI: "true" }, { TERM: "dumb" }])("has nothing that moves, with %j", async (env) => {
    const text = await shown(env);
    expect(text).toContain("[Build > the step] EXEC: text\n[Build > the step] EXEC: more\n");
    expect(text).not.toMatch(/[\u001b\r]/);
  });

  test("has colours where they are asked for, and not where they are not wanted", async () => {
    expect(await shown({ NO_COLOR: undefined, FORCE_COLOR: "1" }, "true")).toContain(
      "\u001b[36m[Build] \u001b[39m",
    );
    expect(await shown({ NO_COLOR: "1", FORCE_COLOR: "1" }, "true")).not.toContain("\u001b");
  });

  test("has the begin of a line that is far too long only", async () => {
    const text = await shown({}, "head -c 20000000 /dev/zero | tr '\\0' x; echo; echo after it");
    expect(text.length).toBeLessThan(20_000);
    expect(text).toMatch(
      /EXEC: \.\.\. \(\d+ more characters; the run's record has them\)\n.*EXEC: after it\n/,
    );
  });
});

test("events number the steps of a stage, and not those of an onFailure block", async () => {
  const failing = {
    type: "Command",
    name: "fails",
    command: "false",
    onFailure: [{ type: "Command", command: "true" }],
  };
  const steps = [{ type: "Command", name: "first", command: "true" }, failing];
  const { folder } = projectOf("true", { steps });
  const { stdout } = await cli([...HOST, "--json"], { cwd: folder });
  const events = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(events.filter(({ type }) => type === "step-started")).toEqual([
    { type: "step-started", stage: "Build", step: "first", place: { number: 1, of: 2 } },
    { type: "step-started", stage: "Build", step: "fails", place: { number: 2, of: 2 } },
    { type: "step-started", stage: "Build", step: "fails onFailure" },
  ]);
});
