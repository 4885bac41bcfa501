import * as fs from "node:fs";
import * as path from "node:path";
import { cli, Ended } from "./support/cli";
import { temporaryFolder } from "../support/temporary-folder";
import { FUNCTION, Json, planText, REPOSITORY, resourceChange } from "../terraform-plan/plan-fixture";

const REPO = `${REPOSITORY}.repo`;
const FN = `${FUNCTION}.fn["a b"]`;

const replaced = (address: string, change: Json = {}) =>
  resourceChange(address, ["delete", "create"], change);
const HARMLESS = [resourceChange("oci_identity_policy.p", "create", { after: { name: "deploy" } })];
const DANGEROUS = [
  replaced(REPO, { before: { name: "functions" }, replace_paths: [["project_id"]] }),
  replaced(FN, { replace_paths: [["application_id"]] }),
  replaced("oci_devops_build_pipeline.main"),
];

/** Runs `plan plan.json` on this text. */
function plan(text: string, ...args: readonly string[]): Promise<Ended> {
  const cwd = temporaryFolder();
  fs.writeFileSync(path.join(cwd, "plan.json"), text);
  return cli(["plan", "plan.json", ...args], { cwd });
}

describe("plan", () => {
  test("shows a plan that replaces nothing and ends with 0", async () => {
    expect(await plan(planText(HARMLESS))).toEqual({
      exitCode: 0,
      stdout: "Will be created (1)\n  + policy deploy oci_identity_policy.p\n\n1 to create.\n",
      stderr: "",
    });
  });

  test("refuses with 1 a plan that replaces a repository and a function, naming both", async () => {
    const { exitCode, stdout, stderr } = await plan(planText(DANGEROUS));
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^Will be replaced \(3\)\n/);
    expect(stderr.split("\n")).toEqual([
      "The plan replaces what must not be replaced:",
      `  - code repository functions, ${REPO}`,
      "    forced by project_id",
      expect.stringMatching(/^ {4}lost: its branches/),
      `    allow it with --allow-replace ${REPO}`,
      `  - function, ${FN}`,
      "    forced by application_id",
      expect.stringMatching(/^ {4}lost: its OCID/),
      `    allow it with --allow-replace '${FN}'`,
      "Undo the change that forces it, or allow each of them.",
      "",
    ]);
  });

  test("lets through what is allowed, each by its address", async () => {
    const one = await plan(planText(DANGEROUS), "--allow-replace", REPO);
    expect(one).toMatchObject({ exitCode: 1, stderr: expect.not.stringContaining(REPO) });
    const both = await plan(planText(DANGEROUS), "--allow-replace", REPO, "--allow-replace", FN);
    expect(both).toMatchObject({ exitCode: 0, stderr: "" });
  });

  test("may be told to allow what needs no permission", async () => {
    const allow = ["--allow-replace", "oci_devops_build_pipeline.main"];
    expect((await plan(planText(DANGEROUS.slice(2)), ...allow)).exitCode).toBe(0);
  });

  test.each([
    [DANGEROUS, `It replaces:\n  ${REPO}\n  ${FN}\n  oci_devops_build_pipeline.main\n`],
    [HARMLESS, "It replaces nothing\n"],
  ])("refuses with 2 to allow what is not replaced", async (changes, known) => {
    const allow = ["--allow-replace", "oci_devops_repository.rope", "--allow-replace", "x"];
    expect(await plan(planText(changes), ...allow)).toEqual({
      exitCode: 2,
      stdout: "",
      stderr: `--allow-replace oci_devops_repository.rope: the plan does not replace it\n--allow-replace x: the plan does not replace it\n${known}`,
    });
  });

  test("prints the view as JSON, with what is refused", async () => {
    const { exitCode, stdout } = await plan(planText(DANGEROUS), "--json", "--allow-replace", FN);
    const view = JSON.parse(stdout) as Record<string, unknown>;
    expect(exitCode).toBe(1);
    expect(view).toMatchObject({
      created: [],
      replaced: [
        { address: REPO, what: "code repository", name: "functions", attributes: ["project_id"] },
        { address: FN },
        { address: "oci_devops_build_pipeline.main" },
      ],
      unchanged: 0,
      refused: [{ address: REPO, forcedBy: "project_id", lost: expect.stringMatching(/branches/) }],
    });
  });

  test("prints JSON that does nothing to a terminal and keeps names as they are", async () => {
    const name = "größe\u009b2J\u202e\u001b[2J";
    const change = resourceChange("oci_identity_policy.p", "create", { after: { name } });
    const { stdout } = await plan(planText([change]), "--json");
    expect(stdout).toMatch(/^[\n\u0020-\u007e]*$/);
    expect((JSON.parse(stdout) as { created: Json[] }).created[0].name).toBe(name);
  });

  test("shows a plan that Terraform has not finished, and ends with 2", async () => {
    const { exitCode, stdout, stderr } = await plan(planText(HARMLESS, { errored: true, complete: false }));
    expect(exitCode).toBe(2);
    expect(stdout).toContain("policy deploy");
    expect(stderr).toBe("The plan has errored: Terraform cannot apply it. Plan again.\n");
  });

  test("shows sensitive values nowhere", async () => {
    const secret = { display_name: "hunter22", token: "hunter22" };
    const marks = { before_sensitive: { display_name: true, token: true }, replace_paths: [["token"]] };
    const text = planText([
      resourceChange(`${FUNCTION}.f`, "update", { before: {}, after: secret, ...marks }),
      replaced(`${FUNCTION}.g`, { before: secret, after: { ...secret, token: "hunter23" }, ...marks }),
    ]);
    for (const args of [[], ["--json"]]) {
      const { stdout, stderr } = await plan(text, ...args);
      expect(stdout).toContain("token");
      expect(stdout + stderr).not.toMatch(/hunter2/);
    }
  });
});

test("plan explains itself and its exit codes", async () => {
  const { exitCode, stdout } = await cli(["plan", "--help"], { cwd: temporaryFolder() });
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/--allow-replace <address>[^]*\nExit codes: 0 /);
});

describe("plan refuses with 2, in one clear message,", () => {
  test.each([
    ["a file that does not exist", ["missing.json"], /^missing\.json: cannot be read: ENOENT/],
    ["standard input that is empty", [], /^standard input is empty \(has terraform show failed\?\); make/],
    ["a synthesized stack", ["cdk.tf.json"], /^cdk\.tf\.json is a configuration .*, not a plan; make/],
    [
      "a plan with an unknown action",
      ["unknown.json"],
      /^unknown\.json: resource_changes\[0\] \("a\.b"\): the actions \["explode/,
    ],
    ["two files", ["cdk.tf.json", "unknown.json"], /too many arguments/],
    ["an option without its value", ["--allow-replace"], /argument missing/],
  ])("%s", async (_, args, message) => {
    const cwd = temporaryFolder();
    const evil = resourceChange("a.b", "explode\u009b2J\u001b[2J");
    fs.writeFileSync(path.join(cwd, "cdk.tf.json"), '{"terraform":{},"resource":{}}');
    fs.writeFileSync(path.join(cwd, "unknown.json"), planText([evil]));
    const { exitCode, stdout, stderr } = await cli(["plan", ...args], { cwd });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/this is a bug|^ +at /m);
    expect(stderr).not.toMatch(/[\u001b\u009b]/);
  });
});
