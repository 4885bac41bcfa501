import { randomBytes } from "node:crypto";
import * as path from "node:path";
import { CliEngine } from "../../../src/runner/engine/cli-engine";
import { sourceFolder } from "../../../src/runner/source/working-tree";
import { readSpecFile } from "../../../src/runner/stage/stage-spec";
import { BUILDER, containersWith, describeWithEngine, docker } from "../support/engine";
import { artifactPlan, buildPlan, deliverPlan, pipelinePlan } from "../support/plans";
import { Outcome, runRequest, specOf } from "../support/run-spec";
import { temporaryFolder } from "../support/temporary";

/** An image with a shell in it, out of nothing but the files of the build runner itself. */
const ROOT_FILE_SYSTEM = [
  "mkdir -p root/bin",
  "cp /bin/sh root/bin/",
  "for library in $(ldd /bin/sh | grep -o '/[^ ]*'); do install -D $library root$library; done",
  "tar -C root -c . | docker import --change 'ENV PATH=/bin' - base:1",
].join("\n");

const volumes = () => docker("volume", "ls", "--quiet").split("\n");

describeWithEngine("an engine of its own in the container of a stage", () => {
  const name = `oci-devops-local-test-${randomBytes(4).toString("hex")}`;
  const uri = `iad.ocir.io/acme/${name}:1.0.0`;

  afterAll(() => {
    docker(
      "image",
      "rm",
      "--force",
      ...docker("images", "--quiet", "--filter", `label=test=${name}`).split("\n"),
    );
  });

  function run(
    commands: readonly string[],
    location?: string,
    image = "OL8_X86_64_STANDARD_10",
    step: object = {},
  ): Promise<Outcome> {
    const outputArtifacts = location === undefined ? [] : [{ name: "image", type: "DOCKER_IMAGE", location }];
    const steps = commands.map((command) => ({ type: "Command", command, ...step }));
    const file = specOf([], { steps, outputArtifacts });
    const artifact = artifactPlan({ imageUri: `iad.ocir.io/acme/${name}:\${imageVersion}` });
    const delivery = deliverPlan([{ outputName: "image", artifact }]);
    return runRequest({
      plan: pipelinePlan(
        [buildPlan({ image }), ...(location === undefined ? [] : [delivery])],
        [{ name: "imageVersion", defaultValue: "1.0.0" }],
      ),
      specs: new Map([["stage.build", readSpecFile(file)]]),
      sources: new Map([["source", sourceFolder("source", path.dirname(file))]]),
      arguments: new Map(),
      secrets: new Map(),
      executor: "container",
      dockerAccess: "nested",
      engine: new CliEngine(),
      builderImages: [BUILDER],
      outputFolder: temporaryFolder("out"),
    });
  }

  test("builds, runs and delivers an image that the engine outside does not see before", async () => {
    const before = volumes();
    const dockerfile = `FROM base:1\nRUN echo made > /file\nLABEL test=${name}\n`;
    const { exitCode, lines, record, events } = await run(
      [
        ROOT_FILE_SYSTEM,
        `printf '${dockerfile}' | docker build --quiet --tag ${name}:built -`,
        `docker run --rm ${name}:built sh -c 'read -r text < /file; echo "file: $text"'`,
      ],
      `${name}:built`,
    );
    expect(lines).toContain("file: made");
    expect(exitCode).toBe(0);
    expect(docker("images", "--quiet", `${name}:built`)).toBe("");
    const id = docker("image", "inspect", "--format", "{{.Id}}", uri);
    expect(record.deliveries).toMatchObject([{ imageUri: uri, imageId: id }]);
    expect(docker("run", "--rm", "--network", "none", uri, "sh", "-c", "read -r a < /file; echo $a")).toBe(
      "made",
    );
    const [{ header }] = events.flatMap((event) => (event.type === "run-started" ? [event] : []));
    expect(header.join("\n")).toContain("steps have an engine of their own in the container");
    expect(containersWith(`oci-devops-local.run=${record.runId}`)).toEqual([]);
    expect(volumes()).toEqual(before);
  });

  test("does not see images of the engine outside", async () => {
    const { exitCode, lines } = await run(["docker images --quiet; docker ps --all --quiet; echo end"]);
    expect(lines.slice(-1)).toEqual(["end"]);
    expect(lines).toHaveLength(1);
    expect(exitCode).toBe(0);
  });

  test("gives no more power over the machine than any container has", async () => {
    const { lines } = await run(["grep CapEff /proc/self/status; docker --version"]);
    const ordinary = docker(
      "run",
      "--rm",
      "--network",
      "none",
      BUILDER,
      "grep",
      "CapEff",
      "/proc/self/status",
    );
    expect(lines).toEqual([ordinary, expect.stringMatching(/^podman version /)]);
  });

  test("has no image that only ends with the name of the output", async () => {
    const { exitCode, output } = await run(
      [`${ROOT_FILE_SYSTEM}\ndocker tag base:1 registry.invalid/acme/${name}:1`],
      `${name}:1`,
    );
    expect(exitCode).toBe(1);
    expect(output).toContain(`Unable to save docker image artifact ${name}:1`);
  });

  test("is there under the names that the service's build runner has", async () => {
    const commands = ["command -v docker podman | wc -l"];
    expect((await run(commands)).lines).toEqual(["2"]);
    expect((await run(commands, undefined, "OL7_X86_64_STANDARD_10")).lines).toEqual(["1"]);
  });

  test("is still there for onFailure steps after a step that was killed with all that it had started", async () => {
    const onFailure = [{ type: "Command", command: "docker images --quiet && echo still there" }];
    const { exitCode, lines } = await run(["docker images --quiet; sleep 600"], undefined, undefined, {
      timeoutInSeconds: 5,
      onFailure,
    });
    expect(exitCode).toBe(124);
    expect(lines).toContain("still there");
  });
});
