import * as fs from "node:fs";
import * as path from "node:path";
import { BuildSpec } from "../../src/build-spec/build-spec";
import { BuildSpecPatch } from "../../src/build-spec/build-spec-patch";
import { BuildSpecDocument, OutputType, StepType } from "../../src/build-spec/model";
import { temporaryFolder } from "../support/temporary-folder";

const DOCUMENT: BuildSpecDocument = {
  env: { exportedVariables: ["TAG"] },
  steps: [{ type: StepType.COMMAND, command: "make\n" }],
  outputArtifacts: [
    { name: "image", type: OutputType.DOCKER_IMAGE, location: "app" },
    { name: "report", type: OutputType.BINARY, location: "report.zip" },
  ],
};

function writtenFile(text: string): string {
  const file = path.join(temporaryFolder(), "build_spec.yaml");
  fs.writeFileSync(file, text);
  return file;
}

describe("a build specification of one's own steps", () => {
  const spec = BuildSpec.fromSteps(DOCUMENT);

  test("is generated, and read back from its own text", () => {
    expect(spec.isGenerated).toBe(true);
    expect(spec.sourcePath).toBeUndefined();
    expect(spec.document).toEqual({ version: "0.1", component: "build", ...DOCUMENT });
    expect(BuildSpec.fromFile(writtenFile(spec.render()!)).document).toEqual(spec.document);
  });

  test("tells its outputs and exported variables", () => {
    expect(spec.outputNames).toEqual(["image", "report"]);
    expect(spec.exportedVariables).toEqual(["TAG"]);
  });

  test("has no outputs and exports when it names none", () => {
    const bare = BuildSpec.fromSteps({ steps: DOCUMENT.steps });
    expect([bare.outputNames, bare.exportedVariables]).toEqual([[], []]);
  });

  test("gives away a copy of its exported variables", () => {
    spec.exportedVariables!.push("MORE");
    expect(spec.exportedVariables).toEqual(["TAG"]);
  });

  test("is refused with all that the service would refuse", () => {
    const wrong = () =>
      BuildSpec.fromSteps({
        env: { vaultVariables: { TOKEN: "ocid1.vaultsecret" }, exportedVariables: ["TOKEN"] },
        steps: [{ type: StepType.COMMAND }],
      });
    expect(wrong).toThrow(/not a build specification that OCI DevOps accepts/);
    expect(wrong).toThrow(/BS302 TOKEN is a vault variable/);
    expect(wrong).toThrow(/BS301 a Command step needs command/);
  });

  test("is refused without steps", () => {
    expect(() => BuildSpec.fromSteps({ steps: [] })).toThrow(/BS206/);
  });
});

describe("a build specification of a function", () => {
  test("is generated, has one output, and exports its version and a tag", () => {
    const spec = BuildSpec.forFunction({ functionDirectory: "functions/retriever" });
    expect(spec.isGenerated).toBe(true);
    expect(spec.outputNames).toEqual(["function_image"]);
    expect(spec.exportedVariables).toEqual(["FUNCTION_VERSION", "FUNCTION_TAG"]);
    expect(spec.render()).toContain("FUNCTION_DIRECTORY: functions/retriever\n");
  });
});

describe("a patched build specification", () => {
  const spec = BuildSpec.fromSteps(DOCUMENT);

  test("is the same with the changes made, and leaves the first one alone", () => {
    const before = spec.render();
    const made = spec.patched(
      BuildSpecPatch.add("/steps/-", { type: "Command", command: "make test" }),
      BuildSpecPatch.replace("/outputArtifacts/1/location", "all.zip"),
      BuildSpecPatch.remove("/outputArtifacts/0"),
      BuildSpecPatch.add("/env/variables", { MODE: "release" }),
    );
    expect(made.isGenerated).toBe(true);
    expect(made.document?.steps.map(({ command }) => command)).toEqual(["make\n", "make test"]);
    expect(made.document?.outputArtifacts).toEqual([{ name: "report", type: "BINARY", location: "all.zip" }]);
    expect(made.document?.env).toEqual({ variables: { MODE: "release" }, exportedVariables: ["TAG"] });
    expect(spec.render()).toBe(before);
  });

  test("may have a key that this package does not know", () => {
    expect(spec.patched(BuildSpecPatch.add("/novelty", [1])).render()).toMatch(/\nnovelty:\n {2}- 1\n$/);
  });

  test("is refused when the service would refuse it", () => {
    expect(() => spec.patched(BuildSpecPatch.remove("/steps"))).toThrow(/BS201/);
    expect(() => spec.patched(BuildSpecPatch.replace("/version", 0.2))).toThrow(/BS204/);
  });

  test("is made of a generated one only", () => {
    const committed = BuildSpec.fromFile(writtenFile(spec.render()!));
    for (const other of [committed, BuildSpec.fromSourcePath("a.yaml")]) {
      expect(() => other.patched(BuildSpecPatch.remove("/steps/0"))).toThrow(/only a generated/);
    }
  });
});

describe("a build specification in a file", () => {
  test("keeps the file's text to the letter", () => {
    const text = "# mine\r\nversion: 0.1\r\ncomponent: build\r\nsteps: [{type: Command, command: make}]\r\n";
    const spec = BuildSpec.fromFile(writtenFile(text));
    expect(spec.isGenerated).toBe(false);
    expect(spec.render()).toBe(text);
    expect(spec.document?.steps).toEqual([{ type: "Command", command: "make" }]);
    expect(spec.outputNames).toEqual([]);
  });

  test("is accepted with warnings", () => {
    const text = "version: 0.1\ncomponent: build\ncache: none\nsteps: [{type: Command, command: make}]\n";
    expect(BuildSpec.fromFile(writtenFile(text)).document).toBeDefined();
  });

  test("is refused with file, line and column of every error, and without warnings", () => {
    const file = writtenFile("version: 0.2\ncache: none\nsteps: [{type: Command, command: make}]\n");
    expect(() => BuildSpec.fromFile(file)).toThrow(
      new Error(
        [
          `${file} is not a build specification that OCI DevOps accepts:`,
          `${file}:1:1: error BS201 the file has no component, which is required; add component:`,
          `${file}:1:10: error BS204 version is "0.2"; write 0.1`,
        ].join("\n"),
      ),
    );
  });

  test("is refused with its name when it does not exist", () => {
    expect(() => BuildSpec.fromFile("/nowhere/build_spec.yaml")).toThrow(/nowhere\/build_spec\.yaml/);
  });
});

describe("a build specification in another repository", () => {
  test("is known by its path only", () => {
    const spec = BuildSpec.fromSourcePath("ci/build_spec.yaml");
    expect(spec.sourcePath).toBe("ci/build_spec.yaml");
    expect(spec.isGenerated).toBe(false);
    expect([spec.document, spec.render(), spec.outputNames, spec.exportedVariables]).toEqual(
      Array(4).fill(undefined),
    );
  });
});
