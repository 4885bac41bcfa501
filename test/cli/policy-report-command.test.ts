import * as fs from "node:fs";
import * as path from "node:path";
import { cli, Ended } from "./support/cli";
import { StackGrants } from "../../src/iam/proof/grants-of";
import { synthExample } from "../examples/examples";
import { temporaryFolder } from "../support/temporary-folder";

const EXAMPLE = "function-from-scratch";

/** A folder with the synthesized example below cdktf.out, its grants changed. */
function project(change: (grants: StackGrants[]) => unknown = (grants) => grants): string {
  const cwd = temporaryFolder();
  const file = path.join(synthExample(EXAMPLE, path.join(cwd, "cdktf.out")), "grants.json");
  const grants = JSON.parse(fs.readFileSync(file, "utf8")) as StackGrants[];
  fs.writeFileSync(file, JSON.stringify(change(grants)));
  return cwd;
}

const policy = (cwd: string, ...args: readonly string[]): Promise<Ended> => cli(["policy", ...args], { cwd });

/** The example without the statement by which the connection reads its token. */
const withoutToken = ([first, ...others]: StackGrants[]) => [{ ...first, statements: [] }, ...others];

describe("policy", () => {
  test("reports on the only stack and ends with 0 when all is proved", async () => {
    const { exitCode, stdout, stderr } = await policy(project());
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toContain("  read-pat-secret-connection  medium  function-from-scratch/github  [1]\n");
    expect(stdout).toMatch(
      /\n\n4 principals, \d+ actions, \d+ statements: complete, minimal; \d+ permissions more than declared, all forced by verbs\.\n$/,
    );
  });

  test("ends with 1 and names the construct and the action that is denied", async () => {
    const { exitCode, stdout } = await policy(project(withoutToken), "--stack", EXAMPLE);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/\nerror function-from-scratch\/github does read-pat-secret-connection, /);
    expect(stdout).toMatch(/: not complete, minimal; /);
  });

  test("ends with 1 when a rule finds an error in what was asked for", async () => {
    const broad = ([first, ...others]: StackGrants[]): StackGrants[] => {
      const text = first.statements[0].text.replace(/ to read .*/, " to manage all-resources in tenancy");
      const principalId = first.declarations[0].principalId;
      const statements = [...first.statements, { text, attachedTo: first.tenancyId }];
      return [{ ...first, statements, allowed: [{ text, principalId, declaredBy: "x" }] }, ...others];
    };
    const { exitCode, stdout } = await policy(project(broad));
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/: complete, minimal; .* of the rules\.\n$/);
  });

  test("prints the report as JSON that does nothing to a terminal", async () => {
    const renamed = ([first, ...others]: StackGrants[]) => [{ ...first, heldBy: "größe\u009b" }, ...others];
    const { exitCode, stdout } = await policy(project(renamed), "--json");
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^[\n\u0020-\u007e]*$/);
    expect(JSON.parse(stdout)).toMatchObject({
      principals: [
        {
          type: "devopsconnection",
          heldBy: "größe\u009b",
          actions: [{ confidence: "medium", allowedBy: [0] }],
        },
        { type: "devopsrepository" },
        { type: "devopsdeploypipeline" },
        { type: "devopsbuildpipeline" },
      ],
      verdict: { isComplete: true, isMinimal: true, isExact: true },
      rules: { findings: [] },
    });
  });

  test("refuses with 2 a stack without grants, and says what to do", async () => {
    const cwd = project();
    fs.rmSync(path.join(cwd, "cdktf.out", "stacks", EXAMPLE, "grants.json"));
    const { exitCode, stdout, stderr } = await policy(cwd);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toMatch(
      /grants\.json is not there; synthesize the stack with this version of cdktf-oci-devops, /,
    );
  });

  test.each([
    [
      "of another shape",
      () => ({ statements: [] }),
      /cannot be read: it does not hold the grants of a stack; /,
    ],
    ["with an unknown action", changedAction, /cannot be read: .* no action fly; synthesize /],
  ])("refuses with 2 a grants.json %s", async (_, change, message) => {
    const { exitCode, stdout, stderr } = await policy(project(change));
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toMatch(message);
  });

  test("refuses with 2 when there is no stack", async () => {
    const { exitCode, stderr } = await policy(temporaryFolder());
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/has no stack; synthesize one first/);
  });
});

function changedAction([first, ...others]: StackGrants[]) {
  const declarations = first.declarations.map((declaration) => ({ ...declaration, actionId: "fly" }));
  return [{ ...first, declarations }, ...others];
}
