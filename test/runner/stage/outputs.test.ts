import * as fs from "node:fs";
import * as path from "node:path";
import { Readable } from "node:stream";
import { OutputArtifact } from "../../../src/build-spec/model";
import { ExitCode, RunnerError } from "../../../src/runner/exit-code";
import { Machine } from "../../../src/runner/machine/machine";
import { saveOutputs } from "../../../src/runner/stage/outputs";
import { StageContext } from "../../../src/runner/stage/stage-context";
import { readSpecFile } from "../../../src/runner/stage/stage-spec";
import { logOf, stageContext } from "../support/context";
import { FakeEngine } from "../support/fake-engine";
import { buildPlan } from "../support/plans";
import { specOf } from "../support/run-spec";

/** A machine that has some files and nothing else. */
function machineWith(files: Readonly<Record<string, string>>): Machine {
  const read = (file: string) =>
    file in files
      ? Promise.resolve(Readable.from([Buffer.from(files[file])]))
      : Promise.reject(new RunnerError(ExitCode.FAILED, `${file} does not exist`));
  return { workspace: "/workspace", read } as unknown as Machine;
}

async function save(
  outputArtifacts: readonly Partial<OutputArtifact>[],
  files: Readonly<Record<string, string>> = {},
  more: Partial<StageContext> = {},
) {
  const { context, events } = stageContext(more);
  const spec = readSpecFile(specOf(["true"], { outputArtifacts }));
  const variables = new Map([["VERSION", "1.2"], ["OCI_WORKSPACE_DIR", "/workspace"]]); // prettier-ignore
  await saveOutputs(buildPlan(), spec, machineWith(files), variables, new Set(["VERSION"]), context);
  return { outputs: Object.fromEntries(context.outputs), log: logOf(events) };
}

const binary = (location: string) => [{ name: "out", type: "BINARY", location }] as Partial<OutputArtifact>[];
const image = (location: string) =>
  [{ name: "out", type: "DOCKER_IMAGE", location }] as Partial<OutputArtifact>[];

describe("a file that a build makes", () => {
  test.each([
    ["app.zip", "/workspace/source/app.zip"],
    ["build/app-${VERSION}.zip", "/workspace/source/build/app-1.2.zip"],
    ["${OCI_WORKSPACE_DIR}/app.zip", "/workspace/app.zip"],
    ["/tmp/app.zip", "/tmp/app.zip"],
    ["$VERSION.zip", "/workspace/source/$VERSION.zip"],
  ])("at %s is saved", async (location, file) => {
    const { outputs, log } = await save(binary(location), { [file]: "zip" });
    expect(outputs.out).toMatchObject({
      type: "BINARY",
      saved: { file: path.join("artifacts", "out"), bytes: 3 },
    });
    expect(log.at(-1)).toBe("Completed SAVE_OUTPUT_ARTIFACT");
  });

  test.each(["missing.zip", "${UNKNOWN}.zip"])("at %s is told when it is not there", async (location) => {
    await expect(save(binary(location))).rejects.toMatchObject({
      exitCode: ExitCode.FAILED,
      message: expect.stringContaining(
        `Unable to save binary artifact ${location} in the build spec file`,
      ) as string,
    });
  });
});

describe("files that a build makes", () => {
  const two = [
    { name: "one", type: "BINARY", location: "one.zip" },
    { name: "two", type: "BINARY", location: "two.zip" },
  ] as Partial<OutputArtifact>[];

  test("are told together when they are not there", async () => {
    const error = (await save(two).catch((e: unknown) => e)) as Error;
    expect(error.message.split("\n")).toEqual([
      expect.stringMatching(/one\.zip .*: output one: .*one\.zip does not exist$/),
      expect.stringMatching(/two\.zip .*: output two: .*two\.zip does not exist$/),
    ]);
  });

  test("keep the permission to be executed, and only that", async () => {
    const content = Object.assign(Readable.from([Buffer.from("#!/bin/sh\n")]), { mode: 0o755 });
    const { context } = stageContext();
    const machine = { workspace: "/workspace", read: () => Promise.resolve(content) } as unknown as Machine;
    const spec = readSpecFile(specOf(["true"], { outputArtifacts: binary("run.sh") }));
    const umask = process.umask(0o022);
    await saveOutputs(buildPlan(), spec, machine, new Map(), new Set(), context);
    process.umask(umask);
    const file = path.join(context.folder.path, "artifacts", "out");
    expect(fs.statSync(file).mode % 0o10000).toBe(0o755);
  });

  test("are not looked for under a path that there cannot be", async () => {
    await expect(save(binary("a\0b"))).rejects.toMatchObject({
      exitCode: ExitCode.FAILED,
      message: expect.stringContaining("no path has a NUL") as string,
    });
  });

  test("end the run with the engine's own words and exit code when it is gone", async () => {
    const gone = new RunnerError(ExitCode.ENGINE, "docker cp failed: Cannot connect");
    const machine = { workspace: "/workspace", read: () => Promise.reject(gone) } as unknown as Machine;
    const spec = readSpecFile(specOf(["true"], { outputArtifacts: two }));
    const saving = saveOutputs(buildPlan(), spec, machine, new Map(), new Set(), stageContext().context);
    await expect(saving).rejects.toMatchObject({
      exitCode: ExitCode.ENGINE,
      message: expect.stringMatching(
        /^Unable to save binary artifact one\.zip .*: docker cp failed: Cannot connect$/,
      ) as string,
    });
  });
});

describe("an image that a build makes", () => {
  const engine = new FakeEngine({
    app: "sha256:aa",
    "localhost/podman-app": "sha256:bb",
    "reg:5000/app:1.2": "sha256:cc",
    // An engine finds an image by the beginning of its id, too.
    dd12: "sha256:dd1234",
    "sha256:dd": "sha256:dd1234",
  });

  test.each([
    ["app", "sha256:aa"],
    ["podman-app", "sha256:bb"],
    ["reg:5000/app:${VERSION}", "sha256:cc"],
  ])("is found as %s", async (location, imageId) => {
    expect((await save(image(location), {}, { engine })).outputs.out).toEqual({
      type: "DOCKER_IMAGE",
      imageId,
    });
  });

  test.each(["missing", "--help", "-f", "app; id", "", "dd12", "sha256:dd"])(
    "is not found as %j, and the stage fails",
    async (location) => {
      await expect(save(image(location), {}, { engine })).rejects.toMatchObject({
        exitCode: ExitCode.FAILED,
        message: expect.stringContaining("Unable to save docker image artifact") as string,
      });
    },
  );
});
