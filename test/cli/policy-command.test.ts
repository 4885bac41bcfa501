import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { cli, compile, Ended, PLAIN, ROOT } from "./support/cli";
import { temporaryFolder } from "../support/temporary-folder";

const BROAD = "Allow dynamic-group deploy to manage all-resources in compartment c";
const WARNED = "Allow dynamic-group build to use ons-topics in compartment c";
const FINE = "Allow dynamic-group build to read devops-deploy-artifact in compartment c";

/** Runs `policy check policies.txt` on this text. */
function check(text: string, ...args: readonly string[]): Promise<Ended> {
  const cwd = temporaryFolder();
  fs.writeFileSync(path.join(cwd, "policies.txt"), text);
  return cli(["policy", "check", "policies.txt", ...args], { cwd });
}

describe("policy check", () => {
  test("passes narrow statements with 0", async () => {
    expect(await check(FINE)).toEqual({
      exitCode: 0,
      stdout: "1 statement: 0 errors, 0 warnings.\n",
      stderr: "",
    });
  });

  test("ends with 0 when there are warnings only", async () => {
    const { exitCode, stdout } = await check(WARNED);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^policies\.txt:1:1: warning ons-topics\n/);
  });

  test("refuses a statement that is too broad with 1, and names the narrower ones", async () => {
    const rule = "ALL {resource.type = 'devopsdeploypipeline', resource.id = 'p'}";
    const resource = {
      oci_identity_policy: { p: { statements: [FINE, BROAD] } },
      oci_identity_dynamic_group: { g: { name: "deploy", matching_rule: rule } },
    };
    const { exitCode, stdout, stderr } = await check(JSON.stringify({ resource }));
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: "" });
    expect(stdout.split("\n")).toEqual([
      "oci_identity_policy.p.statements[1]: error all-resources",
      `  ${BROAD}`,
      expect.stringMatching(/^ {2}manage all-resources makes the subject an administrator/),
      "  instead, what of this is needed:",
      "    Allow dynamic-group deploy to read devops-deploy-artifact in compartment c",
      "    Allow dynamic-group deploy to read devops-deploy-environment in compartment c",
      expect.stringMatching(/^ {4}Allow dynamic-group deploy to manage fn-function in compartment c where /),
      "    Allow dynamic-group deploy to read fn-app in compartment c",
      expect.stringMatching(/^ {4}Allow dynamic-group deploy to read repos in compartment c where /),
      expect.stringMatching(/^ {2}https:/),
      "",
      "2 statements and 1 matching rule: 1 error, 0 warnings.",
      "",
    ]);
  });

  test("refuses a statement that does not parse with 1", async () => {
    const { exitCode, stdout } = await check(`${FINE}\nAllow group a to read repos\n`);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^policies\.txt:2:28: error missing-location\n/);
  });

  test("accepts a finding for a reason, which stays in the report", async () => {
    const { exitCode, stdout } = await check(BROAD, "--suppress", "all-resources=runs Terraform=yes");
    expect(exitCode).toBe(0);
    expect(stdout).toBe(
      "policies.txt:1:1: suppressed all-resources: runs Terraform=yes\n" +
        "1 statement: 0 errors, 0 warnings, 1 suppressed.\n",
    );
  });

  test.each([
    ["all-resources", '--suppress "all-resources": write --suppress NAME=VALUE\n'],
    [
      "all-resources=",
      "--suppress: the suppression of all-resources has no reason and suppresses nothing; say why it is accepted\n",
    ],
  ])("refuses with 2 the suppression %s, which has no reason", async (option, stderr) => {
    expect(await check(BROAD, "--suppress", option)).toEqual({ exitCode: 2, stdout: "", stderr });
  });

  test("prints the findings as JSON that does nothing to a terminal", async () => {
    const text = `${BROAD}\n${WARNED}\nAllow group größe\u009b to read repos\n`;
    const { exitCode, stdout } = await check(text, "--json", "--suppress", "ons-topics=wanted");
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^[\n\u0020-\u007e]*$/);
    const report = JSON.parse(stdout) as Record<string, unknown[]>;
    expect(report).toMatchObject({
      findings: [
        {
          rule: "all-resources",
          severity: "error",
          place: { of: "policies.txt", line: 1, column: 1 },
          text: BROAD,
        },
        { severity: "error", place: { line: 3 } },
      ],
      suppressed: [{ rule: "ons-topics", reason: "wanted", text: WARNED }],
      suppressionProblems: [],
      unread: [],
    });
  });

  test("reads standard input", () => {
    compile();
    const main = path.join(ROOT, "lib", "cli", "main.js");
    const { status, stdout } = spawnSync(process.execPath, [main, "policy", "check", "-"], {
      input: BROAD,
      encoding: "utf8",
      env: { ...process.env, ...PLAIN },
    });
    expect(status).toBe(1);
    expect(stdout).toMatch(/^standard input:1:1: error all-resources\n/);
  });

  test.each([
    ["an empty file", "", /^policies\.txt is empty/],
    ["a state", '{"lineage": "l"}', /^policies\.txt is a Terraform state file/],
    ["HCL", 'resource "oci_identity_policy" "p" {\n}\n', /terraform show -json/],
  ])("refuses %s with 2", async (_, text, message) => {
    const { exitCode, stdout, stderr } = await check(text);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toMatch(message);
  });

  test.each([
    [["policy", "check"], /missing required argument 'file'/],
    [["policy", "check", "no-such-file"], /^no-such-file: cannot be read: ENOENT/],
    [["policy", "no-such-command"], /too many arguments/],
  ])("refuses the arguments %j with 2", async (args, message) => {
    const { exitCode, stderr } = await cli(args, { cwd: temporaryFolder() });
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(message);
  });
});
