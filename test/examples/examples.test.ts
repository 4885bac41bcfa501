import * as fs from "node:fs";
import * as path from "node:path";
import { exampleNames, synthExample } from "./examples";
import { parseBuildSpec } from "../../src/build-spec/parse";
import { schemaViolations } from "../support/schema-check";
import { temporaryFolder } from "../support/temporary-folder";

describe.each(exampleNames)("example %s", (name) => {
  let folder: string;
  let stack: Record<string, any>;

  beforeAll(() => {
    folder = synthExample(name, temporaryFolder());
    stack = JSON.parse(fs.readFileSync(path.join(folder, "cdk.tf.json"), "utf8"));
  });

  test("synthesizes to the Terraform it always did", () => {
    // Where the state is kept depends on where the tests run.
    const { backend, ...terraform } = stack.terraform;
    expect(Object.keys(backend)).toEqual(["local"]);
    expect({ ...stack, terraform }).toMatchSnapshot();
  });

  test("has nothing in it that the real provider's schema does not allow", () => {
    expect(Object.keys(stack.resource).length).toBeGreaterThan(5);
    expect(schemaViolations(stack)).toEqual([]);
  });

  test("asks for the provider oracle/oci, any version 8", () => {
    expect(stack.terraform.required_providers.oci).toEqual({ source: "oracle/oci", version: "~> 8.0" });
  });

  test("holds no OCID and no secret: what differs between tenancies is a Terraform variable", () => {
    expect(JSON.stringify(stack)).not.toMatch(/ocid1\./);
  });

  test("writes a build specification for every managed build stage, without a finding", () => {
    const stages = Object.entries<any>(stack.resource.oci_devops_build_pipeline_stage)
      .filter(([, stage]) => stage.build_pipeline_stage_type === "BUILD")
      .map(([id]) => id);
    expect(fs.readdirSync(path.join(folder, "build-specs")).sort()).toEqual(stages.sort());
    for (const stage of stages) {
      const text = fs.readFileSync(path.join(folder, "build-specs", stage, "build_spec.yaml"), "utf8");
      expect(parseBuildSpec(text).diagnostics).toEqual([]);
      expect(text).toMatchSnapshot(stage);
    }
  });
});
