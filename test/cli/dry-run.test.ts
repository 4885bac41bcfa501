import * as fs from "node:fs";
import * as path from "node:path";
import { cli, CliOptions, Ended } from "./support/cli";
import { Project, projectOf } from "./support/project";
import { writePrivateFile } from "../runner/support/temporary";

const DRY = ["run", "--dry-run", "--source", "app=app"];
const HOST = [...DRY, "--executor", "host"];
const NO_ENGINE = { DOCKER_HOST: "unix:///no/such/socket" };

async function dryRun(
  project: Project,
  args: readonly string[],
  env: CliOptions["env"] = {},
): Promise<Ended> {
  const before = filesOf(project);
  const ended = await cli(args, { cwd: project.folder, env });
  expect(filesOf(project)).toEqual(before);
  return ended;
}

const filesOf = ({ folder }: Project) => fs.readdirSync(folder, { recursive: true });

const WITH_SECRET = { env: { vaultVariables: { TOKEN: "ocid1.secret" } } };

describe("run --dry-run", () => {
  test("prints what the run would do, runs nothing and writes nothing", async () => {
    const project = projectOf("touch ../trace");
    const { stdout, stderr, exitCode } = await dryRun(project, [...HOST, "--param", "version=1.2"]);
    expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
    expect(stdout.split("\n")).toEqual([
      "Dry run of build-app: nothing was started, nothing was written",
      "Parameter version: 1.2 (argument)",
      "",
      "1 Build managed build oci_devops_build_pipeline_stage.build-app-stage",
      "  image OL8_X86_64_STANDARD_10 (Oracle Linux 8)",
      "  shape 2 OCPUs, 8 GB (the default)",
      expect.stringMatching(
        /^ {2}source app: \/.*\/app \(primary, stands for https:\/\/example\.invalid\/app, branch main\)$/,
      ),
      expect.stringMatching(/^ {2}build specification \/.*app\/build_spec\.yaml$/),
      "  timeout 28800 s",
      expect.stringMatching(/^ {2}step 1 the step \/.*app\/build_spec\.yaml:8$/),
      "    bash as root, at most 28800 s, goes on after a failing command",
      "",
      "Notes",
      "  steps run on this machine itself, as you and without any isolation",
      "",
    ]);
  });

  test("prints the same as JSON", async () => {
    const { stdout } = await dryRun(projectOf("true"), [...HOST, "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({
      pipeline: "build-app",
      parameters: [{ name: "version", value: "0.1", from: "default" }],
      stages: [{ kind: "BUILD", name: "Build", spec: { steps: [{ number: 1, name: "the step", line: 8 }] } }],
      notes: [expect.stringMatching(/^steps run on this machine/)],
    });
  });

  test("shows no value of a secret, not even where a parameter has it, and runs no command for one", async () => {
    const project = projectOf("true", {
      env: { vaultVariables: { TOKEN: "ocid1.secret", KEY: "ocid1.key" } },
    });
    const private_ = writePrivateFile(path.dirname(project.folder), "token", "hunter22-hunter22\n");
    const args = [
      ...HOST,
      ...["--secret", `TOKEN=@${private_}`],
      ...["--secret", "KEY=cmd:touch trace; echo other"],
      ...["--param", "version=hunter22-hunter22"],
    ];
    const { stdout, exitCode } = await dryRun(project, args);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(
      `vault variable TOKEN: ocid1.secret, value from --secret TOKEN, file ${private_}`,
    );
    expect(stdout).toContain("vault variable KEY: ocid1.key, value from --secret KEY, what a command prints");
    expect(stdout).toContain("Parameter version: *** (argument)");
    expect(stdout).not.toContain("hunter22");
    expect(stdout).not.toContain("touch");
  });

  test("is refused like the run, with everything that is missing", async () => {
    const project = projectOf("true", {
      ...WITH_SECRET,
      inputArtifacts: [{ name: "nobody-saves-it", location: "tool" }],
    });
    const { stdout, stderr, exitCode } = await dryRun(project, [...HOST, "--param", "verison=1"]);
    expect({ stdout, exitCode }).toEqual({ stdout: "", exitCode: 2 });
    for (const text of [
      "--param verison",
      "input artifact nobody-saves-it",
      "vault variable TOKEN has no value",
    ]) {
      expect(stderr).toContain(text);
    }
  });

  test("is refused without a source", async () => {
    const { stderr, exitCode } = await dryRun(projectOf("true"), ["run", "--dry-run"]);
    expect(stderr).toBe("source app has no folder; give it with --source app=DIR\n");
    expect(exitCode).toBe(2);
  });

  test("needs no engine, and says that the run does", async () => {
    const { stdout, stderr, exitCode } = await dryRun(projectOf("true"), DRY, NO_ENGINE);
    expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
    expect(stdout).toMatch(
      /\nNotes\n {2}no container engine answers to `docker version`; the run needs one\n$/,
    );
    expect(stdout).toContain("its container may take 4 processors and 8 GB");
  });

  test("needs not even a program for the engine", async () => {
    const PATH = "/no/such/folder";
    const { stdout, exitCode } = await dryRun(projectOf("true"), DRY, { PATH });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/cannot run docker: .*; the run needs a container engine\n/);
  });
});
