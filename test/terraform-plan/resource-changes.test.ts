import { changeOf, planOf, planText, REPOSITORY, resourceChange } from "./plan-fixture";
import { readTerraformPlan } from "../../src/terraform-plan/resource-changes";
import { problems } from "../pipeline/terraform-json";

const REPO = `${REPOSITORY}.repo`;

describe("a change of a plan", () => {
  test.each<[string[], string]>([
    [["no-op"], "no-op"],
    [["create"], "create"],
    [["read"], "read"],
    [["update"], "update"],
    [["delete"], "delete"],
    [["forget"], "forget"],
    [["delete", "create"], "replace"],
    [["create", "delete"], "replace"],
    [["create", "forget"], "replace"],
    [["forget", "create"], "replace"],
  ])("with the actions %j is a %s", (actions, action) => {
    expect(changeOf(resourceChange(REPO, actions)).action).toBe(action);
  });

  test.each([
    [["forget"], true],
    [["create", "forget"], true],
    [["create", "delete"], false],
    [["delete"], false],
  ])("with the actions %j forgets the old object: %j", (actions, forgets) => {
    expect(changeOf(resourceChange(REPO, actions)).forgets).toBe(forgets);
  });

  test("has where it is, where it was and why it changes", () => {
    const change = changeOf(
      resourceChange(
        `module.a["x.y"].${REPO}["k"]`,
        "update",
        { importing: { id: "ocid1.repo" } },
        { previous_address: "old", deposed: "ab12cd34", action_reason: "replace_because_tainted" },
      ),
    );
    expect(change).toMatchObject({
      address: `module.a["x.y"].${REPO}["k"]`,
      moduleAddress: 'module.a["x.y"]',
      type: REPOSITORY,
      name: "repo",
      previousAddress: "old",
      deposed: "ab12cd34",
      reason: "replace_because_tainted",
      isImported: true,
      isDataSource: false,
    });
  });

  test("of a data source is one", () => {
    expect(changeOf(resourceChange(`data.${REPO}`, "read")).isDataSource).toBe(true);
  });

  test("has the paths that force a replacement, without steps that are none", () => {
    const replace_paths = [["project_id"], ["a", 0, "b", {}], "x"];
    const { replacePaths } = changeOf(resourceChange(REPO, ["delete", "create"], { replace_paths }));
    expect(replacePaths).toEqual([["project_id"], ["a", 0, "b"], []]);
  });
});

describe("a plan", () => {
  test("without changes is one", () => {
    const text = '{"format_version":"1.2","planned_values":{"root_module":{}}}';
    expect(readTerraformPlan(text, "plan.json")).toEqual({
      changes: [],
      drift: [],
      outputs: [],
      configuration: {},
      isErrored: false,
      isComplete: true,
    });
  });

  test.each([
    [
      { errored: true, complete: false },
      { isErrored: true, isComplete: false },
    ],
    [{ complete: false }, { isErrored: false, isComplete: false }],
    [{}, { isErrored: false, isComplete: true }],
  ])("with %j is %j", (flags, expected) => {
    expect(planOf([], flags)).toMatchObject(expected);
  });

  test("has drift apart from changes", () => {
    const plan = planOf([], { resource_drift: [resourceChange(REPO, "update")] });
    expect([plan.changes, plan.drift.map(({ address }) => address)]).toEqual([[], [REPO]]);
  });

  test("names the outputs that change", () => {
    const output_changes = {
      url: { actions: ["update"] },
      id: { actions: ["no-op"] },
      old: { actions: ["delete"] },
    };
    expect(planOf([], { output_changes }).outputs).toEqual(["url", "old"]);
  });

  test("with something that is not known is refused, and everything is listed", () => {
    const changes = [
      resourceChange(REPO, ["delete", "recreate"]),
      resourceChange(REPO, []),
      { address: 1 },
      { ...resourceChange(REPO, "create"), change: null },
      null,
      resourceChange(REPO, "create"),
    ] as never[];
    expect(problems(() => planOf(changes, { resource_drift: "x" }))).toEqual([
      `plan.json: resource_changes[0] ("${REPO}"): the actions ["delete","recreate"] are not known`,
      `plan.json: resource_changes[1] ("${REPO}"): the actions [] are not known`,
      "plan.json: resource_changes[2] has no address",
      "plan.json: resource_changes[2] has no type",
      "plan.json: resource_changes[2] has no name",
      "plan.json: resource_changes[2] has no change",
      "plan.json: resource_changes[3] has no change",
      "plan.json: resource_changes[4] has no address",
      "plan.json: resource_changes[4] has no type",
      "plan.json: resource_changes[4] has no name",
      "plan.json: resource_changes[4] has no change",
      "plan.json: resource_drift is no list",
    ]);
  });

  test.each(["__proto__", "constructor", "toString"])("with an action %s is refused", (action) => {
    expect(problems(() => readTerraformPlan(planText([resourceChange(REPO, action)]), "-"))).toHaveLength(1);
  });
});
