import { functionBuildSpec } from "../../../src/build-spec/presets/function-preset";
import { functionBuildViolations } from "../../../src/build-spec/presets/function-rules";
import { FunctionRuntime } from "../../../src/build-spec/presets/function-runtime";

const AUDIT = { knowledgeBaseId: "ocid1.admknowledgebase.oc1.iad.kb" };
const CACHE = { bucketName: "cache" };

describe("how a function is to be built", () => {
  test("is right with nothing said, and with everything said", () => {
    expect(functionBuildViolations({})).toEqual([]);
    expect(
      functionBuildViolations(
        {
          runtime: FunctionRuntime.JAVA,
          buildArgs: { _A1: "b" },
          runTests: true,
          vulnerabilityAudit: AUDIT,
          cache: CACHE,
          exportVersionAs: "imageVersion",
        },
        ["TOKEN"],
      ),
    ).toEqual([]);
  });

  test("is refused with everything that is wrong at once", () => {
    const wrong = () =>
      functionBuildSpec({
        functionDirectory: "f",
        buildArgs: { "A B": "" },
        exportVersionAs: "1st",
        vulnerabilityAudit: AUDIT,
        cache: { bucketName: "a b" },
        vaultVariables: { FUNCTION_IMAGE: "ocid1.vaultsecret" },
      });
    expect(wrong).toThrow(/^the function cannot be built so:\n(  - .*\n?){6}$/);
  });

  test.each(["A B", "A;date", "$(date)", "", "1A"])("takes no build argument named %j", (name) => {
    expect(functionBuildViolations({ buildArgs: { [name]: "x" } })).toEqual([
      expect.stringContaining(`${JSON.stringify(name)} is no name`),
    ]);
  });

  test.each(["", "1a", "a-b", "$(date)", "ociVersion", "FUNCTION_IMAGE", "FUNCTION_TAG", "a".repeat(256)])(
    "exports no version as %j",
    (exportVersionAs) => {
      expect(functionBuildViolations({ exportVersionAs })).toEqual([
        expect.stringContaining(`${JSON.stringify(exportVersionAs)} cannot be exported`),
      ]);
    },
  );

  test("needs a test command where nothing is known of the runtime", () => {
    const runtime = FunctionRuntime.DOCKER;
    expect(functionBuildViolations({ runtime, runTests: true })).toEqual([
      'runTests: of the tests of the runtime "docker" nothing is known; set testCommand',
    ]);
    expect(functionBuildViolations({ runtime, runTests: true, testCommand: "make" })).toEqual([]);
    expect(functionBuildViolations({ testCommand: " \n" })).toEqual([expect.stringContaining("is empty")]);
  });

  test.each([
    [undefined, "runtime is not set"],
    [FunctionRuntime.NODE, 'runtime is "node"'],
    [FunctionRuntime.DOCKER, 'runtime is "docker"'],
  ])("has no audit without Maven", (runtime, is) => {
    expect(functionBuildViolations({ runtime, vulnerabilityAudit: AUDIT })).toEqual([
      expect.stringContaining(`built with Maven only, and ${is}; set FunctionRuntime.JAVA`),
    ]);
  });

  test.each(["a b", "a'b", "${bucket}", "${TfToken[TOKEN.1]}", "", "$(date)"])(
    "has no cache in %j",
    (bucketName) => {
      expect(functionBuildViolations({ runTests: true, cache: { bucketName } })).toEqual([
        expect.stringContaining(`cache.bucketName: ${JSON.stringify(bucketName)} is no name`),
      ]);
      expect(
        functionBuildViolations({ runTests: true, cache: { ...CACHE, namespace: bucketName } }),
      ).toHaveLength(1);
    },
  );

  test("has no cache that nothing would fill", () => {
    expect(functionBuildViolations({ cache: CACHE })).toEqual([
      expect.stringContaining("set runTests or stepsBefore"),
    ]);
    expect(functionBuildViolations({ cache: CACHE, runTests: false, testCommand: "make" })).toHaveLength(1);
  });

  test("needs folders and key files for a cache of a runtime that is not known", () => {
    const own = { runtime: FunctionRuntime.of("rust"), testCommand: "cargo test" };
    expect(functionBuildViolations({ ...own, cache: CACHE })).toEqual([
      expect.stringMatching(/^cache\.folders: .*"rust"/),
      expect.stringMatching(/^cache\.keyFiles: .*"rust"/),
    ]);
    const cache = { ...CACHE, folders: ["target"], keyFiles: ["Cargo.lock"] };
    expect(functionBuildViolations({ ...own, cache })).toEqual([]);
    expect(functionBuildViolations({ runTests: true, cache: { ...CACHE, folders: [] } })).toEqual([
      expect.stringMatching(/^cache\.folders: nothing is named/),
    ]);
  });
});
