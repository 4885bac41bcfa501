import { planJson } from "./plan-fixture";
import { PlanError } from "../../src/pipeline/plan-error";
import { parsePlanJson } from "../../src/terraform-plan/plan-json";
import { thrownBy } from "../support/violations";

const HOW = "make the plan's JSON with: terraform plan -out tf.plan && terraform show -json tf.plan";

function problemsOf(text: string): readonly string[] {
  const error = thrownBy(() => parsePlanJson(text, "plan.json"));
  if (!(error instanceof PlanError)) throw error ?? new Error("nothing was refused");
  return error.problems;
}

describe("a plan's JSON", () => {
  test("is what has changes", () => {
    expect(parsePlanJson(JSON.stringify(planJson([])), "plan.json")).toMatchObject({ resource_changes: [] });
  });

  test("needs no changes: Terraform leaves the list out where there are none", () => {
    const text = '{"format_version":"1.2","planned_values":{"root_module":{}},"errored":false}';
    expect(parsePlanJson(text, "plan.json")).toMatchObject({ format_version: "1.2" });
  });

  test.each(["1.0", "1.2", "1.17"])("may have format version %s", (format_version) => {
    expect(() => parsePlanJson(JSON.stringify(planJson([], { format_version })), "plan.json")).not.toThrow();
  });

  test.each([["2.0"], ["0.2"], ["1"], ["1.x"], [1.2], [undefined]])(
    "may not have format version %j",
    (version) => {
      const [problem] = problemsOf(JSON.stringify(planJson([], { format_version: version })));
      expect(problem).toBe(`plan.json has format_version ${JSON.stringify(version)}; this command reads 1.x`);
    },
  );
});

describe("what is no plan is told apart:", () => {
  test.each([
    ["nothing", "", "is empty (has terraform show failed?)"],
    ["white space", " \n", "is empty (has terraform show failed?)"],
    ["the plan file itself", "PK\u0003\u0004\u0014", "is a plan file in Terraform's own binary format"],
    [
      "the log of terraform plan -json",
      '{"@level":"info","@message":"Terraform 1.11.4"}\n{"@level":"info"}\n',
      "is the log of a Terraform command with -json, not a plan",
    ],
    [
      "what terraform plan prints",
      "Terraform will perform the following actions:",
      "is not JSON, or is cut off",
    ],
    ["a plan that is cut off", JSON.stringify(planJson([])).slice(0, -9), "is not JSON, or is cut off"],
    ["an empty state", '{"format_version":"1.0"}', "is an empty state, not a plan"],
    [
      "terraform show -json of a state",
      '{"format_version":"1.0","values":{"root_module":{}}}',
      "is a state, not a plan",
    ],
    [
      "a state file",
      '{"version":4,"terraform_version":"1.11.4","lineage":"x","resources":[]}',
      "is a Terraform state file, not a plan",
    ],
    [
      "a synthesized stack",
      '{"//":{},"terraform":{},"provider":{},"resource":{}}',
      "is a configuration (such as a synthesized cdk.tf.json), not a plan",
    ],
    [
      "a stack without resources",
      '{"terraform":{"required_version":">=1.5"}}',
      "is a configuration (such as a synthesized cdk.tf.json), not a plan",
    ],
    [
      "the schema of providers",
      '{"format_version":"1.0","provider_schemas":{}}',
      "is the schema of providers, not a plan",
    ],
    ["another object", '{"name":"x"}', "is JSON, but not a plan"],
    ["a list", "[]", "is JSON, but not a plan"],
    ["null", "null", "is JSON, but not a plan"],
  ])("%s", (_, text, what) => {
    expect(problemsOf(text)).toEqual([`plan.json ${what}; ${HOW}`]);
  });

  test("and nothing of it is repeated, since it may hold secrets", () => {
    const [problem] = problemsOf('{"password":hunter22}');
    expect(problem).not.toContain("hunter22");
  });
});
