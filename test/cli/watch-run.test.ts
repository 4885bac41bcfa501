import * as fs from "node:fs";
import * as path from "node:path";
import { Cli } from "./support/cli";
import { projectOf, recordsOf } from "./support/project";
import { eventually } from "../runner/support/temporary";

const WATCH = ["run", "--executor", "host", "--source", "app=app", "--watch"];

describe("run --watch", () => {
  test("runs again after a change, ends the run that goes on, tells what is wrong, and ends at SIGINT", async () => {
    const project = projectOf("echo first; sleep 3000");
    const spec = path.join(project.source, "build_spec.yaml");
    const change = (from: string, to: string) =>
      fs.writeFileSync(spec, fs.readFileSync(spec, "utf8").replace(from, to));
    const watching = new Cli(WATCH, { cwd: project.folder });
    await watching.printed("EXEC: first");

    change("echo first; sleep 3000", "echo second");
    await watching.printed("EXEC: second");
    await eventually(() => recordsOf(project).length === 2 && recordsOf(project).every(({ exitCode }) => exitCode !== undefined)); // prettier-ignore
    expect(recordsOf(project).map(({ status }) => status).sort()).toEqual(["CANCELED", "SUCCEEDED"]); // prettier-ignore

    change('"steps"', '"stps"');
    await watching.complained("stps is not a key of the file");
    change('"stps"', '"steps"');
    await eventually(() => recordsOf(project).length === 3);
    watching.kill("SIGINT");
    const { exitCode, stderr } = await watching.ended;
    expect(exitCode).toBe(130);
    expect(stderr).toContain("Waiting for changes of the sources.\nChanged: ");
    expect(stderr).not.toContain("    at ");
  });

  test("does not begin without a stack", async () => {
    const project = projectOf("true");
    const { exitCode, stderr } = await new Cli([...WATCH, "--stack", "other"], { cwd: project.folder }).ended;
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: expect.stringContaining("--stack other") as string,
    });
  });

  test("is nothing for a dry run", async () => {
    const project = projectOf("true");
    const { exitCode, stderr } = await new Cli([...WATCH, "--dry-run"], { cwd: project.folder }).ended;
    expect(exitCode).toBe(2);
    expect(stderr).toContain("--watch");
  });
});

describe("run --from and --only", () => {
  test("run a part of a pipeline, and a dry run shows which", async () => {
    const project = projectOf("echo all");
    const only = ["run", "--executor", "host", "--source", "app=app", "--only", "Build/the step"];
    const { stdout, exitCode } = await new Cli(only, { cwd: project.folder }).ended;
    expect(exitCode).toBe(0);
    expect(stdout).toContain("EXEC: all");
    const wrong = await new Cli([...only, "--from", "Build/2"], { cwd: project.folder }).ended;
    expect(wrong.exitCode).toBe(2);
    expect(wrong.stderr.split("\n")).toEqual([
      "--from and --only: give one of them; --only already says all that runs",
      "--from Build/2: there is no such stage or step; there are: Build, Build/the step",
      "",
    ]);
  });
});
