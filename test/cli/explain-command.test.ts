import { cli, Ended } from "./support/cli";
import { ALL_CODES } from "../../src/build-spec/diagnostics/codes";
import { temporaryFolder } from "../support/temporary-folder";

function explain(...args: readonly string[]): Promise<Ended> {
  return cli(["explain", ...args], { cwd: temporaryFolder() });
}

describe("explain", () => {
  test("prints the section of a code, in whatever case", async () => {
    const { exitCode, stdout } = await explain("bs401");
    expect(stdout).toMatch(/^## BS401 /);
    expect(stdout).toContain("${VAR}");
    expect(stdout).toMatch(/```yaml bad\n[^]*```yaml good\n[^]*```\n$/);
    expect(stdout.match(/^## /gm)).toHaveLength(1);
    expect(exitCode).toBe(0);
  });

  test("lists all codes without one", async () => {
    const { exitCode, stdout } = await explain();
    expect(stdout.trimEnd().split("\n")).toEqual(
      ALL_CODES.map(({ code, severity, title }) => `${code}  ${severity.padEnd(7)}  ${title}`),
    );
    expect(exitCode).toBe(0);
  });

  test("says where ShellCheck explains its own", async () => {
    expect(await explain("sc2086")).toMatchObject({
      exitCode: 0,
      stdout: "SC2086 is a finding of ShellCheck: https://www.shellcheck.net/wiki/SC2086\n",
    });
  });

  test("refuses an unknown code with 2, naming those that are near", async () => {
    const { exitCode, stdout, stderr } = await explain("BS4O1");
    expect(stderr).toMatch(
      /^explain BS4O1: there is no such code\n {2}BS401 {2}location .*\n( {2}BS4\d1 .*\n)*oci-devops-local explain lists all codes\n$/,
    );
    expect(stdout).toBe("");
    expect(exitCode).toBe(2);
  });

  test("refuses what is no code at all, harmlessly", async () => {
    const { exitCode, stderr } = await explain("\u001b[31m__proto__\n\u0007");
    expect(stderr).toBe(
      "explain __proto__ : there is no such code\noci-devops-local explain lists all codes\n",
    );
    expect(exitCode).toBe(2);
  });
});
