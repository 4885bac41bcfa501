import * as fs from "node:fs";
import * as path from "node:path";
import { Cli } from "../../cli/support/cli";
import { projectOf, recordsOf } from "../../cli/support/project";
import { BUILDER, containersWith, describeWithEngine } from "../support/engine";
import { OwnDaemon, testAsRoot, withSmallDisk } from "../support/own-daemon";
import { tinyImage } from "../support/small-images";

describeWithEngine("a full disk", () => {
  testAsRoot("disk full: of the records (needs root)", () =>
    withSmallDisk(1, async (folder) => {
      const project = projectOf("seq 1000000; sleep 3000");
      const args = ["run", "--builder", BUILDER, "--source", "app=app", "--out", folder];
      const running = new Cli(args, { cwd: project.folder });
      const { exitCode, stderr, stdout } = await running.ended;
      expect(exitCode).toBe(125);
      expect(stderr).toMatch(/^the record in .* is not complete: ENOSPC: no space left on device, write\n$/);
      expect(stdout).toContain("[Build] the record in ");
      const [run] = fs.readdirSync(path.join(folder, "runs"));
      const files = fs.readdirSync(path.join(folder, "runs", run)).sort();
      expect(files).toEqual(["artifacts", "events.jsonl", "log", "run.json"]);
      const record = JSON.parse(
        fs.readFileSync(path.join(folder, "runs", run, "run.json"), "utf8"),
      ) as object;
      expect(record).toMatchObject({ status: "FAILED", exitCode: 125, stages: [{ stage: "Build" }] });
      expect(containersWith(`oci-devops-local.pid=${running.pid}`)).toEqual([]);
    }),
  );

  testAsRoot("disk full: of the records, from the beginning (needs root)", () =>
    withSmallDisk(1, async (folder) => {
      const full = path.join(folder, "full");
      fs.writeFileSync(full, Buffer.alloc(1024 ** 2 - 16 * 1024));
      const project = projectOf("echo never");
      const args = ["run", "--builder", BUILDER, "--source", "app=app", "--out", folder];
      const { exitCode, stderr, stdout } = await new Cli(args, { cwd: project.folder }).ended;
      expect({ exitCode, stdout }).toEqual({ exitCode: 125, stdout: "" });
      expect(stderr).toMatch(/^there can be no record in .*: ENOSPC: no space left on device, write\n$/);
      expect(fs.readdirSync(path.join(folder, "runs"))).toEqual([]);
    }),
  );

  testAsRoot("disk full: of the container (needs root)", () =>
    OwnDaemon.use(64, async (daemon) => {
      tinyImage("tiny:1", daemon.env);
      const step = (name: string, command: string) => ({ type: "Command", name, command });
      const project = projectOf("", {
        env: { variables: { VALUE: "" } },
        steps: [
          step("begins", "VALUE=old"),
          step("fills", "dd if=/dev/zero of=/full bs=1M; VALUE=$(seq 20000); echo goes on"),
          step("clears", 'rm /full; [ "$VALUE" = old ] && VALUE=new'),
          step("ends", '[ "$VALUE" = new ]'),
        ],
      });
      const args = ["run", "--builder", "tiny:1", "--source", "app=app"];
      const { exitCode, stdout } = await new Cli(args, { cwd: project.folder, env: daemon.env }).ended;
      expect(stdout).toMatch(/EXEC: dd: .*No space left on device/);
      expect(stdout).toContain("EXEC: goes on");
      expect(stdout).toContain("WARNING: fills: its variables could not be read");
      expect(exitCode).toBe(0);
      expect(recordsOf(project)).toMatchObject([{ status: "SUCCEEDED" }]);
      expect(daemon.docker("ps", "--all", "--quiet")).toBe("");
    }),
  );
});
