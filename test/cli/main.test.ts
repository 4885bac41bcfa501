import * as fs from "node:fs";
import * as path from "node:path";
import { cli, CliOptions, Ended } from "./support/cli";
import { Project, projectOf, stackOf } from "./support/project";
import { writeFiles } from "../runner/support/temporary";

const HOST = ["run", "--executor", "host", "--source", "app=app"];

/** A run that must be refused before it begins. */
async function refused(
  project: Project,
  args: readonly string[],
  env: CliOptions["env"] = {},
): Promise<Ended> {
  const ended = await cli(args, { cwd: project.folder, env });
  expect(ended.stdout).toBe("");
  expect(ended.stderr).not.toMatch(/^ +at /m);
  expect(ended.stderr).not.toContain("this is a bug");
  expect(fs.existsSync(path.join(project.folder, ".oci-devops"))).toBe(false);
  return ended;
}

describe("run refuses, with one clear message and nothing written,", () => {
  test.each<[string, string[], string[], number]>([
    [
      "a stack that does not exist",
      ["--stack", "no-such-stack"],
      ["--stack no-such-stack: neither a file", "(main)"],
      2,
    ],
    ["a stack that is no JSON", ["--stack", "app/build_spec.yaml.txt"], ["build_spec.yaml.txt"], 2],
    ["an unknown pipeline", ["no-such-pipeline"], ["no build pipeline no-such-pipeline", "build-app"], 2],
    [
      "a missing source folder",
      ["--source", "app=no/such/dir"],
      ["--source app=no/such/dir: there is no such folder"],
      2,
    ],
    [
      "an unknown source",
      ["--source", "other=app"],
      ["--source other: the pipeline has no such source; it has app"],
      2,
    ],
    [
      "a source without a name and folder",
      ["--source", "=app"],
      ['--source "=app": write --source NAME=VALUE'],
      2,
    ],
    [
      "an unknown parameter",
      ["--param", "verison=1"],
      ["--param verison: the pipeline has no such parameter; it has version"],
      2,
    ],
    [
      "a parameter without a value",
      ["--param", "version"],
      ['--param "version": write --param NAME=VALUE'],
      2,
    ],
    ["a secret whose file is missing", ["--secret", "TOKEN=@missing"], ["--secret TOKEN: ENOENT"], 2],
    ["an unknown option", ["--no-such-option"], ["unknown option '--no-such-option'"], 2],
    ["an unknown executor", ["--executor", "magic"], ["argument 'magic' is invalid"], 2],
    [
      "a build specification that does not exist",
      ["--spec", "missing.yaml"],
      ["missing.yaml: cannot be read"],
      2,
    ],
  ])("%s", async (_, args, messages, exitCode) => {
    const project = projectOf("true");
    writeFiles(project.source, { "build_spec.yaml.txt": "not JSON" });
    const ended = await refused(project, [...HOST, ...args]);
    for (const message of messages) expect(ended.stderr).toContain(message);
    expect(ended.exitCode).toBe(exitCode);
  });

  test("a source that is not given", async () => {
    const { stderr, exitCode } = await refused(projectOf("true"), ["run", "--executor", "host"]);
    expect(stderr).toBe("source app has no folder; give it with --source app=DIR\n");
    expect(exitCode).toBe(2);
  });

  test("a vault variable without a value", async () => {
    const project = projectOf("true", {
      env: { vaultVariables: { TOKEN: "ocid1.secret", KEY: "ocid1.key" } },
    });
    const { stderr, exitCode } = await refused(project, [...HOST, "--secret", "KEY=env:KEY"], { KEY: "x" });
    expect(stderr).toBe(
      "vault variable TOKEN has no value\n" +
        "give a value with --secret NAME=@FILE, NAME=env:VARIABLE or NAME=cmd:COMMAND, several with --secrets-file FILE\n",
    );
    expect(exitCode).toBe(2);
  });

  test("malformed YAML, with file, line and column of every finding", async () => {
    const project = projectOf("true");
    writeFiles(project.source, {
      "build_spec.yaml": "version: 0.1\ncomponent: build\nsteps:\n  - type: Command\n   name: x\n",
    });
    const { stderr, exitCode } = await refused(project, HOST);
    expect(stderr).toMatch(/app\/build_spec\.yaml:5:\d+: error BS1/);
    expect(exitCode).toBe(2);
  });

  test("a stack with several pipelines when none is named", async () => {
    const project = projectOf("true");
    writeFiles(project.folder, { "cdktf.out/stacks/main/cdk.tf.json": stackOf("one", "two") });
    const { stderr, exitCode } = await refused(project, HOST);
    expect(stderr).toMatch(/has 2 build pipelines; name one of:\n {2}one\n {2}two\n$/);
    expect(exitCode).toBe(2);
  });

  test.each([
    ["there is no docker command", { PATH: "/no/such/folder" }, /cannot run docker: .*is it installed\?/],
    [
      "nothing listens on the engine's socket",
      { DOCKER_HOST: "unix:///no/such/socket" },
      /no container engine answers/,
    ],
  ])("containers when %s", async (_, env, message) => {
    const { stderr, exitCode } = await refused(projectOf("true"), ["run", "--source", "app=app"], env);
    expect(stderr).toMatch(message);
    expect(exitCode).toBe(125);
  });
});

describe("the command itself", () => {
  const cwd = () => projectOf("true").folder;

  test.each([
    [["--help"], /Usage: oci-devops-local \[options\] \[command\]/],
    [["run", "--help"], /--secret <name=@file\|name=env:VAR\|name=cmd:COMMAND>/],
  ])("explains itself with %j", async (args, text) => {
    const { stdout, exitCode } = await cli(args, { cwd: cwd() });
    expect(stdout).toMatch(text);
    expect(exitCode).toBe(0);
  });

  test.each([[[]], [["no-such-command"]], [["run", "one", "two"]]])(
    "refuses %j as wrong usage",
    async (args) => {
      const { stderr, exitCode } = await cli(args, { cwd: cwd() });
      expect(stderr).not.toMatch(/^ +at /m);
      expect(stderr).not.toBe("");
      expect(exitCode).toBe(2);
    },
  );
});
