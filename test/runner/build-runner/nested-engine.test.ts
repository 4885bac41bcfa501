import { spawn } from "node:child_process";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { extract } from "tar-stream";
import { takeNestedImage } from "../../../src/runner/build-runner/nested-engine";
import { ExitCode } from "../../../src/runner/exit-code";
import { Machine } from "../../../src/runner/machine/machine";
import { FakeEngine } from "../support/fake-engine";
import { temporaryFolder, writeFiles } from "../support/temporary";

const ID = "a".repeat(64);

/** A machine whose engine is this script. */
function machineWith(script: string): Machine {
  const folder = temporaryFolder("machine");
  writeFiles(folder, {
    "nested/engine": `${script}\n`,
    "manifest.json": '[{"RepoTags":["builder:latest"]}]',
  });
  return {
    description: "container 1 of builder",
    sessionDirectory: folder,
    user: "root",
    exec: (_: string, command: readonly string[]) => spawn("bash", [...command], { cwd: folder }),
  } as unknown as Machine;
}

const image = (names: object) => `echo '${JSON.stringify([{ Id: ID, ...names }])}'`;
const engineOf = (names: object) =>
  `case $1 in image) ${image(names)} ;; save) echo "$@" > asked; tar -c manifest.json ;; esac`;

class LoadingEngine extends FakeEngine {
  loaded?: Buffer;

  override async load(archive: Readable): Promise<string> {
    this.loaded = await buffer(archive);
    return "sha256:loaded";
  }
}

describe("an image of an engine in a build runner", () => {
  test.each([
    ["app:1", ["app:1"]],
    ["app", ["other:2", "app:latest"]],
    ["app:1", ["docker.io/library/app:1"]],
    ["acme/app:1", ["docker.io/acme/app:1"]],
    ["localhost:5000/app", ["localhost:5000/app:latest"]],
  ])("is taken out by exactly its name: %s is %j", async (reference, RepoTags) => {
    const engine = new LoadingEngine();
    expect(await takeNestedImage(machineWith(engineOf({ RepoTags })), engine, reference)).toBe(
      "sha256:loaded",
    );
  });

  test("is taken out by its digest, and by its id", async () => {
    const digest = `app@sha256:${"b".repeat(64)}`;
    const machine = machineWith(engineOf({ RepoDigests: [digest] }));
    for (const reference of [digest, ID, `sha256:${ID}`]) {
      expect(await takeNestedImage(machine, new LoadingEngine(), reference)).toBe("sha256:loaded");
    }
  });

  test.each(["quay.io/acme/app:1", "localhost/app:1", "app:2", "other/app:1"])(
    "is not found by the end of its name %s",
    async (name) => {
      const machine = machineWith(engineOf({ RepoTags: [name] }));
      expect(await takeNestedImage(machine, new LoadingEngine(), "app:1")).toBeUndefined();
    },
  );

  test("comes out without the names that it has", async () => {
    const engine = new LoadingEngine();
    await takeNestedImage(machineWith(engineOf({ RepoTags: ["app:1"] })), engine, "app:1");
    const archive = extract();
    archive.end(engine.loaded);
    for await (const entry of archive) {
      const text = (await buffer(entry as unknown as Readable)).toString();
      expect(JSON.parse(text)).toEqual([{ RepoTags: null }]);
    }
  });

  test("is not there when the engine knows none", async () => {
    expect(await takeNestedImage(machineWith("exit 125"), new LoadingEngine(), "app")).toBeUndefined();
  });

  test("that cannot be got out fails with the engine's reason", async () => {
    const script = `case $1 in image) ${image({ RepoTags: ["app:1"] })} ;; *) echo 'no space left' >&2; exit 125 ;; esac`;
    await expect(takeNestedImage(machineWith(script), new LoadingEngine(), "app:1")).rejects.toMatchObject({
      exitCode: ExitCode.ENGINE,
      message: "image app:1 cannot be taken out: no space left",
    });
  });

  test.each([
    ["nothing", "true"],
    ["no JSON", "echo '{'"],
    ["no list", "echo '{}'"],
    ["an empty list", "echo '[]'"],
    ["an id that is an option", `echo '[{"Id":"--output=/etc/passwd","RepoTags":["app:1"]}]'`],
    ["no end", "exec cat /dev/zero"],
  ])("is not there when what steps have made of the engine tells %s", async (_, script) => {
    expect(await takeNestedImage(machineWith(script), new LoadingEngine(), "app:1")).toBeUndefined();
  });
});
