import { spawnSync } from "node:child_process";

const isThere = spawnSync("shellcheck", ["--version"], { stdio: "ignore" }).status === 0;

/** A suite that needs ShellCheck: skipped where there is none, and says so; failing where REQUIRE_SHELLCHECK=1 is set. */
export function describeWithShellCheck(name: string, tests: () => void): void {
  if (isThere || process.env.REQUIRE_SHELLCHECK === "1") describe(name, tests);
  else describe.skip(`${name} (no shellcheck on the PATH)`, tests);
}
