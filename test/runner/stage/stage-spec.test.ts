import * as path from "node:path";
import { ExitCode } from "../../../src/runner/exit-code";
import { sourceFolder } from "../../../src/runner/source/working-tree";
import { readSpecFile, readStageSpec, StageSpec } from "../../../src/runner/stage/stage-spec";
import { buildPlan } from "../support/plans";
import { temporaryFolder, writeFiles } from "../support/temporary";

const SPEC = `version: 0.1
component: build
steps:
  - type: Command
    command: echo one
  - type: Command
    name: two
    command: |
      echo first
      echo second
    onFailure:
      - type: Command
        command: echo failed
      - type: Command
        name: named
        command: echo failed
  - type: VulnerabilityAudit
    name: audit
    knowledgeBaseId: ocid1.knowledgebase
    configuration: { buildType: maven, pomFilePath: pom.xml }
`;

function write(files: Readonly<Record<string, string>>): string {
  return writeFiles(temporaryFolder("source"), files);
}

function read(text: string): StageSpec {
  return readSpecFile(path.join(write({ "build_spec.yaml": text }), "build_spec.yaml"));
}

describe("a build specification", () => {
  test("has a script for every step and onFailure step, with names and places in the file", () => {
    const { scripts, steps, warnings } = read(SPEC);
    expect(steps.map(({ name }) => name)).toEqual(["Step 1", "two", "audit"]);
    expect(steps[1].onFailure.map(({ name }) => name)).toEqual(["two onFailure", "named"]);
    expect(scripts.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5]);
    expect(scripts.map(({ command }) => command)).toEqual([
      "echo one",
      "echo first\necho second\n",
      "echo failed",
      "echo failed",
      "",
    ]);
    expect(scripts.slice(0, 4).map(({ position }) => position.line)).toEqual([5, 9, 13, 16]);
    expect(warnings).toEqual([]);
  });

  test("may have a byte order mark and carriage returns, which the scripts do not get", () => {
    const { scripts } = read(`\ufeff${SPEC.replace(/\n/g, "\r\n")}`);
    expect(scripts[1].command).toBe("echo first\necho second\n");
  });

  test("keeps findings that the service lets pass as warnings", () => {
    expect(read(`${SPEC}unknown: 1\n`).warnings).toEqual([
      expect.stringMatching(/build_spec\.yaml:21:1: warning BS202 /),
    ]);
  });

  test.each([
    ["steps: [\n", /build_spec\.yaml:\d+:\d+: error BS1/],
    ["version: 0.2\nphases: {}\n", /AWS CodeBuild/],
    ["", /build_spec\.yaml:1:1: error BS103/],
  ])("that reads %j is refused with the place of every finding", (text, message) => {
    expect(() => read(text)).toThrow(
      expect.objectContaining({
        exitCode: ExitCode.USAGE,
        message: expect.stringMatching(message) as string,
      }),
    );
  });

  test("that cannot be read is told with its path", () => {
    const folder = temporaryFolder();
    for (const file of [path.join(folder, "missing.yaml"), folder]) {
      expect(() => readSpecFile(file)).toThrow(
        expect.objectContaining({
          exitCode: ExitCode.USAGE,
          message: expect.stringContaining(file) as string,
        }),
      );
    }
  });
});

describe("the build specification of a stage", () => {
  test("is that of the primary source", () => {
    const folder = write({ "ci/spec.yaml": SPEC });
    const spec = readStageSpec(buildPlan({ buildSpecFile: "ci/spec.yaml" }), sourceFolder("source", folder));
    expect(spec).toMatchObject({ file: path.join(folder, "ci/spec.yaml"), isGenerated: false, warnings: [] });
  });

  test("is the source's even where synth has made another, with a warning", () => {
    const folder = write({ "build_spec.yaml": SPEC, "synth/spec.yaml": SPEC.replace("echo one", "echo 1") });
    const plan = buildPlan({ generatedSpec: path.join(folder, "synth/spec.yaml") });
    const spec = readStageSpec(plan, sourceFolder("source", folder));
    expect(spec.steps[0].command).toBe("echo one");
    expect(spec.warnings).toEqual([
      expect.stringMatching(/build_spec\.yaml differs from the one that synth made/),
    ]);
  });

  test("is no reason for a warning when synth has made the same", () => {
    const folder = write({ "build_spec.yaml": SPEC, "synth/spec.yaml": SPEC });
    const plan = buildPlan({ generatedSpec: path.join(folder, "synth/spec.yaml") });
    expect(readStageSpec(plan, sourceFolder("source", folder)).warnings).toEqual([]);
  });

  test.each(["../outside.yaml", "/etc/passwd", "a/../../outside.yaml"])(
    "is not looked for outside of the source at %s",
    (file) => {
      const parent = write({ "outside.yaml": SPEC, "source/keep": "" });
      const source = sourceFolder("source", path.join(parent, "source"));
      expect(() => readStageSpec(buildPlan({ buildSpecFile: file }), source)).toThrow(
        expect.objectContaining({ exitCode: ExitCode.USAGE }),
      );
    },
  );
});
