import { cli } from "./support/cli";
import { FIDELITY } from "../../src/runner/fidelity/fidelity-table";
import { temporaryFolder } from "../support/temporary-folder";

const doctor = (...args: string[]) => cli(["doctor", ...args], { cwd: temporaryFolder() });

describe("doctor", () => {
  test("--fidelity prints every row with how it is known and its switch", async () => {
    const { exitCode, stdout } = await doctor("--fidelity");
    expect(exitCode).toBe(0);
    for (const name of Object.keys(FIDELITY)) expect(stdout).toContain(`${name}: `);
    expect(stdout).toContain("run --assume fail-fast-default=off|on (off by default)");
  });

  test("--fidelity --json prints the table", async () => {
    const { stdout } = await doctor("--fidelity", "--json");
    expect(JSON.parse(stdout)).toEqual(FIDELITY);
  });

  test("shows what is there and what goes without it", async () => {
    const { stdout, exitCode } = await doctor();
    expect(stdout).toMatch(/^(ok {5}|missing) docker: /m);
    expect(stdout).toMatch(/^ok {5} bash: \d/m);
    expect(exitCode).toBe(0);
  });

  test("ends with 125 where steps can run nowhere", async () => {
    const { stdout, exitCode } = await cli(["doctor"], {
      cwd: temporaryFolder(),
      env: { PATH: temporaryFolder() },
    });
    expect(stdout).toContain("missing bash: --executor host needs it");
    expect(exitCode).toBe(125);
  });
});
