import { execFileSync, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { BUILD_MS, BUILDER, buildBuilder, docker, dockerAnswers } from "./engine";
import { locked } from "./lock";
import { temporaryFolder, writeFiles } from "./temporary";
import { CliEngine } from "../../../src/runner/engine/cli-engine";

/** Podman as the tests use it. */
export interface Podman {
  readonly engine: CliEngine;
  /** What its client prints. */
  client(...args: string[]): string;
}

/**
 * Tests that need podman. Where there is none they are skipped, and say so; with REQUIRE_PODMAN=1 they fail instead. It
 * gets docker's builder image, so that both run the same.
 */
export function describeWithPodman(name: string, tests: (podman: Podman) => void): void {
  const client = settledClient();
  const podman: Podman = {
    engine: new CliEngine(client as "podman"),
    client: (...args) =>
      execFileSync(client, args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }).trim(),
  };
  const answers = spawnSync(client, ["version"], { stdio: "ignore" }).status === 0;
  if (!answers && process.env.REQUIRE_PODMAN !== "1") {
    describe.skip(`${name} (there is no podman)`, () => tests(podman));
    return;
  }
  describe(name, () => {
    beforeAll(() => {
      if (!answers) throw new Error("REQUIRE_PODMAN=1, but `podman version` does not answer");
      takeBuilder(client);
    }, BUILD_MS);
    tests(podman);
  });
}

/**
 * A client with settings under which containers also start where processes may not raise their own limits, and where
 * the machine mixes both versions of control groups, which crun refuses. The environment of a test does not reach the
 * processes that it starts.
 */
function settledClient(): string {
  const mixesGroups = fs.existsSync("/sys/fs/cgroup/unified");
  const hasRunc = spawnSync("runc", ["--version"], { stdio: "ignore" }).status === 0;
  const folder = writeFiles(temporaryFolder("podman"), {
    "containers.conf": [
      "[containers]",
      'default_ulimits = ["nofile=1024:4096", "nproc=30000:30000"]',
      "[engine]",
      ...(mixesGroups && hasRunc ? ['runtime = "runc"'] : []),
    ].join("\n"),
  });
  const client = path.join(folder, "podman");
  fs.writeFileSync(client, `#!/bin/sh\nCONTAINERS_CONF=${folder}/containers.conf exec podman "$@"\n`, {
    mode: 0o755,
  });
  return client;
}

function takeBuilder(client: string): void {
  if (!dockerAnswers()) return buildBuilder(client);
  buildBuilder("docker");
  locked("podman", () => {
    const wanted = docker("image", "inspect", "--format", "{{.Id}}", BUILDER).replace(/^sha256:/, "");
    const { stdout } = spawnSync(client, ["image", "inspect", "--format", "{{.Id}}", BUILDER], {
      encoding: "utf8",
    });
    const old = stdout.trim();
    if (old === wanted) return;
    const copy = 'docker save "$1" | "$0" load --quiet';
    execFileSync("sh", ["-c", copy, client, BUILDER], { stdio: ["ignore", "ignore", "pipe"] });
    if (old !== "") spawnSync(client, ["image", "rm", "--force", old], { stdio: "ignore" });
  });
}
