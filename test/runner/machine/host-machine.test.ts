import * as fs from "node:fs";
import * as path from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { ExitCode } from "../../../src/runner/exit-code";
import { directory, textFile } from "../../../src/runner/files";
import { HostMachine } from "../../../src/runner/machine/host-machine";
import { temporaryFolder, writeFiles } from "../support/temporary";

describe("this host as a build runner", () => {
  let machine: HostMachine;

  beforeEach(() => {
    machine = HostMachine.create("app", "OCI_BUILD_RUN_ID=test");
  });

  afterEach(() => machine.dispose());

  test("has a workspace and a session directory of its own, the latter for no other user", async () => {
    const other = HostMachine.create("app", "OCI_BUILD_RUN_ID=test");
    expect(other.workspace).not.toBe(machine.workspace);
    expect(fs.statSync(machine.sessionDirectory).mode % 0o1000).toBe(0o700);
    await other.dispose();
  });

  test("takes directories, texts, files with their permissions, and links as links", async () => {
    const source = path.join(writeFiles(temporaryFolder(), { "run.sh": "from disk" }), "run.sh");
    await machine.put([
      directory(`${machine.workspace}/app/empty`),
      textFile(`${machine.workspace}/app/deep/text`, "text", 0o600),
      {
        path: `${machine.workspace}/app/run.sh`,
        mode: 0o755,
        content: { kind: "file", file: source, size: 9 },
      },
      {
        path: `${machine.workspace}/app/link`,
        mode: 0o777,
        content: { kind: "link", target: "/etc/passwd" },
      },
    ]);
    const inApp = (name: string) => path.join(machine.workspace, "app", name);
    expect(fs.readdirSync(inApp("empty"))).toEqual([]);
    expect(fs.readFileSync(inApp("deep/text"), "utf8")).toBe("text");
    expect(fs.statSync(inApp("deep/text")).mode % 0o1000).toBe(0o600);
    expect(fs.readFileSync(inApp("run.sh"), "utf8")).toBe("from disk");
    expect(fs.statSync(inApp("run.sh")).mode % 0o1000).toBe(0o755);
    expect(fs.readlinkSync(inApp("link"))).toBe("/etc/passwd");
  });

  test("gives out a regular file", async () => {
    await machine.put([textFile(`${machine.workspace}/out`, "made")]);
    expect(await text(await machine.read(`${machine.workspace}/out`))).toBe("made");
  });

  test("gives out nothing else", async () => {
    const target = path.join(machine.workspace, "target");
    const link = path.join(machine.workspace, "link");
    await machine.put([textFile(target, "secret"), directory(path.join(machine.workspace, "folder"))]);
    fs.symlinkSync(target, link);
    for (const file of [
      link,
      path.join(machine.workspace, "folder"),
      path.join(machine.workspace, "missing"),
      "/dev/zero",
    ]) {
      await expect(machine.read(file)).rejects.toMatchObject({ exitCode: ExitCode.FAILED });
    }
  });

  test("takes bytes that are elsewhere until they are read", async () => {
    const blob = (read: () => Buffer | Readable) => ({ kind: "blob" as const, size: 3, read });
    await machine.put([
      { path: `${machine.workspace}/one`, mode: 0o755, content: blob(() => Buffer.from("one")) },
      {
        path: `${machine.workspace}/two`,
        mode: 0o644,
        content: blob(() => Readable.from([Buffer.from("two")])),
      },
    ]);
    const files = ["one", "two"].map((name) => path.join(machine.workspace, name));
    expect(files.map((file) => fs.readFileSync(file, "utf8"))).toEqual(["one", "two"]);
    expect(files.map((file) => fs.statSync(file).mode % 0o1000)).toEqual([0o755, 0o644]);
  });

  /** Runs a program beside the machine's own process. */
  async function exec(
    user: string,
    ...command: string[]
  ): Promise<{ stdout: string; stderr: string; code: unknown }> {
    const child = machine.exec(user, command);
    child.stdin.end();
    const [stdout, stderr, code] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      new Promise((resolve) => child.on("close", resolve)),
    ]);
    return { stdout, stderr, code };
  }

  test("runs a program in the primary source's directory, as the leader of a session of its own", async () => {
    await machine.put([directory(`${machine.workspace}/app`)]);
    const script =
      'pwd; read -r _ _ _ _ _ session _ < /proc/$$/stat; [ "$session" = "$$" ] && echo "leads $1"';
    expect(await exec(machine.user, "sh", "-c", script, "sh", "a  b")).toEqual({
      stdout: `${fs.realpathSync(machine.workspace)}/app\nleads a  b\n`,
      stderr: "",
      code: 0,
    });
  });

  test("fails a program whose directory is not there", async () => {
    expect(await exec(machine.user, "echo", "never")).toMatchObject({ stdout: "", code: 126 });
  });

  test("runs nothing as another user", async () => {
    expect(await exec("somebody", "echo", "never")).toEqual({
      stdout: "",
      stderr: `unable to run a step as somebody: on the host steps run as ${machine.user}; take a container\n`,
      code: 126,
    });
  });

  test("leaves nothing behind", async () => {
    await machine.put([
      textFile(`${machine.workspace}/app/file`, "text"),
      directory(`${machine.workspace}/locked`, 0o500),
    ]);
    await machine.dispose();
    expect(fs.existsSync(path.dirname(machine.workspace))).toBe(false);
  });
});
