import * as fs from "node:fs";
import * as path from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { CliEngine } from "../../../src/runner/engine/cli-engine";
import { CreateOptions } from "../../../src/runner/engine/engine";
import { ExitCode } from "../../../src/runner/exit-code";
import { temporaryFolder } from "../support/temporary";

/** An engine whose client is this script; the script may keep things in the folder $HERE. */
function engineOf(script: string, name = "docker"): { engine: CliEngine; folder: string } {
  const folder = temporaryFolder("client");
  const client = path.join(folder, name);
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
    expect(await engineOf("exit 1").engine.image("image")).toBeUndefined();
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
  const record =
    'if [ $1 = create ]; then printf "%s\\n" "$@" > "$HERE/arguments"; fi; echo " id-of-container "';

  async function argumentsOf(more: Partial<CreateOptions> = {}): Promise<string[]> {
    const { engine, folder } = engineOf(record);
    expect(await engine.create({ ...options, mountsSocket: false, ...more })).toBe("id-of-container");
    return fs.readFileSync(path.join(folder, "arguments"), "utf8").trimEnd().split("\n");
  }

  test.each([
    ["not asked for once more after it has ended in order", 0, "start --attach --interactive id\n"],
    ["asked for after a failure", 1, "start --attach --interactive id\nrm --force --volumes id\n"],
  ])("has its removal %s", async (_, code, calls) => {
    const { engine, folder } = engineOf(`echo "$*" >> "$HERE/calls"; exit ${code}`);
    const child = engine.start("id");
    await new Promise((resolve) => child.on("close", resolve));
    await engine.remove("id");
    expect(fs.readFileSync(path.join(folder, "calls"), "utf8")).toBe(calls);
  });

  test("removes itself, keeps no log, and runs the given program instead of the image's", async () => {
    const args = await argumentsOf();
    expect(args.slice(-5)).toEqual(["--entrypoint", "bash", "builder", "a b", "c"]);
    expect(args).toEqual(expect.arrayContaining(["create", "--interactive", "--rm", "--log-driver", "none"]));
    expect(args).toEqual(expect.arrayContaining(["one=1", "two=x=y"]));
  });

  test("mounts nothing and lifts no restriction, unless that is asked for", async () => {
    const all = await argumentsOf({ memoryInBytes: 1, cpus: 1 });
    expect(all.join(" ")).not.toMatch(/--(mount|volume|privileged|cap-add|security-opt|device)|docker\.sock/);
  });

  test("has at most the memory that is given, swap with it, and the processors", async () => {
    const args = (await argumentsOf({ memoryInBytes: 1024, cpus: 1.5 })).join(" ");
    expect(args).toContain("--memory 1024 --memory-swap 1024 --cpus 1.5");
    expect((await argumentsOf()).join(" ")).not.toMatch(/--(memory|cpus)/);
  });

  test("gets no more powers for an engine of its own, but a volume for its images and all system calls", async () => {
    const args = (await argumentsOf({ nestedStorage: "/images" })).join(" ");
    expect(args).toContain("--security-opt seccomp=unconfined");
    expect(args).toContain("--volume /images --entrypoint");
    expect(args).not.toMatch(/--(privileged|cap-add|device|mount)/);
  });
});

/** A client that tells what it knows of its engine, and what it was asked to mount. */
function listening(answers: Readonly<Record<string, string>>, name = "docker") {
  const cases = Object.entries(answers).map(([command, answer]) => `${command}) echo '${answer}' ;;`);
  return engineOf(
    `case $1 in ${cases.join(" ")} create) printf "%s\n" "$@" > "$HERE/arguments";; esac`,
    name,
  );
}

describe("the socket of an engine", () => {
  async function mountOf({ engine, folder }: ReturnType<typeof listening>): Promise<string> {
    await engine.create({ image: "builder", command: ["bash"], labels: {}, mountsSocket: true });
    return /type=bind,(.*)/.exec(fs.readFileSync(path.join(folder, "arguments"), "utf8"))![1];
  }

  test.each([
    ["unix:///run/user/1000/docker.sock", "/run/user/1000/docker.sock"],
    ["tcp://192.0.2.1:2375", "/var/run/docker.sock"],
    ["ssh://somebody@build.example.com", "/var/run/docker.sock"],
  ])("is where the client's context has it: %s", async (context, source) => {
    const mount = await mountOf(listening({ info: '{"ServerVersion":"1"}', context }));
    expect(mount).toBe(`source=${source},target=/var/run/docker.sock`);
  });

  test("has its usual place in the machine of Docker Desktop", async () => {
    const info = '{"ServerVersion":"1","OperatingSystem":"Docker Desktop"}';
    const mount = await mountOf(
      listening({ info, context: "unix:///home/somebody/.docker/run/docker.sock" }),
    );
    expect(mount).toBe("source=/var/run/docker.sock,target=/var/run/docker.sock");
  });

  test("of podman is where podman says, and is asked for when there is none", async () => {
    const info = (exists: string) => `{"host":{"remoteSocket":{"path":"unix:///run/podman.sock"${exists}}}}`;
    const mount = await mountOf(listening({ info: info(',"exists":true') }, "podman"));
    expect(mount).toBe("source=/run/podman.sock,target=/var/run/docker.sock");
    await expect(mountOf(listening({ info: info("") }, "podman"))).rejects.toThrow(
      engineError(/listens on no socket.*podman\.socket.*--docker nested/),
    );
  });
});

describe("what podman does in its own way", () => {
  test("ends a container at once when it is removed", async () => {
    const { engine, folder } = engineOf('printf "%s " "$@" > "$HERE/arguments"', "podman");
    await engine.remove("id");
    expect(fs.readFileSync(path.join(folder, "arguments"), "utf8")).toBe("rm --force --volumes --time 0 id ");
  });

  test.each([
    ["127.0.0.1:5000/acme/image", true],
    ["localhost/acme/image", true],
    ["iad.ocir.io/acme/image", false],
    ["127.0.0.1.example.com/acme/image", false],
  ])("pushes to %s without TLS: %s", async (reference, isPlain) => {
    const { engine, folder } = engineOf(
      `printf "%s " "$@" > "$HERE/arguments"; echo sha256:${"a".repeat(64)}`,
      "podman",
    );
    expect(await engine.push(reference)).toBe(`sha256:${"a".repeat(64)}`);
    const args = fs.readFileSync(path.join(folder, "arguments"), "utf8");
    expect(args.includes("--tls-verify=false")).toBe(isPlain);
  });
});

describe("what a client tells", () => {
  test.each([
    ["Loaded image ID: sha256:" + "b".repeat(64), "sha256:" + "b".repeat(64)],
    ["Loaded image: sha256:" + "b".repeat(64), "sha256:" + "b".repeat(64)],
  ])("of a loaded image is its id: %s", async (line, id) => {
    const { engine } = engineOf(`cat > /dev/null; echo '${line}'`);
    expect(await engine.load(Readable.from(["archive"]))).toBe(id);
  });

  test("of a loaded image with a name is looked up", async () => {
    const { engine } = engineOf(
      `case $1 in load) cat > /dev/null; echo 'Loaded image: a:1' ;; *) echo '[{"Id":"42"}]' ;; esac`,
    );
    expect(await engine.load(Readable.from(["archive"]))).toBe("42");
  });

  test("of a load that names nothing is no id", async () => {
    const { engine } = engineOf("cat > /dev/null; echo done");
    await expect(engine.load(Readable.from(["archive"]))).rejects.toThrow(
      engineError("did not tell the image's id"),
    );
  });

  test.each(["image", "machine"] as const)(
    "of its %s and is no JSON is an error of the engine",
    async (what) => {
      const { engine } = engineOf("echo '{'");
      await expect(what === "image" ? engine.image("image") : engine.machine()).rejects.toThrow(
        engineError(/printed what is no JSON$/),
      );
    },
  );

  test("of an engine that does not answer is no machine", async () => {
    expect(await engineOf(`echo '{"ServerVersion":"","NCPU":0}'`).engine.machine()).toBeUndefined();
    expect(await engineOf("exit 125", "podman").engine.machine()).toBeUndefined();
  });

  test("of its engine is asked for once", async () => {
    const { engine, folder } = engineOf(`echo x >> "$HERE/asked"; echo '{"ServerVersion":"1"}'`);
    await engine.machine();
    await engine.machine();
    expect(fs.readFileSync(path.join(folder, "asked"), "utf8")).toBe("x\n");
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
