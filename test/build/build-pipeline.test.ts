import { TerraformVariable } from "cdktf";
import { BuildPipeline, BuildPipelineProps, IamAction } from "../../src";
import { buildPipeline } from "../support/fixtures";
import { policyStatements, resolved, resource, resourceOf, resources } from "../support/synthesized";
import { PROJECT, testStack, TestStack } from "../support/test-stack";
import { violationsOf } from "../support/violations";

function pipeline({ stack, project }: TestStack, props: Partial<BuildPipelineProps> = {}): BuildPipeline {
  return new BuildPipeline(stack, "build", { project, ...props });
}

const refused = (props: Partial<BuildPipelineProps>) =>
  violationsOf("test/build", () => pipeline(testStack(), props));

describe("a build pipeline", () => {
  test("needs nothing but a project, and is named after its construct", () => {
    const test = testStack();
    const made = pipeline(test);
    expect(resourceOf(made, "oci_devops_build_pipeline")).toEqual({
      project_id: PROJECT,
      display_name: "build",
    });
    expect(resolved(test.stack, made.pipelineId)).toMatch(/^\$\{oci_devops_build_pipeline\.\w+\.id\}$/);
    expect(made).toMatchObject({ project: test.project, parameterNames: [], stages: [] });
  });

  test("takes a name, a description, tags and parameters, whose placeholders Terraform leaves alone", () => {
    const test = testStack();
    const made = pipeline(test, {
      displayName: "Build",
      description: "Builds all",
      freeformTags: { a: "b" },
      definedTags: { "c.d": "e" },
      parameters: {
        imageVersion: { defaultValue: "${base}.1", description: "Tag" },
        base: { defaultValue: "0.0" },
      },
    });
    expect(resource(test.stack, "oci_devops_build_pipeline")).toEqual({
      project_id: PROJECT,
      display_name: "Build",
      description: "Builds all",
      freeform_tags: { a: "b" },
      defined_tags: { "c.d": "e" },
      build_pipeline_parameters: {
        items: [
          { name: "imageVersion", default_value: "$${base}.1", description: "Tag" },
          { name: "base", default_value: "0.0" },
        ],
      },
    });
    expect(made.parameterNames).toEqual(["imageVersion", "base"]);
  });

  test("takes defaults that only Terraform knows", () => {
    const test = testStack();
    const defaultValue = new TerraformVariable(test.stack, "version", { type: "string" }).stringValue;
    pipeline(test, { parameters: { version: { defaultValue } } });
    expect(
      resource(test.stack, "oci_devops_build_pipeline").build_pipeline_parameters.items[0].default_value,
    ).toBe("${var.version}");
  });

  test("is refused with everything that is wrong at once", () => {
    const parameters = {
      "1st": { defaultValue: "" },
      second: { defaultValue: "v".repeat(1025), description: "d".repeat(401) },
    };
    expect(refused({ displayName: "", description: "d".repeat(401), parameters })).toEqual([
      "buildPipelineParameters.items[0].defaultValue needs at least 1 characters, has 0 (DevOps API, BuildPipelineParameter.defaultValue.minLength)",
      'buildPipelineParameters.items[0].name "1st" does not match ^[a-zA-Z][a-zA-Z_0-9]*$ (DevOps API, BuildPipelineParameter.name.pattern)',
      "buildPipelineParameters.items[1].defaultValue takes at most 1024 characters, has 1025 (DevOps API, BuildPipelineParameter.defaultValue.maxLength)",
      "buildPipelineParameters.items[1].description takes at most 400 characters, has 401 (DevOps API, BuildPipelineParameter.description.maxLength)",
      "description takes at most 400 characters, has 401 (DevOps API, CreateBuildPipelineDetails.description.maxLength)",
      "displayName needs at least 1 characters, has 0 (DevOps API, CreateBuildPipelineDetails.displayName.minLength)",
    ]);
  });

  test("takes 100 parameters and no more", () => {
    const parameters = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`p${i}`, { defaultValue: "1" }]));
    expect(pipeline(testStack(), { parameters: parameters(100) }).parameterNames).toHaveLength(100);
    expect(refused({ parameters: parameters(101) })).toEqual([
      "buildPipelineParameters.items takes at most 100 items, has 101 (DevOps API, BuildPipelineParameterCollection.items.maxItems)",
    ]);
  });

  test("takes a default of just 1024 characters, counted as the service sees them", () => {
    const defaultValue = "${base}".padEnd(1024, "x");
    expect(pipeline(testStack(), { parameters: { p: { defaultValue } } }).parameterNames).toEqual(["p"]);
  });

  test("may do nothing as long as it has no stages", () => {
    const test = testStack({ tenancyId: "tenancy" });
    expect(pipeline(test).policy.actions).toEqual([]);
    expect(resources(test.stack, "oci_identity_policy")).toEqual([]);
    expect(resources(test.stack, "oci_identity_dynamic_group")).toEqual([]);
  });

  test("knows its stages in the order they were added, and hands out a list of its own", () => {
    const { stack, project } = testStack();
    const { pipeline: made, build } = buildPipeline(stack, project);
    const stages = [build("b"), build("a")];
    expect(made.stages).toEqual(stages);
    made.stages.pop();
    expect(made.stages).toHaveLength(2);
  });
});

describe("what a build pipeline may do besides", () => {
  test("is granted by the narrowest statements for it, or by a grant of one's own, to the pipeline alone", () => {
    const { stack, project } = testStack();
    const made = new BuildPipeline(stack, "pipeline", { project });
    made.grant(IamAction.pullImage("base", "team/base"));
    made.allow("read buckets in compartment id cache where target.bucket.name = 'npm'");
    const id = resolved(stack, made.pipelineId);
    const principal = `request.principal.type = 'devopsbuildpipeline', request.principal.id = '${id}'`;
    expect(policyStatements(stack)).toEqual({
      base: [
        `Allow any-user to read repos in compartment id base where all {${principal}, target.repo.name = 'team/base'}`,
      ],
      cache: [
        `Allow any-user to read buckets in compartment id cache where all {${principal}, target.bucket.name = 'npm'}`,
      ],
    });
  });
});
