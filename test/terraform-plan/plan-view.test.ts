import {
  configurationOf,
  FUNCTION,
  Json,
  PIPELINE,
  planOf,
  REPOSITORY,
  resourceChange,
  STAGE,
} from "./plan-fixture";
import { planView } from "../../src/terraform-plan/plan-view";

const viewOf = (changes: readonly Json[], more: Json = {}) => planView(planOf(changes, more));
const nothing = {
  created: [],
  changed: [],
  replaced: [],
  destroyed: [],
  stateOnly: [],
  read: [],
  unchanged: 0,
  changedOutside: [],
  goneOutside: [],
  outputs: [],
  isErrored: false,
  isComplete: true,
};
const item = (address: string, what: string, more: Json = {}) =>
  expect.objectContaining({ address, what, attributes: [], notes: [], ...more });

describe("the view of a plan", () => {
  test("that does nothing has nothing", () => {
    expect(viewOf([])).toEqual(nothing);
  });

  test("has each thing in the group of what happens to it", () => {
    const view = viewOf([
      resourceChange("oci_identity_policy.p", "create"),
      resourceChange(`${FUNCTION}.f`, "update"),
      resourceChange(`${REPOSITORY}.r`, ["delete", "create"]),
      resourceChange("oci_devops_trigger.t", "delete"),
      resourceChange("data.oci_functions_function.d", "read"),
      resourceChange("oci_devops_project.p", "no-op"),
      resourceChange("oci_logging_log.l", "no-op"),
    ]);
    expect(view).toEqual({
      ...nothing,
      created: [item("oci_identity_policy.p", "policy")],
      changed: [item(`${FUNCTION}.f`, "function")],
      replaced: [item(`${REPOSITORY}.r`, "code repository")],
      destroyed: [item("oci_devops_trigger.t", "trigger")],
      read: [item("data.oci_functions_function.d", "function")],
      unchanged: 2,
    });
  });

  test("names what changes in place and what forces a replacement, never a value", () => {
    const values = { before: { name: "a", key: "hunter22" }, after: { name: "a", key: "hunter23" } };
    const view = viewOf([
      resourceChange(`${FUNCTION}.f`, "update", { ...values, before_sensitive: { key: true } }),
      resourceChange(`${FUNCTION}.g`, ["create", "delete"], { ...values, replace_paths: [["key"]] }),
    ]);
    expect([view.changed[0].attributes, view.replaced[0].attributes]).toEqual([["key"], ["key"]]);
    expect(JSON.stringify(view)).not.toMatch(/hunter2/);
  });

  test("tells the pipeline of each stage", () => {
    const view = viewOf(
      [
        resourceChange(`${PIPELINE}.main`, "no-op", { after: { display_name: "Retriever" } }),
        resourceChange(`${STAGE}.build`, "create", { after: { build_pipeline_stage_type: "BUILD" } }),
      ],
      { configuration: { root_module: configurationOf({ build: "main" }) } },
    );
    expect(view.created).toEqual([
      item(`${STAGE}.build`, "managed build stage", {
        pipeline: { address: `${PIPELINE}.main`, what: "build pipeline", name: "Retriever" },
      }),
    ]);
  });

  test.each<[string, Json, Json, string, string]>([
    ["has moved", {}, { previous_address: "x.old" }, "no-op", "moved from x.old"],
    ["is imported", { importing: { id: "ocid1" } }, {}, "no-op", "imported"],
    ["is forgotten", {}, {}, "forget", "Terraform forgets it, which stays in OCI"],
  ])("counts what %s only in the state apart", (_, change, more, action, note) => {
    expect(viewOf([resourceChange(`${FUNCTION}.f`, action, change, more)])).toEqual({
      ...nothing,
      stateOnly: [item(`${FUNCTION}.f`, "function", { notes: [note] })],
    });
  });

  test("tells what else there is to a change", () => {
    const values = {
      before: { display_name: "old" },
      after: { display_name: "new" },
      importing: { id: "x" },
    };
    const more = { previous_address: "x.y", deposed: "ab12", action_reason: "replace_because_tainted" };
    const [replaced] = viewOf([resourceChange(`${FUNCTION}.f`, ["create", "forget"], values, more)]).replaced;
    expect(replaced.notes).toEqual([
      "named old until now",
      "marked as tainted",
      "moved from x.y",
      "imported",
      "left behind by an earlier replacement, deposed ab12",
      "Terraform forgets the old one, which stays in OCI",
    ]);
  });

  test("has what has changed or gone without Terraform", () => {
    const values = { before: { a: 1 }, after: { a: 2 } };
    const resource_drift = [
      resourceChange(`${FUNCTION}.f`, "update", values),
      resourceChange(`${FUNCTION}.g`, "delete"),
      resourceChange(`${FUNCTION}.h`, "no-op", {}, { previous_address: "x" }),
    ];
    expect(viewOf([], { resource_drift })).toEqual({
      ...nothing,
      changedOutside: [item(`${FUNCTION}.f`, "function", { attributes: ["a"] })],
      goneOutside: [item(`${FUNCTION}.g`, "function")],
    });
  });

  test("says whether the plan is whole", () => {
    expect(viewOf([], { errored: true, complete: false })).toMatchObject({
      isErrored: true,
      isComplete: false,
    });
  });
});
