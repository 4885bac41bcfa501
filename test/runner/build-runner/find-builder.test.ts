import { Builder, findBuilder, pullPolicy } from "../../../src/runner/build-runner/find-builder";
import { PullPolicy } from "../../../src/runner/engine/engine";
import { ExitCode } from "../../../src/runner/exit-code";
import { FakeEngine, FakeEngineOptions } from "../support/fake-engine";

interface Asked {
  readonly has?: Readonly<Record<string, string>>;
  readonly images?: readonly string[];
  readonly pull?: PullPolicy;
  readonly options?: FakeEngineOptions;
}

async function find({ has = {}, images = ["one", "two"], pull = "missing", options }: Asked): Promise<{
  builder: Builder;
  engine: FakeEngine;
}> {
  const engine = new FakeEngine(has, true, options);
  const machine = (await engine.machine())!;
  return { builder: await findBuilder(engine, machine, images, pull), engine };
}

describe("the image of a run", () => {
  test("is the first that the engine has, without a look at any registry", async () => {
    const { builder, engine } = await find({
      has: { two: "sha256:2" },
      options: { registry: { one: "sha256:1" } },
    });
    expect(builder).toMatchObject({ image: "two", path: process.env.PATH, notes: [] });
    expect(engine.calls).toEqual([]);
  });

  test("is fetched when it is missing", async () => {
    const { builder, engine } = await find({ options: { registry: { two: "sha256:2" } } });
    expect(builder.image).toBe("two");
    expect(engine.calls).toEqual(["pull one", "pull two"]);
  });

  test("is fetched always where that is asked for, and the local one is taken when that fails", async () => {
    const options = { registry: { one: "sha256:3" } };
    const fetched = await find({ has: { one: "sha256:1" }, images: ["one"], pull: "always", options });
    expect(fetched.engine.calls).toEqual(["pull one"]);
    const { builder } = await find({ has: { one: "sha256:1" }, images: ["one"], pull: "always" });
    expect(builder.image).toBe("one");
  });

  test("is never fetched where that is asked for, and the refusal says what to run", async () => {
    const refused = find({
      images: ["acme/runner:1"],
      pull: "never",
      options: { registry: { "acme/runner:1": "id" } },
    });
    await expect(refused).rejects.toMatchObject({
      exitCode: ExitCode.ENGINE,
      message: expect.stringContaining("fetch it with `docker pull acme/runner:1`") as string,
    });
  });

  test.each(["missing", "always"] as const)(
    "is never asked of a registry when it is one that is made here (pull %s)",
    async (pull) => {
      const image = "oci-devops-local/builder:ol8";
      const refused = find({
        images: [image],
        pull,
        options: { registry: { [image]: "sha256:of-somebody" } },
      });
      await expect(refused).rejects.toThrow("make one with `oci-devops-local builder build`");
    },
  );

  test("that cannot be fetched is told with the engine's reason", async () => {
    await expect(find({ images: ["acme/runner"] })).rejects.toThrow(
      "docker pull failed: acme/runner not found",
    );
  });

  test("for another processor is tried out and said to be slow", async () => {
    const { builder, engine } = await find({ has: { one: "sha256:1" }, options: { architecture: "arm64" } });
    expect(builder.notes).toEqual([
      "one is for arm64, the engine's machine is amd64: it runs under emulation, many times slower than the service",
    ]);
    expect(engine.containers.size).toBe(0);
  });

  test("for another processor that the engine cannot run is refused", async () => {
    const options = { architecture: "arm64", failures: { start: "exec /bin/sh: exec format error" } };
    await expect(find({ has: { one: "sha256:1" }, options })).rejects.toMatchObject({
      exitCode: ExitCode.ENGINE,
      message: expect.stringMatching(
        /does not run it: exec \/bin\/sh: exec format error; build one for amd64/,
      ) as string,
    });
  });
});

describe("a pull policy that nobody has chosen", () => {
  test("fetches what is missing", () => {
    expect(pullPolicy(undefined, {})).toBe("missing");
    expect(pullPolicy(undefined, { CI: "false" })).toBe("missing");
  });

  test("fetches nothing in CI", () => {
    expect(pullPolicy(undefined, { CI: "true" })).toBe("never");
  });

  test("gives way to a choice", () => {
    expect(pullPolicy("always", { CI: "1" })).toBe("always");
  });
});
