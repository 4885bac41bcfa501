import * as fs from "node:fs";
import * as path from "node:path";
import { pipelineStack, problems, stackOf, stage, STAGE } from "./terraform-json";
import { readPlan } from "../../src/pipeline/read-plan";

const planOf = (content: unknown, variables?: Record<string, string>) =>
  readPlan(stackOf(content, variables));
const SOURCE = {
  name: "app",
  connection_type: "GITHUB",
  repository_url: "https://example.com/app",
  branch: "main",
};
const build = (body: object = {}) =>
  stage("BUILD", [], {
    display_name: "Build",
    image: "OL8_X86_64_STANDARD_10",
    build_spec_file: "ci/build_spec.yaml",
    build_source_collection: { items: [SOURCE] },
    primary_build_source: "app",
    ...body,
  });

describe("a managed build stage", () => {
  test("has its image, sources, specification and time", () => {
    const { stages } = planOf(pipelineStack({ build: build({ stage_execution_timeout_in_seconds: 3600 }) }));
    expect(stages).toEqual([
      {
        kind: "BUILD",
        displayName: "Build",
        address: `${STAGE}.build`,
        stageId: expect.stringMatching(/^ocid1\.devopsbuildpipelinestage\.oc1\.local\./),
        predecessors: [],
        image: "OL8_X86_64_STANDARD_10",
        buildSpecFile: "ci/build_spec.yaml",
        generatedSpec: undefined,
        sources: [{ name: "app", url: "https://example.com/app", branch: "main" }],
        primarySource: "app",
        timeoutInSeconds: 3600,
      },
    ]);
  });

  describe("with a shape", () => {
    const shapeOf = (config: object, variables?: Record<string, string>) => {
      const content = pipelineStack({ build: build({ build_runner_shape_config: config }) });
      const [found] = planOf({ variable: { size: { type: "number" } }, ...content }, variables).stages;
      return found.kind === "BUILD" ? found.shape : undefined;
    };

    test.each([
      ["numbers", 4, 32],
      ["texts", "4", "32"],
      ["variables", "${var.size}", 32],
    ])("of its own has it, given as %s", (_, ocpus, memory) => {
      const config = { build_runner_type: "CUSTOM", ocpus, memory_in_gbs: memory };
      expect(shapeOf(config, { size: "4" })).toEqual({ ocpus: 4, memoryInGbs: 32 });
      expect(shapeOf([config] as object, { size: "4" })).toEqual({ ocpus: 4, memoryInGbs: 32 });
    });

    test("of the service has none", () => {
      expect(shapeOf({ build_runner_type: "DEFAULT" })).toBeUndefined();
    });

    test("that is no number, not there or not known is told, all at once", () => {
      const wrong = (config: object) => problems(() => shapeOf({ build_runner_type: "CUSTOM", ...config }));
      expect(wrong({ ocpus: "many" })).toEqual([
        `${STAGE}.build: ocpus of a CUSTOM build_runner_shape_config is a whole number, not "many"`,
        `${STAGE}.build: memory_in_gbs of a CUSTOM build_runner_shape_config is a whole number, not ""`,
      ]);
      expect(wrong({ ocpus: "${var.size}", memory_in_gbs: 8 })).toEqual([
        expect.stringContaining("var.size has no value"),
      ]);
    });
  });

  test.each([
    ["left out", undefined],
    ["null", null],
  ])("has defaults where attributes are %s", (_, none) => {
    const attributes = {
      build_spec_file: none,
      primary_build_source: none,
      stage_execution_timeout_in_seconds: none,
    };
    const items = [SOURCE, { ...SOURCE, name: "lib" }];
    const content = pipelineStack({ build: build({ ...attributes, build_source_collection: { items } }) });
    expect(planOf(content).stages[0]).toMatchObject({
      buildSpecFile: "build_spec.yaml",
      primarySource: "app",
      timeoutInSeconds: undefined,
    });
  });

  test.each([
    ["a number in text", "600"],
    ["a variable", "${var.timeout}"],
  ])("has its time when it is %s", (_, timeout) => {
    const content = pipelineStack({ build: build({ stage_execution_timeout_in_seconds: timeout }) });
    expect(planOf(content, { timeout: "600" }).stages[0]).toMatchObject({ timeoutInSeconds: 600 });
  });

  test("has the specification that synth made beside the stack", () => {
    const stack = stackOf(pipelineStack({ build: build() }));
    const generated = path.join(stack.directory, "build-specs/build/build_spec.yaml");
    fs.mkdirSync(path.dirname(generated), { recursive: true });
    fs.writeFileSync(generated, "version: 0.1\n");
    expect(readPlan(stack).stages[0]).toMatchObject({ generatedSpec: generated });
  });

  test("has the address of the mirrored repository, or the name of one that only OCI knows", () => {
    const source = (name: string) => ({
      name,
      branch: "main",
      repository_id: `\${oci_devops_repository.${name}.id}`,
      repository_url: `\${oci_devops_repository.${name}.http_url}`,
    });
    const repositories = {
      mirror: {
        name: "mirror",
        mirror_repository_config: [{ repository_url: "https://example.com/${var.repo}" }],
      },
      hosted: { name: "hosted-repo", repository_type: "HOSTED" },
    };
    const items = [source("mirror"), source("hosted")];
    const content = pipelineStack(
      { build: build({ build_source_collection: { items } }) },
      { oci_devops_repository: repositories },
    );
    expect(planOf(content, { repo: "app" }).stages[0]).toMatchObject({
      sources: [{ url: "https://example.com/app" }, { url: "hosted-repo" }],
    });
  });

  test("is a problem when a variable in it has no value", () => {
    const items = [{ ...SOURCE, branch: "${var.branch}", repository_url: "https://example.com/${var.repo}" }];
    const content = pipelineStack({
      build: build({ image: "${var.image}", build_source_collection: { items } }),
    });
    expect([...problems(() => planOf(content))].sort()).toEqual(
      ["branch", "image", "repo"].map(
        (name) =>
          `${STAGE}.build: var.${name} has no value; give it with --var ${name}=VALUE or TF_VAR_${name}`,
      ),
    );
  });
});
