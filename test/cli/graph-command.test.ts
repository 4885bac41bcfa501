import * as path from "node:path";
import { cli, Ended } from "./support/cli";
import { Project, projectOf, stackOf } from "./support/project";
import { writeFiles } from "../runner/support/temporary";

const run = (project: Project, ...args: readonly string[]): Promise<Ended> =>
  cli(["graph", ...args], { cwd: project.folder });

describe("graph", () => {
  test("shows the stages of the stack's pipeline without any source", async () => {
    expect(await run(projectOf("true"))).toEqual({
      exitCode: 0,
      stdout: "build-app\n└─ 1 Build (managed build)\n",
      stderr: "",
    });
  });

  test("shows the steps of a source", async () => {
    const project = projectOf("true");
    const { stdout } = await run(project, "--source", "app");
    expect(stdout).toContain(`step 1 the step (${path.join(project.source, "build_spec.yaml")}:8)\n`);
  });

  test("shows the steps that synth made", async () => {
    const project = projectOf("true");
    const spec = {
      version: 0.1,
      component: "build",
      steps: [{ type: "Command", name: "made", command: "true" }],
    };
    writeFiles(project.folder, {
      "cdktf.out/stacks/main/build-specs/build-app-stage/build_spec.yaml": JSON.stringify(spec),
    });
    const { stdout } = await run(project);
    expect(stdout).toContain(
      "step 1 made (cdktf.out/stacks/main/build-specs/build-app-stage/build_spec.yaml:1)\n",
    );
  });

  test.each([
    ["mermaid", /^flowchart TD\n {2}s1\["1 Build #40;managed build#41;"\]\n$/],
    ["dot", /^digraph "build-app" \{\n[^]*\n\}\n$/],
  ])("prints %s", async (format, text) => {
    const { stdout, exitCode } = await run(projectOf("true"), "--format", format);
    expect(stdout).toMatch(text);
    expect(exitCode).toBe(0);
  });

  test("prints JSON", async () => {
    const { stdout } = await run(projectOf("true"), "build-app", "--format", "json");
    expect(JSON.parse(stdout)).toMatchObject({
      pipeline: "build-app",
      stages: [{ kind: "BUILD", number: 1, name: "Build", after: [], isSkipped: false }],
    });
  });

  test.each([
    [["--format", "png"], /Allowed choices are text, mermaid, dot, json/],
    [["no-such-pipeline"], /no build pipeline no-such-pipeline/],
    [["--source", "app=no/such/dir"], /no such folder/],
    [["--stack", "nowhere"], /--stack nowhere: neither a file/],
  ])("refuses %j", async (args, message) => {
    const { stdout, stderr, exitCode } = await run(projectOf("true"), ...args);
    expect({ stdout, exitCode }).toEqual({ stdout: "", exitCode: 2 });
    expect(stderr).toMatch(message);
  });

  test("refuses a source that the pipeline does not have", async () => {
    const project = projectOf("true");
    writeFiles(project.folder, { "cdktf.out/stacks/main/cdk.tf.json": stackOf("one", "two") });
    const { stderr, exitCode } = await run(project, "one", "--source", "app=app", "--source", "other=app");
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/other/);
  });

  test("refuses a build specification that the service would", async () => {
    const project = projectOf("true");
    writeFiles(project.source, { "build_spec.yaml": "version: 0.2\n" });
    const { stderr, exitCode } = await run(project, "--source", "app=app");
    expect(stderr).toMatch(/build_spec\.yaml:1:10: error BS204/);
    expect(exitCode).toBe(2);
  });
});
