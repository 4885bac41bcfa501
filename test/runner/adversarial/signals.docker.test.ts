import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { CliEngine } from "../../../src/runner/engine/cli-engine";
import { findLeftovers, removeLeftovers } from "../../../src/runner/leftovers/clean";
import { Cli } from "../../cli/support/cli";
import { Project, projectOf, recordsOf } from "../../cli/support/project";
import { BUILDER, containersWith, describeWithEngine, docker } from "../support/engine";
import { eventually, temporaryFolder } from "../support/temporary";

const argsOf = (more: readonly string[]) => ["run", "--builder", BUILDER, "--source", "app=app", ...more];
const start = (project: Project, ...more: string[]) => new Cli(argsOf(more), { cwd: project.folder });
const containersOf = (running: Cli) => containersWith(`oci-devops-local.pid=${running.pid}`);
const pause = () => new Promise((resolve) => setTimeout(resolve, 500));

/** A step that does not end when it is asked to, with a block for its failure. */
function stubborn(): Project {
  const command = "trap 'echo asked' TERM; echo begun; while :; do sleep 1; done";
  const onFailure = [{ type: "Command", command: "echo on failure" }];
  return projectOf("", { steps: [{ type: "Command", name: "the step", command, onFailure }] });
}

/** Variables of a run that reaches its engine through a client's process only, as if it were on another machine. */
function throughItsClient(): Record<string, string> {
  const folder = temporaryFolder("client");
  const client = execFileSync("bash", ["-c", "type -P docker"], { encoding: "utf8" }).trim();
  const script = `#!/bin/sh\n[ "$1" != context ] || exit 1\nexec ${client} "$@"\n`;
  fs.writeFileSync(path.join(folder, "docker"), script, { mode: 0o755 });
  return { PATH: `${folder}:${process.env.PATH}` };
}

describeWithEngine("a run that is ended from outside", () => {
  describe.each(["supervisor", "exec"] as const)("with a session of the kind %s", (kind) => {
    test.each<[string, NodeJS.Signals, number]>([
      ["Ctrl-C once", "SIGINT", 130],
      ["SIGTERM", "SIGTERM", 143],
      ["SIGHUP", "SIGHUP", 129],
    ])("%s", async (_, signal, exitCode) => {
      const project = stubborn();
      const running = start(project, "--session", kind);
      await running.printed("EXEC: begun");
      running.kill(signal);
      const { stdout, stderr, ...ended } = await running.ended;
      expect({ ...ended, stderr }).toEqual({ exitCode, stderr: "" });
      expect(stdout).toContain("EXEC: asked");
      expect(stdout).toContain("Step 'the step' was interrupted");
      expect(stdout).not.toContain("on failure");
      expect(recordsOf(project)).toMatchObject([
        { status: "CANCELED", exitCode, stages: [{ stage: "Build" }] },
      ]);
      expect(containersOf(running)).toEqual([]);
    });

    test("Ctrl-C twice", async () => {
      const project = stubborn();
      const running = start(project, "--session", kind);
      await running.printed("EXEC: begun");
      running.kill("SIGINT");
      await running.printed("EXEC: asked");
      await pause();
      running.kill("SIGINT");
      const { stdout, stderr, exitCode } = await running.ended;
      expect({ exitCode, stderr }).toEqual({ exitCode: 130, stderr: "" });
      expect(stdout).toContain("[Build] ended at once");
      expect(recordsOf(project)).toMatchObject([{ status: "CANCELED", exitCode: 130 }]);
      expect(containersOf(running)).toEqual([]);
    });

    test("host process SIGKILL", async () => {
      const project = stubborn();
      const running = start(project, "--session", kind);
      await running.printed("EXEC: begun");
      running.kill("SIGKILL");
      await running.ended;
      await eventually(() => containersOf(running).length === 0);
      expect(containersOf(running)).toEqual([]);
      expect(recordsOf(project)).toMatchObject([
        { status: "IN_PROGRESS", owner: { pid: running.pid }, stages: [{ stage: "Build" }] },
      ]);

      const found = await findLeftovers(new CliEngine(), `${project.folder}/.oci-devops`);
      await removeLeftovers({ ...found, containers: [], folders: [] }, undefined);
      expect(recordsOf(project)).toMatchObject([{ status: "LOST", owner: { pid: running.pid } }]);
    });

    test("container removed mid-run", async () => {
      const project = stubborn();
      const running = start(project, "--session", kind);
      await running.printed("EXEC: begun");
      docker("rm", "--force", ...containersOf(running));
      const { stdout, exitCode } = await running.ended;
      expect(exitCode).toBe(125);
      expect(stdout).toMatch(/container [0-9a-f]{12} of .* is gone/);
      expect(stdout).not.toContain("on failure");
      expect(recordsOf(project)).toMatchObject([{ status: "FAILED", exitCode: 125 }]);
      expect(containersOf(running)).toEqual([]);
    });
  });

  test("Ctrl-C twice before the container has begun", async () => {
    const project = stubborn();
    const running = start(project);
    await running.printed("Acquiring build runner.");
    running.kill("SIGINT");
    await pause();
    running.kill("SIGINT");
    expect((await running.ended).exitCode).toBe(130);
    expect(recordsOf(project)).toMatchObject([{ status: "CANCELED", exitCode: 130 }]);
    expect(containersOf(running)).toEqual([]);
  });

  test("two runs at once, same spec; one is lost, and clean takes its container and not the other's", async () => {
    const project = projectOf(
      'echo "$version" > mine; echo begun; until [ -e /tmp/go ]; do sleep 0.2; done; [ "$(cat mine)" = "$version" ]',
    );
    const lost = new Cli(argsOf(["--param", "version=1"]), { cwd: project.folder, env: throughItsClient() });
    const living = start(project, "--param", "version=2");
    await Promise.all([lost.printed("EXEC: begun"), living.printed("EXEC: begun")]);
    // A client that stands still does not tell the engine that its input has ended.
    const client = execFileSync("pgrep", ["--parent", String(lost.pid), "--full", "docker start"], {
      encoding: "utf8",
    });
    process.kill(Number(client), "SIGSTOP");
    try {
      lost.kill("SIGKILL");
      await lost.ended;
      const mine = [...containersOf(lost), ...containersOf(living)];
      expect(mine).toHaveLength(2);

      const found = await findLeftovers(new CliEngine(), `${project.folder}/.oci-devops`);
      const containers = found.containers.filter(({ id }) => mine.includes(id));
      expect(containers.map(({ id }) => id)).toEqual(containersOf(lost));
      expect(await removeLeftovers({ ...found, containers, folders: [] }, new CliEngine())).toEqual([]);
      expect(containersOf(lost)).toEqual([]);
      docker("exec", containersOf(living)[0], "touch", "/tmp/go");
      expect((await living.ended).exitCode).toBe(0);
      expect(
        recordsOf(project)
          .map(({ status }) => status)
          .sort(),
      ).toEqual(["LOST", "SUCCEEDED"]);
    } finally {
      process.kill(Number(client), "SIGKILL");
    }
  });
});
