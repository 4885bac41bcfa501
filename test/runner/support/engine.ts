import { execFileSync, spawnSync } from "node:child_process";
import * as path from "node:path";
import { locked } from "./lock";

/** Image in which the tests run steps. */
export const BUILDER = "oci-devops-local/builder:offline";

const ROOT = path.join(__dirname, "..", "..", "..");
export const BUILD_MS = 900_000;

/**
 * Tests that need a container engine. Where none answers they are skipped, and say so; with REQUIRE_DOCKER=1 they fail
 * instead.
 */
export function describeWithEngine(name: string, tests: () => void): void {
  const answers = dockerAnswers();
  if (!answers && process.env.REQUIRE_DOCKER !== "1") {
    describe.skip(`${name} (no container engine answers to \`docker version\`)`, tests);
    return;
  }
  describe(name, () => {
    beforeAll(() => {
      if (!answers) throw new Error("REQUIRE_DOCKER=1, but no container engine answers to `docker version`");
      buildBuilder("docker");
    }, BUILD_MS);
    tests();
  });
}

export function dockerAnswers(): boolean {
  return spawnSync("docker", ["version"], { stdio: "ignore" }).status === 0;
}

/** Makes the builder image where it is missing or out of date. */
export function buildBuilder(client: string): void {
  const build = [path.join(ROOT, "builder", "build.sh"), "--offline", "--if-missing"];
  const env = { ...process.env, OCI_DEVOPS_ENGINE: client };
  locked("builder", () => void execFileSync("bash", build, { stdio: ["ignore", "ignore", "pipe"], env }));
}

/** What the engine's client prints. */
export function docker(...args: string[]): string {
  return execFileSync("docker", args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }).trim();
}

/** Containers, ended ones too, with this label. */
export function containersWith(label: string): string[] {
  return docker("ps", "--all", "--quiet", "--no-trunc", "--filter", `label=${label}`)
    .split("\n")
    .filter((id) => id !== "");
}
