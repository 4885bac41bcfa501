import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { PassThrough, Readable } from "node:stream";
import { ExitCode } from "../../../src/runner/exit-code";
import { saveFile } from "../../../src/runner/record/save-file";
import { temporaryFolder, writeFiles } from "../support/temporary";

describe("a saved file", () => {
  let root: string;
  const save = (content: Readable, mode = 0o644) => saveFile(root, "artifacts/out", content, mode);
  const bytes = (text: string) => Readable.from([Buffer.from(text)], { objectMode: false });
  const kept = () => fs.readdirSync(path.join(root, "artifacts"));

  beforeEach(() => {
    root = temporaryFolder("run");
    fs.mkdirSync(path.join(root, "artifacts"));
  });

  afterEach(() => jest.restoreAllMocks());

  test("is told with its size and digest, and belongs to the user", async () => {
    expect(await save(bytes("text"))).toEqual({
      file: "artifacts/out",
      bytes: 4,
      sha256: createHash("sha256").update("text").digest("hex"),
    });
    expect(fs.statSync(path.join(root, "artifacts/out"))).toMatchObject({
      uid: process.getuid!(),
      gid: process.getegid!(),
    });
  });

  test.each([
    [0o644, 0o022, 0o644],
    [0o755, 0o022, 0o755],
    [0o755, 0o077, 0o700],
  ])("with the permissions %o under the umask %o has %o", async (mode, umask, expected) => {
    const before = process.umask(umask);
    try {
      await save(bytes("text"), mode);
    } finally {
      process.umask(before);
    }
    expect(fs.statSync(path.join(root, "artifacts/out")).mode % 0o10000).toBe(expected);
  });

  test("is not there, not even in part, when the disk is full, and its source is let go", async () => {
    const full = (...args: unknown[]) => {
      expect(kept()).toEqual(["out.part"]);
      const done = args.at(-1) as (error: Error) => void;
      done(Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" }));
    };
    for (const method of ["write", "writev"] as const) {
      jest.spyOn(jest.requireActual<typeof fs>("node:fs"), method).mockImplementation(full as never);
    }
    const source = new PassThrough();
    source.write("some");
    await expect(save(source)).rejects.toMatchObject({
      exitCode: ExitCode.ENGINE,
      message: expect.stringMatching(/artifacts\/out cannot be written: ENOSPC: no space left/) as string,
    });
    expect(kept()).toEqual([]);
    expect(source.destroyed).toBe(true);
  });

  test("is not written through a link in its place", async () => {
    const elsewhere = writeFiles(temporaryFolder("elsewhere"), { target: "theirs" });
    fs.symlinkSync(path.join(elsewhere, "target"), path.join(root, "artifacts/out"));
    await save(bytes("ours"));
    expect(fs.readFileSync(path.join(elsewhere, "target"), "utf8")).toBe("theirs");
    expect(fs.lstatSync(path.join(root, "artifacts/out")).isFile()).toBe(true);
  });

  test("is not written through a link in the place of its first part", async () => {
    const elsewhere = writeFiles(temporaryFolder("elsewhere"), { target: "theirs" });
    fs.symlinkSync(path.join(elsewhere, "target"), path.join(root, "artifacts/out.part"));
    await expect(save(bytes("ours"))).rejects.toMatchObject({ exitCode: ExitCode.ENGINE });
    expect(fs.readFileSync(path.join(elsewhere, "target"), "utf8")).toBe("theirs");
  });

  test("is not written through a link in the place of its folder", async () => {
    const elsewhere = temporaryFolder("elsewhere");
    fs.rmdirSync(path.join(root, "artifacts"));
    fs.symlinkSync(elsewhere, path.join(root, "artifacts"));
    await expect(save(bytes("ours"))).rejects.toMatchObject({
      exitCode: ExitCode.ENGINE,
      message: expect.stringMatching(/has become a link/) as string,
    });
    expect(fs.readdirSync(elsewhere)).toEqual([]);
  });
});
