import { build, FOLDER, FUNC_YAML, run } from "./function-run";
import { Engine } from "./preset-run";
import { StepType } from "../../../src/build-spec/model";
import { FunctionPackaging } from "../../../src/build-spec/presets/function-options";
import { functionBuildSpec, FunctionBuildSpecProps } from "../../../src/build-spec/presets/function-preset";
import { FunctionRuntime } from "../../../src/build-spec/presets/function-runtime";

describe("the container engine", () => {
  const engines: [Engine, string, string][] = [
    ["docker", "docker", "retriever:amaaaaaarun1"],
    ["podman-docker", "podman", "localhost/retriever:amaaaaaarun1"],
    ["podman", "podman", "localhost/retriever:amaaaaaarun1"],
  ];

  test.each(engines)("is found where the runner has %s, and so is the image in it", (engine, used, name) => {
    const { succeeded, calls, image, output } = build({}, { engine });
    expect([succeeded, output]).toEqual([true, expect.stringContaining(`with ${used}\n`)]);
    expect(calls.map(({ words }) => words.slice(0, 2))).toEqual([[used, "build"]]);
    expect(image).toBe(name);
  });

  test.each(engines)("is named to Fn, which would not take a Podman for a Docker: %s", (engine, used) => {
    const { succeeded, calls } = run({ functionDirectory: FOLDER }, { engine });
    expect(succeeded).toBe(true);
    expect(calls.map(({ words }) => [words[0], words.at(-1)])).toEqual([
      ["fn", `engine=${used}`],
      [used, "retriever:amaaaaaarun1"],
    ]);
  });
});

describe("what a function's build exports", () => {
  const exportedBy = (funcYaml: string | undefined, props: Partial<FunctionBuildSpecProps> = {}) => {
    const [name, text] = funcYaml === undefined ? ["Dockerfile", ""] : ["func.yaml", funcYaml];
    return build(props, { files: { [`${FOLDER}/${name}`]: text } }).exported;
  };

  test("is func.yaml's version, and a tag that no other run has", () => {
    expect(exportedBy(FUNC_YAML)).toEqual({ FUNCTION_VERSION: "0.0.7", FUNCTION_TAG: "amaaaaaarun1" });
  });

  test("is the tag alone where there is no version", () => {
    const tagOnly = { FUNCTION_VERSION: "amaaaaaarun1", FUNCTION_TAG: "amaaaaaarun1" };
    expect(exportedBy(undefined)).toEqual(tagOnly);
    expect(exportedBy("name: retriever\n")).toEqual(tagOnly);
  });

  test("has a name of one's own", () => {
    expect(exportedBy(FUNC_YAML, { exportVersionAs: "imageVersion" })).toEqual({
      imageVersion: "0.0.7",
      FUNCTION_TAG: "amaaaaaarun1",
    });
  });

  test.each([
    ["1.2.3+build.5", "1.2.3-build.5"],
    ["-1", "1"],
    ["$(touch x)", "touch-x-"],
    ["1 0", "1-0"],
    ["é1", "-1"],
    ["1".repeat(200), "1".repeat(128)],
  ])("is a version that an image's tag may hold: %s", (version, exported) => {
    const { FUNCTION_VERSION } = exportedBy(`version: ${version}\n`);
    expect(FUNCTION_VERSION).toBe(exported.replace(/^-/, ""));
    expect(FUNCTION_VERSION).toMatch(/^\w[\w.-]{0,127}$/);
  });
});

describe("a function with a Dockerfile of its own", () => {
  test("is built by it when its runtime is docker", () => {
    const { calls } = run({ functionDirectory: FOLDER, runtime: FunctionRuntime.DOCKER });
    expect(calls.map(({ words }) => words[1])).toEqual(["build"]);
  });

  test("may be built by Fn all the same", () => {
    const props = { runtime: FunctionRuntime.DOCKER, packaging: FunctionPackaging.FN };
    expect(run({ functionDirectory: FOLDER, ...props }).calls[0].words[0]).toBe("fn");
  });
});

describe("steps of one's own", () => {
  const step = (name: string, command: string) => ({ type: StepType.COMMAND, name, command });

  test("run before everything and once the image is built, and see its names", () => {
    const stepsBefore = [step("Before", 'own-tests before "${FUNCTION_DIRECTORY}" "${CONTAINER_ENGINE}"')];
    const stepsAfter = [step("After", 'own-tests after "${FUNCTION_IMAGE}" "${FUNCTION_VERSION}"')];
    const { succeeded, calls } = build({ stepsBefore, stepsAfter, testCommand: "own-tests" });
    expect(succeeded).toBe(true);
    expect(calls.map(({ words }) => words.join(" "))).toEqual([
      `own-tests before ${FOLDER} docker`,
      "own-tests",
      "docker build --tag retriever:amaaaaaarun1 .",
      "own-tests after retriever:amaaaaaarun1 0.0.7",
    ]);
  });

  test("end the build when they fail", () => {
    const { succeeded, calls } = build({ stepsBefore: [step("Before", "exit 4")] });
    expect([succeeded, calls]).toEqual([false, []]);
  });
});

describe("an audit of a function", () => {
  const knowledgeBaseId = "ocid1.admknowledgebase.oc1.iad.kb";
  const audit = (runtime: FunctionRuntime, more = {}) =>
    functionBuildSpec({
      functionDirectory: FOLDER,
      runtime,
      runTests: true,
      vulnerabilityAudit: { knowledgeBaseId, ...more },
    }).steps;

  test.each([FunctionRuntime.JAVA, FunctionRuntime.KOTLIN, FunctionRuntime.of("java17")])(
    "reads its pom.xml before the tests: $name",
    (runtime) => {
      const steps = audit(runtime, { maxPermissibleCvssV3Score: 4 });
      expect(steps.map(({ name }) => name)).toEqual([
        "Name the image",
        "Audit the dependencies",
        "Test the function",
        "Build the image",
      ]);
      expect(steps[1]).toMatchObject({
        type: "VulnerabilityAudit",
        knowledgeBaseId,
        configuration: {
          buildType: "maven",
          pomFilePath: "${OCI_PRIMARY_SOURCE_DIR}/functions/retriever/pom.xml",
          maxPermissibleCvssV3Score: 4,
        },
      });
    },
  );

  test("may read another pom.xml, keep its report elsewhere and leave packages out", () => {
    const more = { vulnerabilityAuditCompartmentId: "ocid1.compartment.oc1..a", vulnerabilityAuditName: "n" };
    const [, step] = audit(FunctionRuntime.JAVA, {
      ...more,
      pomFilePath: "pom.xml",
      packagesToIgnore: ["a.*"],
    });
    expect(step).toMatchObject({
      ...more,
      configuration: { pomFilePath: "${OCI_PRIMARY_SOURCE_DIR}/pom.xml", packagesToIgnore: ["a.*"] },
    });
  });
});
