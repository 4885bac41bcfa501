import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { Json } from "./plan-fixture";
import { planView } from "../../src/terraform-plan/plan-view";
import { replacedAddresses } from "../../src/terraform-plan/replacement-rules";
import { readTerraformPlan } from "../../src/terraform-plan/resource-changes";
import { temporaryFolder } from "../support/temporary-folder";
import { describeWithTerraform } from "../support/terraform";

/** Applies one configuration and gives what `terraform show -json` prints of a plan for the other. */
function realPlan(now: Json, next: Json, ...options: readonly string[]): string {
  const cwd = temporaryFolder();
  const terraform = (...args: string[]) =>
    execFileSync("terraform", args, { cwd, encoding: "utf8", stdio: "pipe" });
  const write = (configuration: Json) =>
    fs.writeFileSync(path.join(cwd, "main.tf.json"), JSON.stringify(configuration));
  write(now);
  terraform("init", "-input=false");
  terraform("apply", "-auto-approve", "-input=false");
  write(next);
  terraform("plan", "-input=false", "-out=tf.plan", ...options);
  return terraform("show", "-json", "tf.plan");
}

const data = (all: Record<string, Json>): Json => ({ resource: { terraform_data: all } });

describeWithTerraform("a plan of Terraform's own (needs terraform)", () => {
  test("is read: created, changed, replaced, destroyed, moved, forgotten, imported and unchanged", () => {
    const kept = { input: "x" };
    const now = data({
      kept,
      changed: { input: "a" },
      replaced: { triggers_replace: ["a"] },
      tainted: { input: "x" },
      destroyed: { input: "x" },
      old: { input: "x" },
      forgotten: { input: "x" },
      keyed: { for_each: { 'a"\u001b[2J': "x", b: "x" }, input: "${each.value}" },
    });
    const next = {
      ...data({
        kept,
        changed: { input: "b" },
        replaced: { triggers_replace: ["b"], lifecycle: { create_before_destroy: true } },
        tainted: { input: "x" },
        new: { input: "x" },
        imported: {},
        created: { input: "x" },
        keyed: { for_each: { 'a"\u001b[2J': "x" }, input: "${each.value}" },
      }),
      moved: [{ from: "terraform_data.old", to: "terraform_data.new" }],
      removed: [{ from: "terraform_data.forgotten", lifecycle: { destroy: false } }],
      import: [{ to: "terraform_data.imported", id: "some-id" }],
      output: { made: { value: "${terraform_data.created.id}" } },
    };

    const plan = readTerraformPlan(realPlan(now, next, "-replace=terraform_data.tainted"), "plan.json");

    const thing = (name: string, attributes: string[] = [], notes: string[] = []) => ({
      address: `terraform_data.${name}`,
      what: "terraform_data",
      name: undefined,
      pipeline: undefined,
      attributes,
      notes,
    });
    expect(planView(plan)).toEqual({
      created: [thing("created")],
      changed: [thing("changed", ["input", "output"])],
      replaced: [thing("replaced", ["triggers_replace"]), thing("tainted", [], ["asked for with -replace"])],
      destroyed: [thing("destroyed"), thing('keyed["b"]', [], ["its key is gone from for_each"])],
      stateOnly: [
        thing("imported", [], ["imported"]),
        thing("new", [], ["moved from terraform_data.old"]),
        thing("forgotten", [], ["Terraform forgets it, which stays in OCI"]),
      ],
      read: [],
      unchanged: 2,
      changedOutside: [],
      goneOutside: [],
      outputs: ["made"],
      isErrored: false,
      isComplete: true,
    });
    expect(replacedAddresses(plan)).toEqual(["terraform_data.replaced", "terraform_data.tainted"]);
  });

  test("is read when it does nothing", () => {
    const plan = readTerraformPlan(realPlan({}, {}), "plan.json");
    expect(planView(plan)).toMatchObject({ created: [], unchanged: 0, isComplete: true, isErrored: false });
  });

  test("is a part only when it is targeted", () => {
    const next = data({ a: { input: "x" }, b: { input: "x" } });
    const plan = readTerraformPlan(realPlan({}, next, "-target=terraform_data.a"), "plan.json");
    expect(planView(plan)).toMatchObject({ created: [{ address: "terraform_data.a" }], isComplete: false });
  });
});
