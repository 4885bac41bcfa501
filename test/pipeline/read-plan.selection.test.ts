import { PIPELINE, problems, stackOf } from "./terraform-json";
import { readPlan } from "../../src/pipeline/read-plan";

const made = (path: string, body: object) => ({ "//": { metadata: { path, uniqueId: path } }, ...body });
const two = stackOf({
  variable: { suffix: { default: "v2" } },
  resource: {
    [PIPELINE]: {
      retriever_Pipeline_AF90: made("tweets/build-retriever/Pipeline/Resource", {
        display_name: "Retriever",
      }),
      digester_Pipeline_EF9B: made("tweets/build-digester/Pipeline/Resource", {
        display_name: "Digester ${var.suffix}",
      }),
    },
  },
});

describe("the pipeline of a plan", () => {
  test("need not be named when there is only one", () => {
    const plan = readPlan(stackOf({ resource: { [PIPELINE]: { main: { display_name: "Main" } } } }));
    expect(plan).toEqual({
      displayName: "Main",
      address: "oci_devops_build_pipeline.main",
      pipelineId: expect.stringMatching(/^ocid1\.devopsbuildpipeline\.oc1\.local\./),
      parameters: [],
      stages: [],
    });
  });

  test.each([
    ["its display name", "Retriever", "Retriever"],
    ["its display name with variables filled in", "Digester v2", "Digester v2"],
    ["its Terraform name", "retriever_Pipeline_AF90", "Retriever"],
    ["a part of its construct's path", "build-digester", "Digester v2"],
  ])("is found by %s", (_, wanted, displayName) => {
    expect(readPlan(two, wanted).displayName).toBe(displayName);
  });

  test("has its Terraform name when it has no display name", () => {
    expect(readPlan(stackOf({ resource: { [PIPELINE]: { main: {} } } })).displayName).toBe("main");
  });

  test("has the same id each time", () => {
    expect(readPlan(two, "Retriever").pipelineId).toBe(readPlan(two, "build-retriever").pipelineId);
  });

  test("is a problem when the stack has none", () => {
    const none = stackOf({ resource: {} });
    expect(problems(() => readPlan(none))).toEqual([`${none.file} has no build pipeline`]);
    expect(problems(() => readPlan(none, "Retriever"))).toEqual([`${none.file} has no build pipeline`]);
  });

  test("must be named when there are two, and the message names them", () => {
    expect(problems(() => readPlan(two))).toEqual([
      `${two.file} has 2 build pipelines; name one of:\n  Retriever\n  Digester v2`,
    ]);
  });

  test("is a problem that names the others when there is none of its name", () => {
    for (const wanted of ["retriever", "", "Pipeline_AF90"]) {
      expect(problems(() => readPlan(two, wanted))).toEqual([
        `${two.file} has no build pipeline ${wanted}; there are:\n  Retriever\n  Digester v2`,
      ]);
    }
  });

  test("is a problem when the name fits two", () => {
    expect(problems(() => readPlan(two, "tweets"))).toEqual([
      expect.stringMatching(/has 2 build pipeline.* tweets; there are:\n {2}Retriever\n {2}Digester v2$/),
    ]);
  });

  test("can be told from another of its display name by what the message says", () => {
    const twins = stackOf({
      resource: { [PIPELINE]: { a: { display_name: "x" }, b: { display_name: "x" } } },
    });
    const [problem] = problems(() => readPlan(twins, "x"));
    expect(problem).toContain(`${PIPELINE}.a`);
    expect(problem).toContain(`${PIPELINE}.b`);
    expect(readPlan(twins, "b").address).toBe(`${PIPELINE}.b`);
  });

  test("is the one of that display name, even when the name is part of another's path", () => {
    const stack = stackOf({
      resource: {
        [PIPELINE]: {
          a: made("stack/nightly/Pipeline/Resource", { display_name: "Retriever" }),
          b: made("stack/other/Pipeline/Resource", { display_name: "nightly" }),
        },
      },
    });
    expect(readPlan(stack, "nightly").address).toBe(`${PIPELINE}.b`);
  });
});

describe("the parameters of a plan", () => {
  const parameters = [
    { name: "imageVersion", default_value: "0.0.1", description: "Tag" },
    { name: "baseImage", default_value: "${var.registry}/node:$${nodeVersion}" },
  ];
  const expected = [
    { name: "imageVersion", defaultValue: "0.0.1" },
    { name: "baseImage", defaultValue: "example.com/node:${nodeVersion}" },
  ];

  test.each([
    ["an object", { items: parameters }],
    ["lists", [{ items: parameters }]],
    ["a list for each", [{ items: parameters.slice(0, 1) }, { items: parameters.slice(1) }]],
  ])("are read from blocks written as %s", (_, collection) => {
    const pipeline = { display_name: "main", build_pipeline_parameters: collection };
    const stack = stackOf({ resource: { [PIPELINE]: { main: pipeline } } }, { registry: "example.com" });
    expect(readPlan(stack).parameters).toEqual(expected);
  });

  test("are a problem when a variable in them has no value", () => {
    const pipeline = { build_pipeline_parameters: { items: parameters } };
    expect(problems(() => readPlan(stackOf({ resource: { [PIPELINE]: { main: pipeline } } })))).toEqual([
      `${PIPELINE}.main: var.registry has no value; give it with --var registry=VALUE or TF_VAR_registry`,
    ]);
  });
});
