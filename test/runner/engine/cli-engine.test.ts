import * as fs from "node:fs";
import * as path from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { CliEngine } from "../../../src/runner/engine/cli-engine";
import { ExitCode } from "../../../src/runner/exit-code";
import { temporaryFolder } from "../support/temporary";

/** An engine whose client is this script; the script may keep things in the folder $HERE. */
function engineOf(script: string): { engine: CliEngine; folder: string } {
  const folder = temporaryFolder("client");
  const client = path.join(folder, "docker");
  fs.writeFileSync(client, `#!/usr/bin/env bash\nHERE=${folder}\n${script}\n`, { mode: 0o755 });
  return { engine: new CliEngine(client as "docker"), folder };
}

const engineError = (message: string | RegExp) =>
  expect.objectContaining({
    exitCode: ExitCode.ENGINE,
    message: typeof message === "string" ? expect.stringContaining(message) : expect.stringMatching(message),
  }) as Error;

describe("an engine that cannot be used", () => {
  test("has no version when its client says that no engine answers", async () => {
    expect(await engineOf("echo 'Cannot connect' >&2; exit 1").engine.version()).toBeUndefined();
  });

  test("is told when there is no client", async () => {
    const engine = new CliEngine("/no/such/docker" as "docker");
    await expect(engine.version()).rejects.toThrow(engineError(/^cannot run .*ENOENT; is it installed\?$/));
    await expect(text(engine.save("image"))).rejects.toThrow(engineError("is it installed?"));
  });

  test("has no image that its client does not know", async () => {
    expect(await engineOf("exit 1").engine.imageId("image")).toBeUndefined();
  });

  test("is quoted with what its client complains about", async () => {
    const { engine } = engineOf("echo 'no space left on device' >&2; exit 125");
    await expect(engine.tag("a", "b")).rejects.toThrow(engineError(/tag failed: no space left on device$/));
  });

  test("is quoted with no more than the end of a long complaint", async () => {
    const { engine } = engineOf("seq 100000 >&2; echo the reason >&2; exit 1");
    await expect(engine.tag("a", "b")).rejects.toThrow(engineError(/^.{0,2100}the reason$/s));
  });

  test("is told to have said nothing when its client says nothing", async () => {
    await expect(engineOf("exit 1").engine.pull("image")).rejects.toThrow(engineError("it said nothing"));
  });

  test("may be unable to remove a container that is gone already", async () => {
    await expect(
      engineOf("echo 'no such container' >&2; exit 1").engine.remove("id"),
    ).resolves.toBeUndefined();
  });
});

describe("a container", () => {
  const options = { image: "builder", command: ["bash", "a b", "c"], labels: { one: "1", two: "x=y" } };
  const record = 'printf "%s\\n" "$@" > "$HERE/arguments"; echo " id-of-container "';

  async function argumentsOf(mountsSocket: boolean): Promise<string[]> {
    const { engine, folder } = engineOf(record);
    expect(await engine.create({ ...options, mountsSocket })).toBe("id-of-container");
    return fs.readFileSync(path.join(folder, "arguments"), "utf8").trimEnd().split("\n");
  }

  test("removes itself, keeps no log, and runs the given program instead of the image's", async () => {
    const args = await argumentsOf(false);
    expect(args.slice(-5)).toEqual(["--entrypoint", "bash", "builder", "a b", "c"]);
    expect(args).toEqual(expect.arrayContaining(["create", "--interactive", "--rm", "--log-driver", "none"]));
    expect(args).toEqual(expect.arrayContaining(["one=1", "two=x=y"]));
  });

  test("reaches the engine only where that is asked for", async () => {
    expect((await argumentsOf(false)).join(" ")).not.toContain("docker.sock");
    expect((await argumentsOf(true)).join(" ")).toMatch(
      /--mount type=bind,source=\S+,target=\/var\/run\/docker\.sock/,
    );
  });
});

describe("files of a container", () => {
  test("go in through the client's standard input", async () => {
    const { engine, folder } = engineOf('printf "%s " "$@" > "$HERE/arguments"; cat > "$HERE/input"');
    await engine.copyIn("id", Readable.from([Buffer.from("tar "), Buffer.from("stream")]));
    expect(fs.readFileSync(path.join(folder, "arguments"), "utf8")).toBe("cp - id:/ ");
    expect(fs.readFileSync(path.join(folder, "input"), "utf8")).toBe("tar stream");
  });

  test("that do not get in fail with the client's reason, not with a broken pipe", async () => {
    const { engine } = engineOf("exec <&-; echo 'no such container' >&2; exit 1");
    const endless = new Readable({ read() { this.push(Buffer.alloc(65_536)); } }); // prettier-ignore
    await expect(engine.copyIn("id", endless)).rejects.toThrow(engineError("no such container"));
  });

  test("that cannot be read fail the copy and are named, even when the client is content", async () => {
    const { engine } = engineOf("cat > /dev/null");
    const broken = new Readable({ read() { this.destroy(new Error("EACCES: open '/src/locked'")); } }); // prettier-ignore
    await expect(engine.copyIn("id", broken)).rejects.toThrow("/src/locked");
  });

  test("come out as they are", async () => {
    const { engine } = engineOf("head -c 3000000 /dev/zero");
    expect(await text(engine.copyOut("id", "/path"))).toHaveLength(3_000_000);
  });

  test("that break off are no complete stream", async () => {
    const { engine } = engineOf("echo half; echo 'connection lost' >&2; exit 1");
    await expect(text(engine.copyOut("id", "/path"))).rejects.toThrow(
      engineError("cp failed: connection lost"),
    );
  });

  test("that nobody wants any more end the client", async () => {
    const { engine, folder } = engineOf('echo $$ > "$HERE/pid"; exec cat /dev/zero');
    const stream = engine.copyOut("id", "/path");
    await new Promise((resolve) => stream.once("data", resolve));
    stream.on("error", () => undefined).destroy();
    const pid = Number(fs.readFileSync(path.join(folder, "pid"), "utf8"));
    const isAlive = () =>
      fs.existsSync(`/proc/${pid}/environ`) && fs.readFileSync(`/proc/${pid}/cmdline`).length > 0;
    for (let i = 0; i < 200 && isAlive(); i++) await new Promise((resolve) => setTimeout(resolve, 50));
    const wasAlive = isAlive();
    if (wasAlive) process.kill(pid, "SIGKILL");
    expect(wasAlive).toBe(false);
  });
});

describe("a pushed image", () => {
  const digest = `sha256:${"ab".repeat(32)}`;

  test("has the digest that the registry gave it", async () => {
    const { engine } = engineOf(`echo "1.0: digest: ${digest} size: 528"`);
    expect(await engine.push("registry/image:1.0")).toBe(digest);
  });

  test("without a digest is an error", async () => {
    await expect(engineOf("echo pushed").engine.push("registry/image")).rejects.toThrow(
      engineError("did not tell the image's digest"),
    );
  });
});
