import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { PassThrough, Readable } from "node:stream";
import { buffer, text } from "node:stream/consumers";
import { Header, pack } from "tar-stream";
import { ExitCode, RunnerError } from "../../../src/runner/exit-code";
import { ArtifactStream, artifactOfFolder, artifactOfTar } from "../../../src/runner/machine/read-artifact";
import { temporaryFolder, writeFiles } from "../support/temporary";

type Entry = Partial<Header> & { readonly text?: string };

/** A tar of these entries, each named `out` where it has no name. */
async function tarWith(...entries: readonly Entry[]): Promise<Buffer> {
  const tar = pack();
  for (const { text: content = "", ...header } of entries) tar.entry({ name: "out", ...header }, content);
  tar.finalize();
  return buffer(tar as unknown as AsyncIterable<Buffer> as Readable);
}

/** Changes a header of a tar, and its checksum, so that it is still one. */
function changed(tar: Buffer, change: (header: Buffer) => void, at = 0): Buffer {
  const header = tar.subarray(at, at + 512);
  change(header);
  header.fill(" ", 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return tar;
}

/** What a run gets of a tar, which comes in pieces of some bytes. */
async function take(
  tar: Buffer,
  {
    largest,
    piece = 100,
    location = "/workspace/out",
  }: { largest?: number; piece?: number; location?: string } = {},
): Promise<{ text: string; mode?: number }> {
  const pieces = Array.from({ length: Math.ceil(tar.length / piece) }, (_, i) =>
    tar.subarray(i * piece, (i + 1) * piece),
  );
  const artifact = await artifactOfTar(Readable.from(pieces, { objectMode: false }), location, largest);
  return { text: await text(artifact), mode: artifact.mode };
}

const failed = (message: RegExp) => ({
  exitCode: ExitCode.FAILED,
  message: expect.stringMatching(message) as string,
});

describe("of the tar of an output is taken", () => {
  test.each([
    ["a text", { text: "made" }, "made"],
    ["an empty file", { text: "" }, ""],
    ["a file of a block's size", { text: "x".repeat(512) }, "x".repeat(512)],
    ["a file larger than any buffer", { text: "x".repeat(3_000_001) }, "x".repeat(3_000_001)],
    ["a file with a long name", { name: `${"d".repeat(150)}/${"n".repeat(200)}`, text: "made" }, "made"],
    ["a file with any characters in its name", { name: "ünï\n🙂:", text: "made" }, "made"],
  ])("%s", async (_, entry: Entry, expected) => {
    expect((await take(await tarWith(entry), { location: entry.name })).text).toBe(expected);
  });

  test("a file that GNU tar has given a long name in an entry of its own", async () => {
    const folder = writeFiles(temporaryFolder(), { [`${"n".repeat(150)}/${"m".repeat(150)}`]: "made" });
    const name = fs
      .readdirSync(folder, { recursive: true, encoding: "utf8" })
      .find((file) => file.includes("/"))!;
    const tar = execFileSync("tar", ["--format=gnu", "-C", folder, "-cf", "-", name]);
    expect((await take(tar, { location: `/workspace/${name}` })).text).toBe("made");
  });

  test("one byte at a time as well as all at once", async () => {
    const location = "n".repeat(200);
    const tar = await tarWith({ name: location, text: "made" });
    expect((await take(tar, { location, piece: 1 })).text).toBe("made");
    expect((await take(tar, { location, piece: tar.length })).text).toBe("made");
  });

  test.each([
    [0o644, 0o644],
    [0o600, 0o644],
    [0o000, 0o644],
    [0o755, 0o755],
    [0o700, 0o755],
    [0o4755, 0o755],
    [0o2777, 0o755],
    [0o1666, 0o644],
    [0o655, 0o644],
  ])("no permission but those of a plain file: %o becomes %o", async (mode, expected) => {
    const tar = changed(await tarWith({ text: "made" }), (header) => {
      header.write(`${mode.toString(8).padStart(7, "0")}\0`, 100);
    });
    expect((await take(tar)).mode).toBe(expected);
  });

  test("no owner", async () => {
    const artifact = await take(await tarWith({ text: "made", uid: 4711, gid: 4711, uname: "somebody" }));
    expect(artifact).toEqual({ text: "made", mode: 0o644 });
  });
});

describe("of the tar of an output is refused", () => {
  test.each<[string, Entry, RegExp]>([
    ["a link", { type: "symlink", linkname: "/etc/passwd" }, /is a link to "\/etc\/passwd"; only .* cp -L/],
    ["a link that stays inside", { type: "symlink", linkname: "./other" }, /is a link to ".\/other"/],
    ["a hard link", { type: "link", linkname: "etc/shadow" }, /is a link to "etc\/shadow"/],
    ["a directory", { type: "directory" }, /is a directory; only .* tar -czf \/workspace\/out\.tar\.gz -C \/workspace\/out \./], // prettier-ignore
    [
      "a character device",
      { type: "character-device", devmajor: 1, devminor: 5 },
      /is a character device; only/,
    ],
    ["a block device", { type: "block-device", devmajor: 8, devminor: 0 }, /is a block device; only/],
    ["a pipe", { type: "fifo" }, /is a fifo; only/],
    ["a contiguous file", { type: "contiguous-file", text: "x" }, /is a contiguous file; only/],
  ])("%s", async (_, entry, message) => {
    await expect(take(await tarWith(entry))).rejects.toMatchObject(failed(message));
  });

  test("a folder with files in it, before the first of them is read", async () => {
    const tar = await tarWith(
      { name: "out", type: "directory" },
      { name: "out/a", text: "x".repeat(5_000_000) },
    );
    await expect(take(tar)).rejects.toMatchObject(failed(/is a directory/));
  });

  test.each(["S", "K", "D", "V", "M", "9", "\x80"])("an entry of the kind %j", async (kind) => {
    const tar = changed(await tarWith({ text: "made" }), (header) => header.write(kind, 156, "latin1"));
    await expect(take(tar)).rejects.toMatchObject({ exitCode: ExitCode.FAILED });
  });

  test("a sparse file of the pax format, whose bytes are not its content", async () => {
    const pax = { "GNU.sparse.major": "1", "GNU.sparse.minor": "0", "GNU.sparse.realsize": "1000000" };
    await expect(take(await tarWith({ text: "1\n0\n512\n", pax }))).rejects.toMatchObject(failed(/a sparse file of GNU tar/)); // prettier-ignore
  });

  test("a file of another name, which podman takes for a link that it has followed", async () => {
    const tar = await tarWith({ name: "passwd", text: "root" });
    await expect(take(tar)).rejects.toMatchObject(failed(/out is a link to "passwd"; only .* cp -L/));
  });

  test("a second file", async () => {
    const tar = await tarWith({ text: "one" }, { name: "../../etc/cron.d/two", text: "two" });
    await expect(take(tar)).rejects.toMatchObject(failed(/is more than one file/));
  });

  test("a link after the file", async () => {
    const tar = await tarWith({ text: "one" }, { type: "symlink", linkname: "/etc/passwd" });
    await expect(take(tar)).rejects.toMatchObject(failed(/is more than one file/));
  });

  test("a file that is too large, before it is read", async () => {
    const tar = await tarWith({ text: "x".repeat(1000) });
    await expect(take(tar, { largest: 999 })).rejects.toMatchObject(
      failed(/has 1000 bytes; at most 999 can be taken out/),
    );
    expect((await take(tar, { largest: 1000 })).text).toHaveLength(1000);
  });

  test("a size beyond the default limit, however it is written", async () => {
    const octal = changed(await tarWith({ text: "x" }), (header) => header.write("77777777777\0", 124));
    const binary = changed(await tarWith({ text: "x" }), (header) => {
      header.fill(0, 124, 136);
      header[124] = 0x80;
      header.writeUInt32BE(1024, 128);
    });
    const pax = await tarWith({ text: "x", pax: { size: "99999999999999" } });
    for (const tar of [octal, binary, pax]) {
      await expect(take(tar)).rejects.toMatchObject(failed(/at most 4294967296 can be taken out/));
    }
  });

  test.each(["-1", "x"])("a size of %s in a pax header", async (size) => {
    await expect(take(await tarWith({ text: "x", pax: { size } }))).rejects.toMatchObject(
      failed(/cannot be taken out/),
    );
  });

  test.each([0, 1, 511, 512, 513, 1023])("what ends after %i bytes", async (bytes) => {
    const tar = await tarWith({ text: "x".repeat(600) });
    await expect(take(tar.subarray(0, bytes))).rejects.toMatchObject(
      failed(/does not exist|cannot be taken out/),
    );
  });

  test("what is followed by something that is no tar", async () => {
    const tar = await tarWith({ text: "x" });
    tar.fill("garbage!", 1024, 1536);
    await expect(take(tar)).rejects.toMatchObject(failed(/cannot be taken out/));
  });

  test("what is no tar at all", async () => {
    await expect(take(Buffer.alloc(2048, "garbage!"))).rejects.toMatchObject(failed(/cannot be taken out/));
  });

  test("a tar without anything in it", async () => {
    await expect(take(await tarWith())).rejects.toMatchObject(failed(/\/workspace\/out does not exist/));
  });
});

describe("an engine that", () => {
  /** A tar that begins and then fails. */
  const broken = async (error: Error, bytes: number) => {
    const start = (await tarWith({ text: "x".repeat(5000) })).subarray(0, bytes);
    return Readable.from((function* () { if (bytes > 0) yield start; throw error; })(), { objectMode: false }); // prettier-ignore
  };
  const gone = new RunnerError(ExitCode.ENGINE, "docker cp failed: Cannot connect to the Docker daemon");

  test.each([0, 300])("is gone after %i bytes has its own words and exit code", async (bytes) => {
    await expect(artifactOfTar(await broken(gone, bytes), "/out")).rejects.toBe(gone);
  });

  test("is gone in the middle of the file ends it with its own words", async () => {
    const artifact = await artifactOfTar(await broken(gone, 2000), "/out");
    await expect(text(artifact)).rejects.toBe(gone);
  });

  test.each([
    "docker cp failed: Error response from daemon: Could not find the file /out in container 0123",
    "docker cp failed: Error: No such container:path: 0123:/out",
    'podman cp failed: Error: "/out" could not be found on container 0123: no such file or directory',
  ])("says %j has no such file", async (message) => {
    const tar = await broken(new RunnerError(ExitCode.ENGINE, message), 0);
    await expect(artifactOfTar(tar, "/out")).rejects.toMatchObject(failed(/^\/out does not exist$/));
  });

  test("still sends is let go when nobody reads on", async () => {
    const endless = new PassThrough();
    endless.write((await tarWith({ text: "x".repeat(5000) })).subarray(0, 2000));
    (await artifactOfTar(endless, "/out")).destroy();
    await new Promise((resolve) => endless.once("close", resolve));
    expect(endless.destroyed).toBe(true);
  });

  test("still sends is let go when it is refused", async () => {
    const endless = new PassThrough();
    endless.write(await tarWith({ type: "directory" }));
    await expect(artifactOfTar(endless, "/out")).rejects.toThrow();
    expect(endless.destroyed).toBe(true);
  });
});

describe("of a folder of this machine is taken", () => {
  let folder: string;

  beforeEach(() => {
    folder = fs.realpathSync(
      writeFiles(temporaryFolder("root"), { "made.txt": "made", "a/b.txt": "below", empty: "" }),
    );
  });

  const taken = async (file: string) => text(await artifactOfFolder(folder, file));

  test.each([
    ["made.txt", "made"],
    ["a/b.txt", "below"],
    ["a/../made.txt", "made"],
    ["empty", ""],
  ])("%s", async (file, content) => {
    expect(await taken(path.join(folder, file))).toBe(content);
    expect(await taken(file)).toBe(content);
  });

  test("a file behind a link that stays in the folder", async () => {
    fs.symlinkSync("a", path.join(folder, "link"));
    expect(await taken("link/b.txt")).toBe("below");
  });

  test("a file with no more than the permissions of a plain one", async () => {
    const modes: (number | undefined)[] = [];
    for (const mode of [0o600, 0o4755, 0o2700, 0o1644]) {
      fs.chmodSync(path.join(folder, "made.txt"), mode);
      const artifact: ArtifactStream = await artifactOfFolder(folder, "made.txt");
      modes.push(artifact.mode);
      artifact.destroy();
    }
    expect(modes).toEqual([0o644, 0o755, 0o755, 0o644]);
  });

  test("as much as a file had when its copy began, though it grows", async () => {
    const artifact = await artifactOfFolder(folder, "made.txt");
    fs.appendFileSync(path.join(folder, "made.txt"), " and more");
    expect(await text(artifact)).toBe("made");
  });
});

describe("of a folder of this machine is refused", () => {
  let folder: string;

  beforeEach(() => {
    const parent = writeFiles(temporaryFolder("parent"), {
      "outside.txt": "secret",
      "root/in.txt": "in",
      "root/a/b": "",
    });
    folder = path.join(parent, "root");
  });

  const refusal = (file: string, largest?: number) =>
    artifactOfFolder(folder, file, largest).then(text, (error: unknown) => error);

  test.each([
    "../outside.txt",
    "a/../../outside.txt",
    "/etc/passwd",
    "/dev/zero",
    "/proc/self/environ",
    ".",
    "a/..",
    "..",
  ])("what is at %s", async (file) => {
    expect(await refusal(file)).toMatchObject(failed(/outside of .*\$OCI_WORKSPACE_DIR/));
  });

  test("what is behind a link that leads out", async () => {
    fs.symlinkSync("..", path.join(folder, "up"));
    fs.symlinkSync("/etc", path.join(folder, "etc"));
    for (const file of ["up/outside.txt", "etc/passwd", "a/../up/outside.txt"]) {
      expect(await refusal(file)).toMatchObject(failed(/outside of/));
    }
  });

  test.each(["in.txt", "../outside.txt", "/etc/passwd", "no/where"])("a link to %s", async (target) => {
    fs.symlinkSync(target, path.join(folder, "link"));
    expect(await refusal("link")).toMatchObject(
      failed(new RegExp(`link is a link to "${target.replaceAll(".", "\\.")}"; only`)),
    );
  });

  test("a directory, with the command that packs it", async () => {
    fs.mkdirSync(path.join(folder, "my app"));
    expect(await refusal("my app")).toMatchObject(failed(/tar -czf 'my app\.tar\.gz' -C 'my app' \./));
  });

  test("a pipe, which is not waited for", async () => {
    execFileSync("mkfifo", [path.join(folder, "pipe")]);
    expect(await refusal("pipe")).toMatchObject(failed(/pipe is a fifo; only/));
  });

  test.each(["missing", "missing/below", "in.txt/below"])("%s, which is not there", async (file) => {
    expect(await refusal(file)).toMatchObject(failed(/does not exist$/));
  });

  test("a file that is too large", async () => {
    expect(await refusal("in.txt", 1)).toMatchObject(failed(/has 2 bytes; at most 1 can be taken out/));
  });

  test("a file that becomes shorter meanwhile", async () => {
    fs.writeFileSync(path.join(folder, "in.txt"), "x".repeat(200_000));
    const artifact = await artifactOfFolder(folder, "in.txt");
    fs.truncateSync(path.join(folder, "in.txt"), 100);
    await expect(text(artifact)).rejects.toMatchObject(failed(/has become shorter/));
  });

  test("a file that the user may not read", async () => {
    fs.chmodSync(path.join(folder, "in.txt"), 0o000);
    fs.chmodSync(path.dirname(folder), 0o755);
    await asNobody(async () => {
      expect(await refusal("in.txt")).toMatchObject(failed(/permission denied; make it readable in a step/));
    });
  });
});

/** Does something as a user who is not root. */
async function asNobody(action: () => Promise<void>): Promise<void> {
  if (process.getuid!() !== 0) return action();
  process.seteuid!(65534);
  try {
    await action();
  } finally {
    process.seteuid!(0);
  }
}
