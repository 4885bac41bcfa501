import { execFileSync } from "node:child_process";
import { BUILDER, describeWithEngine, docker } from "./support/engine";
import { buildPlan, pipelinePlan } from "./support/plans";
import { runRequest, specOf } from "./support/run-spec";
import { temporaryFolder } from "./support/temporary";
import { findBuilder } from "../../src/runner/build-runner/find-builder";
import { BUILDER_PROGRAMS } from "../../src/runner/build-runner/profile";
import { CliEngine } from "../../src/runner/engine/cli-engine";
import { sourceFolder } from "../../src/runner/source/working-tree";
import { readSpecFile } from "../../src/runner/stage/stage-spec";

describeWithEngine("the builder image", () => {
  async function linesOf(image: string, command: string): Promise<readonly string[]> {
    const { lines } = await runRequest({
      plan: pipelinePlan([buildPlan({ image })]),
      specs: new Map([["stage.build", readSpecFile(specOf([command]))]]),
      sources: new Map([["source", sourceFolder("source", temporaryFolder("source"))]]),
      arguments: new Map(),
      secrets: new Map(),
      executor: "container",
      engine: new CliEngine(),
      builderImages: [BUILDER],
      outputFolder: temporaryFolder("out"),
    });
    return lines;
  }

  test("has all programs that public specifications need", () => {
    const script = 'for p in "$@"; do command -v "$p" > /dev/null || echo "$p"; done';
    const args = ["--rm", "--network", "none", BUILDER, "sh", "-c", script, "sh"];
    expect(docker("run", ...args, ...BUILDER_PROGRAMS)).toBe("");
  });

  test.each([
    ["OL8_X86_64_STANDARD_10", ["podman is there"]],
    ["OL7_X86_64_STANDARD_10", []],
  ])("gives steps podman where the service does: %s", async (image, lines) => {
    const command = "if command -v podman > /dev/null; then echo podman is there; fi";
    expect(await linesOf(image, command)).toEqual(lines);
  });

  test("gives steps a podman that is docker", async () => {
    const [line] = await linesOf("OL8_X86_64_STANDARD_10", "podman --version");
    expect(line).toMatch(/^Docker version /);
  });

  test("gives steps the memory and the processors of the shape, as far as the machine has them", async () => {
    const files = "/sys/fs/cgroup/memory/memory.limit_in_bytes /sys/fs/cgroup/memory.max";
    const lines = await linesOf("OL8_X86_64_STANDARD_10", `cat ${files} 2> /dev/null`);
    expect(lines).toEqual([String(8 * 2 ** 30)]);
  });

  test("stays as it is", async () => {
    const before = docker("image", "inspect", "--format", "{{.Id}}", BUILDER);
    await linesOf("OL8_X86_64_STANDARD_10", "rm -rf /etc /usr/local");
    expect(docker("image", "inspect", "--format", "{{.Id}}", BUILDER)).toBe(before);
  });
});

describeWithEngine("an image for another processor", () => {
  const name = `oci-devops-local-test-${process.pid}:other`;
  const engine = new CliEngine();

  afterAll(() => void docker("image", "rm", "--force", name));

  /** Files of this machine's processor, or none that any could run, under the name of another processor. */
  function imageOf(program: string): void {
    const script = [
      'cd "$(mktemp -d)" && mkdir -p bin',
      program,
      'for library in $(ldd /bin/sh | grep -o "/[^ ]*"); do install -D "$library" ".$library"; done',
      'tar -c . | docker import - "$1"',
      // `docker import --platform` is for engines with experimental features only.
      'mkdir image && docker save "$1" | tar -x -C image && docker image rm "$1"',
      'sed -i "s/\\"architecture\\":\\"[a-z0-9]*\\"/\\"architecture\\":\\"$0\\"/" image/*.json',
      'tar -c -C image . | docker load && rm -rf "$PWD"',
    ].join("\n");
    const other = process.arch === "x64" ? "arm64" : "amd64";
    execFileSync("sh", ["-ec", script, other, name], { stdio: ["ignore", "ignore", "pipe"] });
  }

  async function find() {
    return findBuilder(engine, (await engine.machine())!, [name], "never");
  }

  test("is taken with a warning when the engine can run it", async () => {
    imageOf("cp /bin/sh bin/sh");
    expect((await find()).notes.join()).toMatch(
      /is for \w+, the engine's machine is \w+: it runs under emulation/,
    );
  });

  test("is refused before anything is started when the engine cannot", async () => {
    imageOf('printf "\\177ELF not for this one" > bin/sh; chmod 755 bin/sh');
    await expect(find()).rejects.toThrow(/does not run it: .*build one for \w+, or set up emulation/s);
  });
});
