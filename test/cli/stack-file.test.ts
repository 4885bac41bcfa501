import * as fs from "node:fs";
import * as path from "node:path";
import { stackFile } from "../../src/cli/stack-file";
import { ExitCode } from "../../src/runner/exit-code";
import { temporaryFolder, writeFiles } from "../runner/support/temporary";

function projectWith(...stacks: string[]): string {
  const folder = temporaryFolder("project");
  return writeFiles(
    folder,
    Object.fromEntries(stacks.map((name) => [`cdktf.out/stacks/${name}/cdk.tf.json`, "{}"])),
  );
}

const inProject = (project: string, name: string) =>
  path.join(project, "cdktf.out", "stacks", name, "cdk.tf.json");
const usage = (message: string) =>
  expect.objectContaining({
    exitCode: ExitCode.USAGE,
    message: expect.stringContaining(message) as string,
  }) as Error;

describe("the stack", () => {
  test("is the only one below cdktf.out when none is named", () => {
    const project = projectWith("only");
    fs.mkdirSync(path.join(project, "cdktf.out/stacks/no-stack"));
    writeFiles(project, { "cdktf.out/stacks/stray-file": "" });
    expect(stackFile(undefined, project)).toBe(inProject(project, "only"));
  });

  test("may be named by its name, its folder or its file", () => {
    const project = projectWith("one", "two");
    expect(stackFile("two", project)).toBe(inProject(project, "two"));
    expect(stackFile("cdktf.out/stacks/two", project)).toBe(inProject(project, "two"));
    expect(stackFile(inProject(project, "two"), "/")).toBe(inProject(project, "two"));
  });

  test("may be a file of any name", () => {
    const project = writeFiles(temporaryFolder(), { "plan.json": "{}" });
    expect(stackFile("plan.json", project)).toBe(path.join(project, "plan.json"));
  });

  test("must be named when there are several", () => {
    expect(() => stackFile(undefined, projectWith("one", "two"))).toThrow(
      usage("has 2 stacks (one, two); name one with --stack"),
    );
  });

  test("must have been synthesized", () => {
    expect(() => stackFile(undefined, temporaryFolder())).toThrow(
      usage("has no stack; synthesize one first (cdktf synth)"),
    );
  });

  test("that does not exist is told together with those that do", () => {
    expect(() => stackFile("three", projectWith("one", "two"))).toThrow(
      usage("--stack three: neither a file"),
    );
    expect(() => stackFile("three", projectWith("one", "two"))).toThrow(usage("(one, two)"));
  });
});
