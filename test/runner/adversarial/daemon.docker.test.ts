import * as fs from "node:fs";
import * as path from "node:path";
import { Cli } from "../../cli/support/cli";
import { projectOf, recordsOf } from "../../cli/support/project";
import { describeWithEngine } from "../support/engine";
import { OwnDaemon, testAsRoot } from "../support/own-daemon";
import { tinyImage } from "../support/small-images";
import { eventually, temporaryFolder } from "../support/temporary";

describeWithEngine("a container engine that goes away", () => {
  testAsRoot.each(["supervisor", "exec"])("daemon killed mid-run, session %s (needs root)", (kind) =>
    OwnDaemon.use(200, async (daemon) => {
      tinyImage("tiny:1", daemon.env);
      const onFailure = [{ type: "Command", command: "echo on failure" }];
      const steps = [{ type: "Command", name: "the step", command: "echo begun; sleep 3000", onFailure }];
      const project = projectOf("", { steps });
      const args = ["run", "--builder", "tiny:1", "--session", kind, "--source", "app=app"];
      const running = new Cli(args, { cwd: project.folder, env: daemon.env });
      await running.printed("EXEC: begun");
      await daemon.kill();
      const { exitCode, stdout, stderr } = await running.ended;
      expect({ exitCode, stderr }).toEqual({ exitCode: 125, stderr: "" });
      expect(stdout).toMatch(/\[Build\] container \w+ of tiny:1 is gone: .*/);
      expect(stdout).not.toMatch(/on failure|^ +at /m);
      expect(recordsOf(project)).toMatchObject([{ status: "FAILED", exitCode: 125 }]);
      // Nobody can remove a container without its engine, which does so itself when it is there again.
      await daemon.start();
      expect(daemon.docker("ps", "--all", "--quiet")).toBe("");
      expect(daemon.docker("volume", "ls", "--quiet")).toBe("");
    }),
  );
});

describe("a client of a container engine", () => {
  /** A folder with a `docker` that does what these lines say of its commands, and else what keeps a run going. */
  function clientOf(commands: string): { env: Record<string, string>; folder: string } {
    const folder = temporaryFolder("client");
    const script = `#!/usr/bin/env bash
      case $1 in
        ${commands}
        version) echo 1.0 ;;
        info) echo '{"ServerVersion": "1.0", "NCPU": 1, "MemTotal": 1000000000}' ;;
        image) echo '[{"Id": "sha256:1", "Config": {"Env": ["PATH=/bin"]}}]' ;;
        create) echo 0123456789abcdef ;;
        cp) if [ "$2" = - ]; then cat > /dev/null; fi ;;
      esac`;
    fs.writeFileSync(path.join(folder, "docker"), script, { mode: 0o755 });
    return { folder, env: { PATH: `${folder}:${process.env.PATH}` } };
  }

  const SUPERVISOR = "echo copy; read -r kind; echo supervisor; read -r nonce; read -r run; echo begun";
  const ARGS = ["run", "--builder", "some:image", "--source", "app=app"];

  test("that loses its engine in the middle of a step ends the run with what it says", async () => {
    const { env } = clientOf(`start) ${SUPERVISOR}; echo 'error during connect: EOF' >&2; exit 125 ;;`);
    const project = projectOf("true");
    const { exitCode, stdout, stderr } = await new Cli(ARGS, { cwd: project.folder, env }).ended;
    expect({ exitCode, stderr }).toEqual({ exitCode: 125, stderr: "" });
    expect(stdout).toContain(
      "[Build] container 0123456789ab of some:image is gone: exit code 125; error during connect: EOF",
    );
    expect(recordsOf(project)).toMatchObject([{ status: "FAILED", exitCode: 125 }]);
  });

  test("that cannot make a container ends the run before the first step", async () => {
    const { env } = clientOf("create) echo 'no space left on device' >&2; exit 1 ;;");
    const project = projectOf("echo never");
    const { exitCode, stdout } = await new Cli(ARGS, { cwd: project.folder, env }).ended;
    expect(exitCode).toBe(125);
    expect(stdout).toContain("[Build] docker create failed: no space left on device\n");
    expect(stdout).not.toContain("EXEC: ");
    expect(recordsOf(project)).toMatchObject([{ status: "FAILED", exitCode: 125 }]);
  });

  test("that does not come back does not keep a run that is to end at once", async () => {
    const { env, folder } = clientOf(`
      start) echo $$ > "\${0%/*}/start"; ${SUPERVISOR}; exec sleep 3000 ;;
      ps | rm) echo $$ > "\${0%/*}/$1"; exec sleep 3000 ;;`);
    const project = projectOf("true");
    const running = new Cli(ARGS, { cwd: project.folder, env });
    try {
      await running.printed("EXEC: begun");
      running.kill("SIGINT");
      await new Promise((resolve) => setTimeout(resolve, 500));
      running.kill("SIGINT");
      expect((await running.ended).exitCode).toBe(130);
      expect(recordsOf(project)).toMatchObject([{ status: "CANCELED", exitCode: 130 }]);
    } finally {
      for (const name of ["start", "ps", "rm"]) {
        const file = path.join(folder, name);
        await eventually(() => name === "rm" || fs.existsSync(file));
        if (fs.existsSync(file)) kill(Number(fs.readFileSync(file, "utf8")));
      }
    }
  });
});

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended.
  }
}
