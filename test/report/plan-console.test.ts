import pc from "picocolors";
import { allowOption, planLines, refusalLines } from "../../src/report/plan-console";
import { planView } from "../../src/terraform-plan/plan-view";
import { guardedReplacements } from "../../src/terraform-plan/replacement-rules";
import {
  configurationOf,
  FUNCTION,
  Json,
  PIPELINE,
  planOf,
  REPOSITORY,
  resourceChange,
  STAGE,
} from "../terraform-plan/plan-fixture";

const linesOf = (changes: readonly Json[], more: Json = {}) =>
  planLines(planView(planOf(changes, more)), pc.createColors(false));

const named = (display_name: string, more: Json = {}) => ({ after: { display_name, ...more } });
const stage = (name: string, type: string, actions: string | string[] = "create") =>
  resourceChange(`${STAGE}.${name}`, actions, named(name, { build_pipeline_stage_type: type }));

describe("a plan on the console", () => {
  test("has a group for each thing that happens, with names, attributes and a count", () => {
    expect(
      linesOf(
        [
          resourceChange("oci_identity_policy.p", "create", { after: { name: "deploy" } }),
          resourceChange(`${FUNCTION}.f`, "update", {
            before: { display_name: "f", memory_in_mbs: 128 },
            after: { display_name: "f", memory_in_mbs: 256 },
          }),
          resourceChange(`${REPOSITORY}.r`, ["delete", "create"], {
            before: { name: "functions" },
            after: { name: "functions" },
            replace_paths: [["project_id"]],
          }),
          resourceChange("oci_devops_trigger.t", "delete", { before: { display_name: "push" } }),
          resourceChange("oci_logging_log.l", "forget", { before: { display_name: "all" } }),
          resourceChange("data.oci_functions_function.d", "read"),
          resourceChange("oci_devops_project.p", "no-op"),
        ],
        { output_changes: { url: { actions: ["update"] } } },
      ),
    ).toEqual([
      "Will be created (1)",
      "  + policy deploy oci_identity_policy.p",
      "",
      "Will be changed in place (1)",
      "  ~ function f oci_functions_function.f",
      "      changes memory_in_mbs",
      "",
      "Will be replaced (1)",
      "  -/+ code repository functions oci_devops_repository.r",
      "      forced by project_id",
      "",
      "Will be destroyed (1)",
      "  - trigger push oci_devops_trigger.t",
      "",
      "Will change in Terraform's state only (1)",
      "  = log all oci_logging_log.l",
      "      Terraform forgets it, which stays in OCI",
      "",
      "Will be read (1)",
      "  <= function data.oci_functions_function.d",
      "",
      "Outputs that change: url",
      "1 to create, 1 to change, 1 to replace, 1 to destroy, 1 in the state only; 1 unchanged.",
    ]);
  });

  test("has each stage under its pipeline", () => {
    const changes = [
      stage("build", "BUILD"),
      stage("deliver", "DELIVER_ARTIFACT"),
      stage("wait", "WAIT"),
      resourceChange(`${PIPELINE}.retriever`, "create", named("Retriever")),
      resourceChange(`${PIPELINE}.digester`, "no-op", named("Digester")),
    ];
    const root_module = configurationOf({ build: "retriever", deliver: "retriever", wait: "digester" });
    expect(linesOf(changes, { configuration: { root_module } })).toEqual([
      "Will be created (4)",
      "  + build pipeline Retriever oci_devops_build_pipeline.retriever",
      "    + managed build stage build oci_devops_build_pipeline_stage.build",
      "    + deliver artifact stage deliver oci_devops_build_pipeline_stage.deliver",
      "  in build pipeline Digester oci_devops_build_pipeline.digester",
      "    + wait stage wait oci_devops_build_pipeline_stage.wait",
      "",
      "4 to create; 1 unchanged.",
    ]);
  });

  test("has a stage whose pipeline is not known by itself", () => {
    expect(linesOf([stage("build", "BUILD")])).toContain(
      "  + managed build stage build oci_devops_build_pipeline_stage.build",
    );
  });

  test("has what happened without Terraform", () => {
    const resource_drift = [
      resourceChange(`${FUNCTION}.f`, "update", { before: { image: "a" }, after: { image: "b" } }),
      resourceChange(`${FUNCTION}.g`, "delete"),
    ];
    expect(linesOf([], { resource_drift })).toEqual([
      "Has changed without Terraform (1)",
      "  ! function oci_functions_function.f",
      "      changed image",
      "",
      "Is gone without Terraform (1)",
      "  ! function oci_functions_function.g",
      "",
      "Nothing will change.",
    ]);
  });

  test.each([
    [[], "Nothing will change."],
    [[resourceChange("oci_devops_project.p", "no-op")], "Nothing will change; 1 unchanged."],
  ])("says that nothing changes", (changes, summary) => {
    expect(linesOf(changes)).toEqual([summary]);
  });

  test.each([
    [{ errored: true, complete: false }, /^WARNING: Terraform met an error/],
    [{ complete: false }, /^WARNING: this is a part/],
  ])("warns of %j", (flags, warning) => {
    expect(linesOf([], flags)).toEqual(["Nothing will change.", expect.stringMatching(warning)]);
  });

  test("has colours where they are wanted", () => {
    const view = planView(planOf([resourceChange(`${FUNCTION}.f`, "create", named("f"))]));
    expect(planLines(view, pc.createColors(true))[1]).toBe(
      "  \u001b[32m+ function f\u001b[39m \u001b[2moci_functions_function.f\u001b[22m",
    );
  });
});

describe("a refusal", () => {
  const refused = guardedReplacements(
    planOf([
      resourceChange(`${REPOSITORY}.r`, ["delete", "create"], {
        before: { name: "functions" },
        after: { name: "functions" },
        replace_paths: [["project_id"]],
      }),
      resourceChange(`${FUNCTION}.f["it's"]`, ["delete", "create"]),
    ]),
  );

  test("names each thing, what forces it, what is lost and the option that allows it", () => {
    expect(refusalLines(refused)).toEqual([
      "The plan replaces what must not be replaced:",
      "  - code repository functions, oci_devops_repository.r",
      "    forced by project_id",
      expect.stringMatching(/^ {4}lost: its branches, tags and pull requests/),
      "    allow it with --allow-replace oci_devops_repository.r",
      `  - function, oci_functions_function.f["it's"]`,
      "    forced by Terraform, which names no attribute",
      expect.stringMatching(/^ {4}lost: its OCID/),
      `    allow it with --allow-replace 'oci_functions_function.f["it'\\''s"]'`,
      "Undo the change that forces it, or allow each of them.",
    ]);
  });

  test.each([
    ["module.a.oci_functions_function.f-1", "module.a.oci_functions_function.f-1"],
    ["a.b[0]", "'a.b[0]'"],
    ['a.b["$(reboot)"]', `'a.b["$(reboot)"]'`],
    ["a.b; reboot", "'a.b; reboot'"],
  ])("writes %s for a shell", (address, written) => {
    expect(allowOption(address)).toBe(`--allow-replace ${written}`);
  });
});

describe("names that are hostile", () => {
  const evil = "a\u001b[2J\u001b[31m\u001b]0;t\u0007\r\n  + forged\u202e\u009b";
  const change = (type: string, actions: string | string[]) => ({
    ...resourceChange("x.y", actions, {
      before: { display_name: `${evil}1`, [evil]: 1 },
      after: { display_name: evil, [evil]: 2 },
      replace_paths: [[evil]],
    }),
    address: evil,
    type,
    previous_address: evil,
    deposed: evil,
  });

  test.each([
    ["of a type that is not known", evil],
    ["of a function", FUNCTION],
  ])("%s stay on their line and do nothing to the terminal", (_, type) => {
    const actions = ["create", "update", "delete", "forget", "read", "no-op", ["delete", "create"]];
    const plan = planOf(
      actions.map((each) => change(type, each)),
      { output_changes: { [evil]: { actions: ["create"] } }, resource_drift: [change(type, "update")] },
    );
    const moved = { ...plan, changes: plan.changes.map((each) => ({ ...each, deposed: undefined })) };
    const lines = [
      ...planLines(planView(plan), pc.createColors(false)),
      ...refusalLines(guardedReplacements(moved)),
    ];
    expect(lines.filter((line) => line.includes("forged")).length).toBeGreaterThan(7);
    for (const line of lines) {
      expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
      expect(line).not.toMatch(/^\s*\+ forged/);
    }
  });

  test("of a pipeline do no harm above its stages", () => {
    const pipeline = {
      ...resourceChange(`${PIPELINE}.p`, "no-op", { after: { id: "p", display_name: evil } }),
    };
    const build = resourceChange(`${STAGE}.s`, "create", { after: { build_pipeline_id: "p" } });
    const lines = linesOf([pipeline, build]);
    expect(lines[1]).toMatch(/^ {2}in build pipeline a.*forged/);
    expect(lines.join("")).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
  });
});
