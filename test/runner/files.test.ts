import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { Readable } from "node:stream";
import { extract } from "tar-stream";
import { temporaryFolder, writeFiles } from "./support/temporary";
import { directory, FileEntry, tarOf, textFile } from "../../src/runner/files";

interface Unpacked {
  readonly name: string;
  readonly type?: string | null;
  readonly mode?: number;
  readonly uid?: number;
  readonly linkname?: string | null;
  readonly mtime?: Date;
  readonly text: string;
}

async function unpack(entries: Iterable<FileEntry>): Promise<Unpacked[]> {
  const found: Unpacked[] = [];
  const tar = tarOf(entries);
  const reader = extract();
  tar.on("error", (error) => reader.destroy(error));
  tar.pipe(reader as unknown as NodeJS.WritableStream);
  for await (const entry of reader) {
    const { name, type, mode, uid, linkname, mtime } = entry.header;
    const chunks: Buffer[] = [];
    for await (const chunk of entry) chunks.push(chunk as Buffer);
    found.push({ name, type, mode, uid, linkname, mtime, text: Buffer.concat(chunks).toString() });
  }
  return found;
}

function fileEntry(file: string, size = fs.statSync(file).size): FileEntry {
  return { path: `/workspace/${path.basename(file)}`, mode: 0o755, content: { kind: "file", file, size } };
}

describe("a tar of files", () => {
  test("holds directories, texts, files and links, owned by root and relative to the root", async () => {
    const folder = writeFiles(temporaryFolder(), { file: "from disk" });
    const link: FileEntry = {
      path: "/workspace/link",
      mode: 0o777,
      content: { kind: "link", target: "../../etc/passwd" },
    };
    const found = await unpack([
      directory("/workspace"),
      textFile("/workspace/text", "größe", 0o600),
      fileEntry(path.join(folder, "file")),
      link,
    ]);
    expect(found).toMatchObject([
      { name: "workspace", type: "directory", mode: 0o755, uid: 0 },
      { name: "workspace/text", type: "file", mode: 0o600, uid: 0, text: "größe" },
      { name: "workspace/file", type: "file", mode: 0o755, uid: 0, text: "from disk" },
      { name: "workspace/link", type: "symlink", linkname: "../../etc/passwd" },
    ]);
  });

  test("holds empty texts and empty files without losing what follows", async () => {
    const folder = writeFiles(temporaryFolder(), { empty: "" });
    const found = await unpack([
      textFile("/a", ""),
      fileEntry(path.join(folder, "empty")),
      textFile("/b", "last"),
    ]);
    expect(found.map(({ name, text }) => [name, text])).toEqual([
      ["a", ""],
      ["workspace/empty", ""],
      ["b", "last"],
    ]);
  });

  test.each([
    "line\nbreak",
    "ünï🙂",
    "'quotes\" \\",
    "d".repeat(90) + "/" + "n".repeat(200),
    " blanks ",
    "...",
  ])("keeps the name %j", async (name) => {
    const found = await unpack([textFile(`/workspace/${name}`, "text")]);
    expect(found).toMatchObject([{ name: `workspace/${name}`, text: "text" }]);
  });

  test("keeps a long target of a link", async () => {
    const target = "../".repeat(80) + "ünï";
    const found = await unpack([{ path: "/link", mode: 0o777, content: { kind: "link", target } }]);
    expect(found[0].linkname).toBe(target);
  });

  test("holds files that are larger than any buffer", async () => {
    const file = path.join(temporaryFolder(), "large");
    fs.writeFileSync(file, Buffer.alloc(3_000_000, "x"));
    const found = await unpack([fileEntry(file), textFile("/after", "after")]);
    expect(found.map(({ text }) => text.length)).toEqual([3_000_000, 5]);
  });

  test.each([0, 4, 10, 100])(
    "holds a file as it is when it is read, though it was listed with %i bytes",
    async (size) => {
      const folder = writeFiles(temporaryFolder(), { file: "0123456789" });
      const found = await unpack([fileEntry(path.join(folder, "file"), size), textFile("/after", "after")]);
      expect(found.map(({ text }) => text)).toEqual(["0123456789", "after"]);
    },
  );

  test("holds bytes that come from elsewhere, at once or as a stream", async () => {
    const large = "x".repeat(2_000_000);
    const blob = (name: string, text: string, read: () => Buffer | Readable): FileEntry => {
      return { path: `/${name}`, mode: 0o755, content: { kind: "blob", size: text.length, read } };
    };
    const found = await unpack([
      blob("small", "text", () => Buffer.from("text")),
      blob("empty", "", () => Buffer.alloc(0)),
      blob("large", large, () => Readable.from([Buffer.from(large)], { objectMode: false })),
      textFile("/after", "after"),
    ]);
    expect(found.map(({ name, mode }) => [name, mode]).slice(0, 3)).toEqual([["small", 0o755], ["empty", 0o755], ["large", 0o755]]); // prettier-ignore
    expect(found.map(({ text }) => text)).toEqual(["text", "", large, "after"]);
  });

  test("has the time of a fresh clone, as some tools take no file of 1970", async () => {
    const before = Math.floor(Date.now() / 1000) * 1000;
    const [{ mtime }] = await unpack([textFile("/a", "")]);
    expect(mtime!.getTime()).toBeGreaterThanOrEqual(before);
  });

  test("ends with an error that names a large file that has shrunk while it was read", async () => {
    const file = path.join(temporaryFolder(), "large");
    fs.writeFileSync(file, Buffer.alloc(20_000_000));
    const shrinking = async () => {
      for await (const _ of tarOf([fileEntry(file)])) fs.truncateSync(file, 10);
    };
    await expect(shrinking()).rejects.toThrow(`${file} changed while it was read`);
  });

  test("ends with an error that names a stream of a wrong size", async () => {
    const read = () => Readable.from([Buffer.from("short")], { objectMode: false });
    await expect(
      unpack([{ path: "/a", mode: 0o644, content: { kind: "blob", size: 10, read } }]),
    ).rejects.toThrow();
  });

  test.each(["link", "folder", "pipe"])(
    "does not follow, enter or wait for what has become a %s",
    async (kind) => {
      const folder = writeFiles(temporaryFolder(), { secret: "secret", "folder/a": "" });
      fs.symlinkSync("secret", path.join(folder, "link"));
      execFileSync("mkfifo", [path.join(folder, "pipe")]);
      const file = path.join(folder, kind);
      await expect(unpack([fileEntry(file, 6)])).rejects.toThrow(`${file} changed while it was read`);
    },
  );

  test("of 20,000 files holds every one of them", async () => {
    const names = Array.from({ length: 20_000 }, (_, i) => `/workspace/${i % 100}/${i}`);
    const found = await unpack(names.map((name) => textFile(name, name)));
    expect(found.map(({ name }) => `/${name}`)).toEqual(names);
    expect(found.every(({ name, text }) => text === `/${name}`)).toBe(true);
  });

  test("ends with an error that names a file that is gone", async () => {
    const missing = path.join(temporaryFolder(), "gone");
    await expect(unpack([fileEntry(missing, 10), textFile("/after", "")])).rejects.toThrow(missing);
  });
});
