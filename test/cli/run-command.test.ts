import * as fs from "node:fs";
import * as path from "node:path";
import { Cli, cli, CliOptions, Ended } from "./support/cli";
import { Project, projectOf, recordsOf, runsOf, writtenBy } from "./support/project";
import {
  eventually,
  git,
  processesWith,
  temporaryFolder,
  writeFiles,
  writePrivateFile,
} from "../runner/support/temporary";

const HOST = ["run", "--executor", "host", "--source", "app=app"];

function run(project: Project, args: readonly string[], env: CliOptions["env"] = {}): Promise<Ended> {
  return cli(args, { cwd: project.folder, env });
}

describe("run on the host", () => {
  test("ends with 0, shows what it does and keeps a record", async () => {
    const project = projectOf('echo "version is $version"');
    const { stdout, stderr, exitCode } = await run(project, [...HOST, "--param", "version=1.2"]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toContain("[Build > the step] EXEC: version is 1.2\n");
    expect(stdout).toMatch(/\nBuild run SUCCEEDED after [\d.]+ s\nRecord: .*\n$/);
    expect(recordsOf(project)).toMatchObject([
      { status: "SUCCEEDED", exitCode: 0, parameters: { version: "1.2" } },
    ]);
  });

  test("ends with 1 when a step fails and names the step, the file and the line", async () => {
    const project = projectOf("exit 7");
    const { stdout, exitCode } = await run(project, HOST);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/Step 'the step' failed with exit code: '7': .*app\/build_spec\.yaml:8\n/);
    expect(recordsOf(project)).toMatchObject([{ status: "FAILED", exitCode: 1 }]);
  });

  test.each<[NodeJS.Signals, number]>([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ])("ends at %s with %d, a complete record and nothing left", async (signal, exitCode) => {
    const project = projectOf("echo begun; trap '' INT TERM; sleep 3000 & sleep 3000; sleep 3000");
    const temporary = temporaryFolder("tmp");
    const running = new Cli(HOST, { cwd: project.folder, env: { TMPDIR: temporary } });
    await running.printed("EXEC: begun");
    running.kill(signal);
    expect(await running.ended).toMatchObject({ exitCode, stderr: "" });
    expect(recordsOf(project)).toMatchObject([
      { status: "CANCELED", exitCode, stages: [{ stage: "Build" }] },
    ]);
    await eventually(() => processesWith(temporary).length === 0);
    expect(processesWith(temporary)).toEqual([]);
    expect(fs.readdirSync(temporary)).toEqual([]);
  });

  test("ends with 124 at a timeout", async () => {
    const { exitCode } = await run(projectOf("sleep 3000", { timeoutInSeconds: 1 }), HOST);
    expect(exitCode).toBe(124);
  });

  test("runs one build specification without a stack", async () => {
    const project = projectOf("cat beside.txt");
    writeFiles(project.source, { "beside.txt": "found\n" });
    const ended = await cli(["run", "--executor", "host", "--spec", "build_spec.yaml"], {
      cwd: project.source,
    });
    expect(ended.stdout).toContain("EXEC: found");
    expect(ended.exitCode).toBe(0);
  });

  test("prints nothing but events with --json", async () => {
    const { stdout } = await run(projectOf("echo hello"), [...HOST, "--json"]);
    const events = stdout.trimEnd().split("\n").map((line) => JSON.parse(line) as { type: string; text?: string }); // prettier-ignore
    expect([events[0].type, events.at(-1)!.type]).toEqual(["run-started", "run-finished"]);
    expect(events).toContainEqual({ type: "output", stage: "Build", step: "the step", text: "hello" });
  });

  test("shows a secret nowhere", async () => {
    const project = projectOf('echo "token: $TOKEN"; env >&2', {
      env: { vaultVariables: { TOKEN: "ocid1.secret" } },
    });
    writePrivateFile(project.folder, "token", "hunter22-hunter22\n");
    const { stdout, stderr, exitCode } = await run(project, [...HOST, "--secret", "ocid1.secret=@token"]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("EXEC: token: ***");
    for (const text of [stdout, stderr, writtenBy(runsOf(project)[0])]) {
      expect(text).not.toContain("hunter22");
    }
  });

  test.each(["with blank", `quotes'"\``, "a:b,c", "ünï🙂", "$(id)", "-dash"])(
    "takes a source in a folder named %j",
    async (name) => {
      const project = projectOf("cat file && test -x run.sh && readlink link", {}, name);
      writeFiles(project.source, { file: "found\n", "run.sh": "" });
      fs.chmodSync(path.join(project.source, "run.sh"), 0o755);
      fs.symlinkSync("file", path.join(project.source, "link"));
      git(project.source, "init", "--quiet");
      const { stdout, exitCode } = await run(project, [
        "run",
        "--executor",
        "host",
        "--source",
        `app=${name}`,
      ]);
      expect(stdout).toContain("EXEC: found");
      expect(exitCode).toBe(0);
    },
  );

  test("takes the given source even when git calls it from a hook of another repository", async () => {
    const other = writeFiles(temporaryFolder("other"), { "other.txt": "" });
    const project = projectOf("ls; echo commit $OCI_PRIMARY_SOURCE_COMMIT_HASH");
    writeFiles(project.source, { ".gitignore": "*.log\n", "ignored.log": "" });
    for (const folder of [other, project.source]) {
      git(folder, "init", "--quiet");
      git(folder, "add", "--all");
      git(folder, "commit", "--quiet", "--message", "first");
    }
    const { stdout } = await run(project, HOST, { GIT_DIR: path.join(other, ".git"), GIT_PREFIX: "" });
    expect(stdout).toContain("EXEC: build_spec.yaml");
    expect(stdout).toContain(`EXEC: commit ${git(project.source, "rev-parse", "HEAD")}`);
    expect(stdout).not.toContain("EXEC: ignored.log");
  });

  test("does not take the records of earlier runs along, even outside of git", async () => {
    const project = projectOf("ls -A");
    const args = ["run", "--executor", "host", "--spec", "build_spec.yaml"];
    await cli(args, { cwd: project.source });
    const { stdout } = await cli(args, { cwd: project.source });
    expect(stdout).toContain("EXEC: build_spec.yaml");
    expect(stdout).not.toContain("EXEC: .oci-devops");
  });

  test("writes nothing into the source and leaves no temporary files", async () => {
    const project = projectOf("echo x > made; echo y >> build_spec.yaml");
    const before = fs.readFileSync(path.join(project.source, "build_spec.yaml"), "utf8");
    const temporary = temporaryFolder("tmp");
    expect((await run(project, HOST, { TMPDIR: temporary })).exitCode).toBe(0);
    expect(fs.readdirSync(project.source)).toEqual(["build_spec.yaml"]);
    expect(fs.readFileSync(path.join(project.source, "build_spec.yaml"), "utf8")).toBe(before);
    expect(fs.readdirSync(temporary)).toEqual([]);
  });

  test("runs twice at once without one seeing the other", async () => {
    const project = projectOf('echo "$version" > mine; sleep 1; [ "$(cat mine)" = "$version" ]');
    const both = ["1", "2"].map((version) => run(project, [...HOST, "--param", `version=${version}`]));
    expect((await Promise.all(both)).map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    expect(recordsOf(project).map(({ status }) => status)).toEqual(["SUCCEEDED", "SUCCEEDED"]);
  });

  describe("that is killed itself", () => {
    /** Kills a run in the middle of a step; returns the folder of its temporary files. */
    async function killed(): Promise<string> {
      const env = { vaultVariables: { TOKEN: "ocid1.secret" } };
      const project = projectOf("echo begun; trap '' TERM; sleep 3000 & sleep 3000; sleep 3000", { env });
      writePrivateFile(project.folder, "token", "hunter22-hunter22");
      const temporary = temporaryFolder("tmp");
      const args = [...HOST, "--secret", "TOKEN=@token"];
      const running = new Cli(args, { cwd: project.folder, env: { TMPDIR: temporary } });
      await running.printed("EXEC: begun");
      running.kill("SIGKILL");
      await running.ended;
      return temporary;
    }

    test("leaves no process", async () => {
      const temporary = await killed();
      await eventually(() => processesWith(temporary).length === 0);
      expect(processesWith(temporary)).toEqual([]);
    });

    test("leaves no secret in temporary files", async () => {
      const temporary = await killed();
      const showsSecret = () => writtenBy(temporary).includes("hunter22");
      await eventually(() => !showsSecret());
      expect(showsSecret()).toBe(false);
    });
  });

  test("ends without a stack trace when nobody reads its output any more", async () => {
    const temporary = temporaryFolder("tmp");
    const running = new Cli(HOST, {
      cwd: projectOf("echo begun; seq 200000; sleep 1; seq 200000").folder,
      env: { TMPDIR: temporary },
    });
    await running.printed("EXEC: begun");
    running.stopReading();
    const { stderr } = await running.ended;
    expect(stderr).not.toMatch(/^ +at /m);
    await eventually(() => processesWith(temporary).length === 0);
    expect(processesWith(temporary)).toEqual([]);
    expect(fs.readdirSync(temporary)).toEqual([]);
  });
});
