import * as path from "node:path";
import { EngineCall, FakeEngine, FakeEngineOptions } from "./support/fake-engine";
import { artifactPlan, buildPlan, deliverPlan, pipelinePlan } from "./support/plans";
import { Outcome, runRequest, specOf } from "./support/run-spec";
import { temporaryFolder } from "./support/temporary";
import { ManagedBuildPlan } from "../../src/pipeline/pipeline-plan";
import { ExitCode, RunnerError } from "../../src/runner/exit-code";
import { RunRequest } from "../../src/runner/request/prepare";
import { sourceFolder } from "../../src/runner/source/working-tree";
import { readSpecFile } from "../../src/runner/stage/stage-spec";

const URI = "iad.ocir.io/acme/image:1";
const OUTPUTS = [
  { name: "file", type: "BINARY", location: "out.txt" },
  { name: "image", type: "DOCKER_IMAGE", location: "made:1" },
];

interface Asked {
  readonly commands?: readonly string[];
  readonly options?: FakeEngineOptions;
  readonly stage?: Partial<ManagedBuildPlan>;
  readonly request?: Partial<RunRequest>;
  readonly onEvent?: (engine: FakeEngine, type: string) => void;
}

async function run({ commands = ["echo made > out.txt"], ...asked }: Asked): Promise<{
  outcome: Outcome;
  engine: FakeEngine;
}> {
  const engine = new FakeEngine({ builder: "sha256:b", "made:1": "sha256:m" }, true, asked.options);
  const file = specOf(commands, { outputArtifacts: OUTPUTS });
  const artifact = artifactPlan({ imageUri: URI });
  const deliveries = [
    { outputName: "file", artifact: artifactPlan() },
    { outputName: "image", artifact },
  ];
  const request: RunRequest = {
    plan: pipelinePlan([buildPlan(asked.stage), deliverPlan(deliveries)]),
    specs: new Map([["stage.build", readSpecFile(file)]]),
    sources: new Map([["source", sourceFolder("source", path.dirname(file))]]),
    arguments: new Map(),
    secrets: new Map(),
    executor: "container",
    engine,
    builderImages: ["builder"],
    registry: "127.0.0.1:5000",
    outputFolder: temporaryFolder("out"),
    ...asked.request,
  };
  const outcome = await runRequest(request, { onEvent: ({ type }) => asked.onEvent?.(engine, type) });
  return { outcome, engine };
}

/** How a run ends of which one call of the engine fails. */
async function endOf(call: EngineCall): Promise<{ exitCode: number; text: string }> {
  const options = { failures: { [call]: "no space left on device" } };
  try {
    const { outcome, engine } = await run({ options });
    expect(engine.containers.size).toBe(0);
    const texts = outcome.events.flatMap((event) => (event.type === "failure" ? [event.text] : []));
    expect(outcome.record).toMatchObject({ exitCode: outcome.exitCode, status: "FAILED" });
    return { exitCode: outcome.exitCode, text: texts.join("\n") };
  } catch (error) {
    expect(error).toBeInstanceOf(RunnerError);
    return { exitCode: (error as RunnerError).exitCode, text: (error as RunnerError).message };
  }
}

describe("a run on an engine without containers", () => {
  test.each(["supervisor", "exec"] as const)(
    "goes from the sources to deliveries, session %s",
    async (session) => {
      const commands = ['echo "$OCI_PRIMARY_SOURCE_NAME" > out.txt', "cat out.txt"];
      const { outcome, engine } = await run({ commands, request: { session } });
      expect(outcome.output).not.toContain("unexpected");
      expect(outcome).toMatchObject({ exitCode: ExitCode.OK, lines: ["source"], warnings: [] });
      expect(outcome.record.deliveries).toMatchObject([
        { outputName: "file" },
        { imageUri: URI, imageId: "sha256:m" },
      ]);
      expect(engine.calls).toEqual([
        `tag sha256:m ${URI}`,
        `tag ${URI} 127.0.0.1:5000/acme/image:1`,
        "push 127.0.0.1:5000/acme/image:1",
        `save ${URI}`,
      ]);
      expect(engine.containers.size).toBe(0);
    },
  );

  const calls = [
    "machine",
    "image",
    "create",
    "copyIn",
    "start",
    "copyOut",
    "push",
    "save",
    "remove",
  ] as const;

  test.each(calls)("ends with 125 and the engine's plain words when %s fails", async (call) => {
    const { exitCode, text } = await endOf(call);
    expect(text).toContain("no space left on device");
    expect(text).not.toMatch(/unexpected|\n +at /);
    expect(exitCode).toBe(ExitCode.ENGINE);
  });

  test("fails the delivery of an image, with the engine's words, when it cannot be tagged", async () => {
    const { exitCode, text } = await endOf("tag");
    expect(text).toContain("no space left on device");
    expect(exitCode).toBe(ExitCode.FAILED);
  });

  test("fails a step, with the engine's words, when no program can be started in the container", async () => {
    const options = { failures: { exec: "cannot exec in a stopped state" } };
    const { outcome } = await run({ options, request: { session: "exec" } });
    expect(outcome.lines).toEqual(["cannot exec in a stopped state"]);
    expect(outcome.exitCode).not.toBe(ExitCode.OK);
  });

  test("ends with 125 when the container is gone in the middle of a step", async () => {
    const { outcome } = await run({
      commands: ["sleep 60"],
      onEvent: (engine, type) => {
        if (type === "step-started") setTimeout(() => engine.containers.forEach((each) => each.kill()), 300);
      },
    });
    expect(outcome.exitCode).toBe(ExitCode.ENGINE);
    expect(outcome.output).toMatch(/container .* of builder is gone/);
  });
});

describe("the container of a stage", () => {
  async function optionsOf(asked: Asked) {
    let options: object = {};
    await run({
      ...asked,
      onEvent: (engine) => engine.containers.forEach((each) => (options = each.options)),
    });
    return options;
  }

  test("has the size of the stage's shape", async () => {
    const stage = { shape: { ocpus: 1, memoryInGbs: 2 } };
    expect(await optionsOf({ stage })).toMatchObject({ cpus: 2, memoryInBytes: 2 * 2 ** 30 });
  });

  test("has the size that the engine gives where that is asked for", async () => {
    const options = await optionsOf({ request: { shape: "none" } });
    expect(options).toMatchObject({ cpus: undefined, memoryInBytes: undefined });
  });

  test("reaches the engine's socket where the stage makes an image, and not where that is forbidden", async () => {
    expect(await optionsOf({})).toMatchObject({ mountsSocket: true, nestedStorage: undefined });
    const none = await optionsOf({ request: { dockerAccess: "none" } });
    expect(none).toMatchObject({ mountsSocket: false, nestedStorage: undefined });
  });

  test("has an engine of its own where that is asked for, and no socket", async () => {
    const stage = { image: "OL7_X86_64_STANDARD_10" };
    // Only a container can have it.
    const failing = { failures: { start: "no container" } };
    const options = await optionsOf({ stage, request: { dockerAccess: "nested" }, options: failing });
    expect(options).toMatchObject({
      mountsSocket: false,
      nestedStorage: expect.any(String) as string,
      command: expect.arrayContaining(["sh"]) as string[],
    });
  });

  test.each([
    ["OL8_X86_64_STANDARD_10", true],
    ["OL7_X86_64_STANDARD_10", false],
  ])("of %s gives steps podman as docker by another name: %s", async (image, hasPodman) => {
    const commands = [
      'echo made > out.txt; grep -s docker "${PWD%/*/*}/.oci-devops/bin/podman"; echo "$PATH"',
    ];
    const { outcome } = await run({ commands, stage: { image } });
    const [last, ...before] = [...outcome.lines].reverse();
    expect(before).toEqual(hasPodman ? ['exec docker "$@"'] : []);
    expect(last.endsWith("/.oci-devops/bin")).toBe(hasPodman);
  });
});

test("an engine of one's own on the host is refused", async () => {
  const { exitCode, message } = await run({ request: { executor: "host", dockerAccess: "nested" } }).then(
    () => new Error("accepted") as RunnerError,
    (error: RunnerError) => error,
  );
  expect(exitCode).toBe(ExitCode.USAGE);
  expect(message).toBe(
    "--docker nested: an engine of one's own takes a container, --executor docker or podman",
  );
});
