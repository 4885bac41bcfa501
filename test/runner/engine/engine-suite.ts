import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { Readable } from "node:stream";
import { buffer, text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { extract } from "tar-stream";
import { Attached, CreateOptions, Engine } from "../../../src/runner/engine/engine";
import { ExitCode } from "../../../src/runner/exit-code";
import { tarOf, textFile } from "../../../src/runner/files";
import { BUILDER } from "../support/engine";
import { temporaryFolder } from "../support/temporary";

/** What every engine does, whatever its client is called. */
export function engineSuite(engine: Engine, client: (...args: string[]) => string): void {
  const unique = `oci-devops-local-test-${randomBytes(6).toString("hex")}`;
  const images: string[] = [];

  afterAll(async () => {
    for (const id of (await engine.labelled(unique)).keys()) await engine.remove(id);
    if (images.length > 0) client("rmi", ...images);
  });

  async function create(command: readonly string[], more: Partial<CreateOptions> = {}): Promise<string> {
    return engine.create({
      image: BUILDER,
      command,
      labels: { [unique]: "x" },
      mountsSocket: false,
      ...more,
    });
  }

  async function startedOf(id: string): Promise<Attached> {
    const child = engine.start(id);
    await new Promise((resolve, reject) => {
      child.stdout.once("data", resolve);
      child.on("close", (code) => reject(new Error(`the container ended with ${code}`)));
    });
    return child;
  }

  const inspect = (id: string, format: string) => client("inspect", "--format", format, id);
  const exitOf = (child: Attached) => new Promise((resolve) => child.on("close", resolve));

  async function running(): Promise<string> {
    const all = [...(await engine.labelled(unique)).keys()];
    return all.find((id) => inspect(id, "{{.State.Running}}") === "true")!;
  }

  test("tells its version, its machine and its images", async () => {
    expect(await engine.version()).toMatch(/^\d+\./);
    expect(await engine.machine()).toEqual({
      architecture: expect.stringMatching(/^(amd64|arm64)$/) as string,
      cpus: expect.any(Number) as number,
      memoryInBytes: expect.any(Number) as number,
      limitsCpus: true,
      limitsMemory: true,
    });
    const { id, architecture, environment } = (await engine.image(BUILDER))!;
    expect(id).toBe(client("image", "inspect", "--format", "{{.Id}}", BUILDER));
    expect(architecture).toBe((await engine.machine())!.architecture);
    expect(environment.get("PATH")).toContain("/usr/bin");
    expect(await engine.image(`${unique}:none`)).toBeUndefined();
  });

  test("makes a container that keeps no log and is gone when it ends", async () => {
    const id = await create(["bash", "-c", "read -r line; echo got $line; echo warn >&2; exit 3"]);
    expect(inspect(id, "{{.HostConfig.LogConfig.Type}} {{.HostConfig.AutoRemove}}")).toBe("none true");
    const child = engine.start(id);
    const shown = { stdout: "", stderr: "" };
    child.stdout.on("data", (data: Buffer) => (shown.stdout += data.toString()));
    child.stderr.on("data", (data: Buffer) => (shown.stderr += data.toString()));
    child.stdin.write("input\n");
    expect(await exitOf(child)).toBe(3);
    expect(shown).toEqual({ stdout: "got input\n", stderr: "warn\n" });
    await engine.remove(id);
    expect((await engine.labelled(unique)).has(id)).toBe(false);
  });

  test("mounts nothing of the machine into a container, so that it may be another machine", async () => {
    expect(inspect(await create(["bash"]), "{{json .Mounts}}")).toBe("[]");
    const nested = inspect(await create(["bash"], { nestedStorage: "/images" }), "{{json .Mounts}}");
    expect(JSON.parse(nested)).toMatchObject([{ Type: "volume", Destination: "/images" }]);
  });

  test("takes the volume of a container away with it", async () => {
    const id = await create(["bash"], { nestedStorage: "/images" });
    const [{ Name }] = JSON.parse(inspect(id, "{{json .Mounts}}")) as { Name: string }[];
    expect(client("volume", "ls", "--quiet")).toContain(Name);
    await engine.remove(id);
    expect(client("volume", "ls", "--quiet")).not.toContain(Name);
  });

  test("limits memory, without swap, and processors", async () => {
    const id = await create(["bash"], { memoryInBytes: 2 ** 28, cpus: 1.5 });
    expect(inspect(id, "{{.HostConfig.Memory}} {{.HostConfig.NanoCpus}}")).toBe(`${2 ** 28} 1500000000`);
    expect(Number(inspect(id, "{{.HostConfig.MemorySwap}}"))).toBe(2 ** 28);
  });

  test("runs programs beside the first one of a container", async () => {
    const child = await startedOf(await create(["bash", "-c", "echo up; read -r line"]));
    const program = engine.exec(await running(), "0", "/tmp", ["sh", "-c", "pwd; cat; exit 5"]);
    program.stdin.end("input");
    const [stdout, code] = await Promise.all([text(program.stdout), exitOf(program)]);
    expect({ stdout, code }).toEqual({ stdout: "/tmp\ninput", code: 5 });
    child.stdin.end();
    await exitOf(child);
  });

  test("takes files in before and after the start, and gives them out", async () => {
    const id = await create(["bash", "-c", "cat /early; read -r line"]);
    await engine.copyIn(id, tarOf([textFile("/early", "early\n")]));
    const child = await startedOf(id);
    await engine.copyIn(id, tarOf([textFile("/late", "late")]));
    const archive = extract();
    engine.copyOut(id, "/late").pipe(archive as unknown as NodeJS.WritableStream);
    for await (const entry of archive) {
      expect(entry.header.name).toBe("late");
      expect(entry.header.size).toBe(4);
      entry.resume();
    }
    child.stdin.end();
    await exitOf(child);
  });

  test("gives a link out as a link", async () => {
    const child = await startedOf(
      await create(["bash", "-c", "ln -s /etc/passwd '/a link'; echo up; read -r line"]),
    );
    const archive = extract();
    engine.copyOut(await running(), "/a link").pipe(archive as unknown as NodeJS.WritableStream);
    for await (const entry of archive) {
      expect(entry.header).toMatchObject({ name: "a link", type: "symlink", linkname: "/etc/passwd" });
      entry.resume();
    }
    child.stdin.end();
    await exitOf(child);
  });

  test("fails with the client's reason", async () => {
    await expect(engine.tag(BUILDER, "UPPER case")).rejects.toMatchObject({
      exitCode: ExitCode.ENGINE,
      message: expect.stringMatching(/(docker|podman) tag failed: /) as string,
    });
  });

  test("names a file of this machine that cannot be copied in", async () => {
    const id = await create(["bash"]);
    const file = path.join(temporaryFolder(), "gone");
    const tar = tarOf([
      textFile("/workspace/before", "text"),
      { path: "/workspace/gone", mode: 0o644, content: { kind: "file", file, size: 10 } },
    ]);
    await expect(engine.copyIn(id, tar)).rejects.toThrow(file);
  });

  test("tags, saves and loads an image", async () => {
    const [first, second] = [1, 2].map((number) => `${unique}/image:${number}`);
    const archive = path.join(temporaryFolder(), "files.tar");
    await pipeline(tarOf([textFile("/file", unique)]), fs.createWriteStream(archive));
    client("import", archive, first);
    images.push(first, second);
    const { id } = (await engine.image(first))!;
    await engine.tag(first, second);
    expect((await engine.image(second))?.id).toBe(id);
    const saved = await buffer(engine.save(second));
    client("rmi", first, second);
    expect((await engine.load(Readable.from([saved]))).replace(/^sha256:/, "")).toBe(
      id.replace(/^sha256:/, ""),
    );
    client("tag", second, first);
  });
}
