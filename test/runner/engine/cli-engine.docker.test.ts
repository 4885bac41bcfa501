import { randomBytes } from "node:crypto";
import * as path from "node:path";
import { extract } from "tar-stream";
import { CliEngine } from "../../../src/runner/engine/cli-engine";
import { ExitCode } from "../../../src/runner/exit-code";
import { tarOf, textFile } from "../../../src/runner/files";
import { BUILDER, describeWithEngine, docker } from "../support/engine";
import { temporaryFolder } from "../support/temporary";

describeWithEngine("a real engine", () => {
  const engine = new CliEngine();
  const unique = `oci-devops-local-test-${randomBytes(6).toString("hex")}`;
  const containers: string[] = [];
  const images: string[] = [];

  afterAll(() => {
    if (containers.length > 0) docker("rm", "--force", ...containers);
    if (images.length > 0) docker("rmi", ...images);
  });

  async function create(command: readonly string[]): Promise<string> {
    const id = await engine.create({
      image: BUILDER,
      command,
      labels: { [unique]: "x" },
      mountsSocket: false,
    });
    containers.push(id);
    return id;
  }

  test("tells its version and the ids of its images", async () => {
    expect(await engine.version()).toMatch(/^\d+\./);
    expect(await engine.imageId(BUILDER)).toBe(docker("image", "inspect", "--format", "{{.Id}}", BUILDER));
    expect(await engine.imageId(`${unique}:none`)).toBeUndefined();
  });

  test("makes a container that keeps no log and is gone when it ends", async () => {
    const id = await create(["bash", "-c", "read -r line; echo got $line; echo warn >&2; exit 3"]);
    const format = "{{.HostConfig.LogConfig.Type}} {{.HostConfig.AutoRemove}} {{json .Config.Entrypoint}}";
    expect(docker("inspect", "--format", format, id)).toBe('none true ["bash"]');
    const child = engine.start(id);
    const shown = { stdout: "", stderr: "" };
    child.stdout.on("data", (data: Buffer) => (shown.stdout += data.toString()));
    child.stderr.on("data", (data: Buffer) => (shown.stderr += data.toString()));
    child.stdin.write("input\n");
    expect(await new Promise((resolve) => child.on("close", resolve))).toBe(3);
    expect(shown).toEqual({ stdout: "got input\n", stderr: "warn\n" });
    await engine.remove(id);
    expect(docker("ps", "--all", "--quiet", "--filter", `id=${id}`)).toBe("");
  });

  test("fails with the engine's reason", async () => {
    await expect(create(["bash"]).then((id) => engine.tag(id, "UPPER case"))).rejects.toMatchObject({
      exitCode: ExitCode.ENGINE,
      message: expect.stringMatching(/^docker tag failed: /) as string,
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

  test("tags and saves an image", async () => {
    const reference = `${unique}/image:1.0`;
    images.push(reference);
    await engine.tag(BUILDER, reference);
    expect(await engine.imageId(reference)).toBe(await engine.imageId(BUILDER));
    const names: string[] = [];
    const archive = extract();
    engine.save(reference).pipe(archive as unknown as NodeJS.WritableStream);
    for await (const entry of archive) {
      names.push(entry.header.name);
      entry.resume();
    }
    expect(names).toContain("manifest.json");
  });
});
