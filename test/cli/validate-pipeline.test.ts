import { cli, Ended } from "./support/cli";
import { projectOf } from "./support/project";
import { writeFiles } from "../runner/support/temporary";

const SHADOWS = { env: { variables: { version: "1" } } };
const validate = (cwd: string, ...args: string[]): Promise<Ended> =>
  cli(["validate", "--no-shellcheck", ...args], { cwd });

describe("validate --pipeline", () => {
  test("checks the file of a stage against what the pipeline gives to it", async () => {
    const { folder } = projectOf("make", SHADOWS);
    const { stdout, exitCode } = await validate(folder, "--pipeline", "build-app", "--source", "app=app");
    expect(stdout).toContain("app/build_spec.yaml:13:7: warning: version is a parameter of the pipeline");
    expect(stdout).toContain("[BS325]");
    expect(exitCode).toBe(0);
  });

  test("checks a named file, and the only pipeline needs no name", async () => {
    const { folder } = projectOf("make", SHADOWS);
    const { stdout } = await validate(folder, "app/build_spec.yaml", "--pipeline");
    expect(stdout).toContain("[BS325]");
  });

  test("knows the image of the stage", async () => {
    const { folder } = projectOf("docker compose up");
    const { stdout } = await validate(folder, "app/build_spec.yaml", "--pipeline");
    expect(stdout).toContain("[BS426]");
    expect((await validate(folder, "app/build_spec.yaml")).stdout).not.toContain("[BS426]");
  });

  test("says what there is when no stage can be checked", async () => {
    const { folder } = projectOf("make");
    expect(await validate(folder, "--pipeline")).toEqual({
      exitCode: 2,
      stdout: "",
      stderr: expect.stringContaining("give its folder with --source app=DIR, or name the file"),
    });
    const unknown = await validate(folder, "--pipeline", "other", "--source", "app=app");
    expect([unknown.exitCode, unknown.stderr]).toEqual([2, expect.stringContaining("build-app")]);
  });

  test("is what --stack and --source are for", async () => {
    const { folder } = projectOf("make");
    writeFiles(folder, { "build_spec.yaml": "version: 0.1\n" });
    const { exitCode, stderr } = await validate(folder, "--source", "app=app", "build_spec.yaml");
    expect([exitCode, stderr]).toEqual([2, "--source goes with --pipeline\n"]);
  });

  test("needs a file without it", async () => {
    const { exitCode, stderr } = await validate(projectOf("make").folder);
    expect([exitCode, stderr]).toEqual([2, "name a build_spec.yaml, - for standard input, or --pipeline\n"]);
  });
});
