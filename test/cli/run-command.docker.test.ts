import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import { Cli, cli } from "./support/cli";
import { Project, projectOf, recordsOf, runsOf, writtenBy } from "./support/project";
import { BUILDER, containersWith, describeWithEngine, docker } from "../runner/support/engine";
import { eventually, git, writeFiles, writePrivateFile } from "../runner/support/temporary";

const CONTAINER = ["run", "--builder", BUILDER, "--source", "app=app"];
const WAITING = 'echo begun; trap "" TERM; sleep 3000 & sleep 3000; sleep 3000';

const start = (project: Project, args: readonly string[] = CONTAINER) =>
  new Cli(args, { cwd: project.folder });
const containersOf = (running: Cli) => containersWith(`oci-devops-local.pid=${running.pid}`);

describeWithEngine("run in containers", () => {
  test("ends with 0 and leaves no container", async () => {
    const project = projectOf('[ "$HOME $(id -u)" = "/root 0" ] && echo "version is $version"');
    const running = start(project);
    const { stdout, stderr, exitCode } = await running.ended;
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toContain("[Build > the step] EXEC: version is 0.1\n");
    expect(stdout).toContain("steps do not reach the container engine.");
    expect(containersOf(running)).toEqual([]);
  });

  test("ends with 1 when a step fails and leaves no container", async () => {
    const project = projectOf("sleep 3000 & setsid sleep 3000 & exit 7");
    const running = start(project);
    const { stdout, exitCode } = await running.ended;
    expect(exitCode).toBe(1);
    expect(stdout).toContain("Step 'the step' failed with exit code: '7'");
    expect(containersOf(running)).toEqual([]);
    expect(recordsOf(project)).toMatchObject([{ status: "FAILED", exitCode: 1 }]);
  });

  test.each<[NodeJS.Signals, number]>([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ])("ends at %s with %d, a complete record and no container", async (signal, exitCode) => {
    const project = projectOf(WAITING);
    const running = start(project);
    await running.printed("EXEC: begun");
    expect(containersOf(running)).toHaveLength(1);
    running.kill(signal);
    const ended = await running.ended;
    expect(ended.exitCode).toBe(exitCode);
    expect(ended.stderr).toBe("");
    expect(containersOf(running)).toEqual([]);
    expect(recordsOf(project)).toMatchObject([
      { status: "CANCELED", exitCode, stages: [{ stage: "Build" }] },
    ]);
  });

  test("ends at SIGINT even before the first step", async () => {
    const project = projectOf(WAITING);
    const running = start(project);
    await running.printed("Acquiring build runner.");
    running.kill("SIGINT");
    expect((await running.ended).exitCode).toBe(130);
    expect(containersOf(running)).toEqual([]);
  });

  test("leaves no container even when it is killed itself", async () => {
    const running = start(projectOf(WAITING));
    await running.printed("EXEC: begun");
    expect(containersOf(running)).toHaveLength(1);
    running.kill("SIGKILL");
    await running.ended;
    await eventually(() => containersOf(running).length === 0);
    expect(containersOf(running)).toEqual([]);
  });

  test("ends with 125 when somebody takes its container away, and shows no part of a secret", async () => {
    const secret = "0123456789".repeat(30);
    const env = { vaultVariables: { TOKEN: "ocid1.secret" } };
    // The end of what was printed last begins in the middle of the secret.
    const project = projectOf('printf "%s%0300d\\n" "$TOKEN" 7; sleep 3000', { env });
    writePrivateFile(project.folder, "token", secret);
    const running = start(project, [...CONTAINER, "--secret", "TOKEN=@token"]);
    await running.printed("EXEC: ***");
    docker("rm", "--force", ...containersOf(running));
    const { stdout, exitCode } = await running.ended;
    expect(exitCode).toBe(125);
    expect(stdout).toMatch(/container [0-9a-f]{12} of .* is gone/);
    for (const text of [stdout, writtenBy(runsOf(project)[0])]) expect(text).not.toContain("0123456789");
    expect(recordsOf(project)).toMatchObject([{ status: "FAILED", exitCode: 125 }]);
  });

  test("keeps secrets out of the container's configuration and of every command line", async () => {
    const secret = `secret-${randomBytes(8).toString("hex")}`;
    const project = projectOf('echo "begun with $TOKEN"; sleep 3000', {
      env: { vaultVariables: { TOKEN: "ocid1.secret" } },
    });
    writePrivateFile(project.folder, "token", secret);
    const running = start(project, [...CONTAINER, "--secret", "TOKEN=@token"]);
    await running.printed("EXEC: begun with ***");
    const commands = fs
      .readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .map((pid) =>
        fs.existsSync(`/proc/${pid}/cmdline`) ? fs.readFileSync(`/proc/${pid}/cmdline`, "latin1") : "",
      );
    const configuration = docker("inspect", ...containersOf(running));
    const processes = docker("top", containersOf(running)[0], "-eo", "pid,args");
    running.kill("SIGINT");
    const { stdout, stderr } = await running.ended;
    expect(processes).toContain("supervisor.sh");
    const written = writtenBy(runsOf(project)[0]);
    for (const text of [...commands, configuration, processes, stdout, stderr, written]) {
      expect(text).not.toContain(secret);
    }
  });

  test("runs twice at once without one seeing the other", async () => {
    const project = projectOf('echo "$version" > /tmp/mine; sleep 1; [ "$(cat /tmp/mine)" = "$version" ]');
    const both = ["1", "2"].map((version) => start(project, [...CONTAINER, "--param", `version=${version}`]));
    const ended = await Promise.all(both.map((running) => running.ended));
    expect(ended.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    expect(runsOf(project)).toHaveLength(2);
    expect(both.flatMap(containersOf)).toEqual([]);
  });

  test("takes a source from a folder whatever its name, with links and permissions", async () => {
    const name = `it's "a": dïr 🙂`;
    const project = projectOf(
      "cat file && test -x run.sh && readlink link && cat 'with blank/ünï\nline'",
      {},
      name,
    );
    writeFiles(project.source, { file: "found\n", "run.sh": "", "with blank/ünï\nline": "and this\n" });
    fs.chmodSync(`${project.source}/run.sh`, 0o755);
    fs.symlinkSync("/etc/hostname", `${project.source}/link`);
    git(project.source, "init", "--quiet");
    const { stdout, exitCode } = await start(project, [
      "run",
      "--builder",
      BUILDER,
      "--source",
      `app=${name}`,
    ]).ended;
    for (const line of ["found", "/etc/hostname", "and this"]) expect(stdout).toContain(`EXEC: ${line}\n`);
    expect(exitCode).toBe(0);
  });

  test("saves an image that a step builds with the engine of the host", async () => {
    const image = `oci-devops-local-test-${randomBytes(6).toString("hex")}`;
    const outputArtifacts = [{ name: "image", type: "DOCKER_IMAGE", location: image }];
    const project = projectOf(`docker build -q -t ${image} .`, { outputArtifacts });
    writeFiles(project.source, { Dockerfile: "FROM oci-devops-local/base:offline\nLABEL test=1\n" });
    try {
      const { stdout, exitCode } = await start(project).ended;
      expect(stdout).toContain(
        "steps reach the container engine through its socket and can do whatever it can.",
      );
      expect(stdout).toContain(`Output artifact image (DOCKER_IMAGE) successfully saved from ${image}`);
      expect(exitCode).toBe(0);
    } finally {
      docker("rmi", "--force", image);
    }
  });

  test("gives steps no way to the engine when none is wanted", async () => {
    const { exitCode } = await start(projectOf("! docker version && [ ! -e /var/run/docker.sock ]"), [
      ...CONTAINER,
    ]).ended;
    expect(exitCode).toBe(0);
  });

  test("refuses a builder image that the engine does not have", async () => {
    const project = projectOf("true");
    const image = "oci-devops-local-test/no-such-image:1";
    const args = ["run", "--source", "app=app", "--builder", image, "--pull", "never"];
    const { stdout, stderr, exitCode } = await cli(args, { cwd: project.folder });
    expect({ stdout, exitCode, runs: runsOf(project) }).toEqual({ stdout: "", exitCode: 125, runs: [] });
    expect(stderr).toMatch(
      /^the engine has none of the images oci-devops-local-test\/no-such-image:1; fetch it with .*, make one with .*\n$/,
    );
  });
});
