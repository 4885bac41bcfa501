import { checkSemantics } from "../../src/build-spec/check";
import { BuildSpecDocument, BuildStep, OutputType, StepType } from "../../src/build-spec/model";
import { YamlReader } from "../../src/build-spec/yaml-reader";

const MAKE: BuildStep = { type: StepType.COMMAND, command: "make" };

/** Findings as `CODE path`. */
function check(document: Partial<BuildSpecDocument>): string[] {
  const reader = new YamlReader("");
  const asked: string[] = [];
  const place = (path: readonly (string | number)[]) => ({ line: asked.push(path.join(".")), column: 1 });
  checkSemantics({ steps: [MAKE], ...document }, reader, { positionOf: place, keyPositionOf: place });
  expect(reader.diagnostics.every(({ severity }) => severity === "error")).toBe(true);
  return reader.diagnostics.map(({ code, line }) => `${code} ${asked[line - 1]}`);
}

describe("a document is refused", () => {
  test("when a command step has no command", () => {
    expect(check({ steps: [MAKE, { type: StepType.COMMAND, name: "Nothing" }] })).toEqual(["BS301 steps.1"]);
  });

  test("when an audit has no configuration or no knowledge base", () => {
    const configuration = { buildType: "maven", pomFilePath: "pom.xml" };
    expect(
      check({
        steps: [
          { type: StepType.VULNERABILITY_AUDIT },
          { type: StepType.VULNERABILITY_AUDIT, configuration },
          { type: StepType.VULNERABILITY_AUDIT, knowledgeBaseId: "ocid1.knowledgebase" },
        ],
      }),
    ).toEqual(["BS301 steps.0", "BS301 steps.0", "BS301 steps.1", "BS301 steps.2"]);
  });

  test("when it exports a vault variable", () => {
    const env = { vaultVariables: { TOKEN: "ocid1.vaultsecret" }, exportedVariables: ["TAG", "TOKEN"] };
    expect(check({ env })).toEqual(["BS302 env.exportedVariables.1"]);
  });

  test.each(["PATH", "OCI_STAGE_ID", "oci_mine"])("when it declares %s, which is reserved", (name) => {
    expect(check({ env: { variables: { MODE: "release", [name]: "a" } } })).toHaveLength(1);
  });

  test.each(["OCI_TAG", "ociTag", "Oci"])("when it exports %s, which is reserved", (name) => {
    expect(check({ env: { exportedVariables: ["TAG", name] } })).toEqual(["BS303 env.exportedVariables.1"]);
  });

  test.each(["", "1st", "_private", "test.Env", "a b", "é"])(
    "when it exports %j, which is no name",
    (name) => {
      expect(check({ env: { exportedVariables: [name] } })).toEqual(["BS205 env.exportedVariables.0"]);
    },
  );

  test("when an exported name has more than 255 characters, which the service cannot hold", () => {
    expect(check({ env: { exportedVariables: ["a".repeat(255), "a".repeat(256)] } })).toEqual([
      "BS205 env.exportedVariables.1",
    ]);
  });

  test("when two outputs have one name", () => {
    const output = { name: "app", type: OutputType.BINARY, location: "app.jar" };
    expect(check({ outputArtifacts: [output, { ...output, name: "image" }, output] })).toEqual([
      "BS304 outputArtifacts.2.name",
    ]);
  });
});

describe("a document is accepted", () => {
  test("when a name is both declared and exported", () => {
    expect(check({ env: { variables: { TAG: "none" }, exportedVariables: ["TAG"] } })).toEqual([]);
  });

  test("when steps share a name or have none, and take longer than the whole", () => {
    const step = { ...MAKE, name: "Build", timeoutInSeconds: 20_000 };
    expect(check({ timeoutInSeconds: 600, steps: [step, step, MAKE] })).toEqual([]);
  });

  test.each(["path", "PATHS", "OCI", "OCIR_HOST", "_OCI_X", "toString"])("when it declares %s", (name) => {
    expect(check({ env: { variables: { [name]: "a" } } })).toEqual([]);
  });

  test("when it exports a name that every object has", () => {
    const env = { vaultVariables: { TOKEN: "ocid1.vaultsecret" }, exportedVariables: ["toString"] };
    expect(check({ env })).toEqual([]);
  });
});
