import * as fs from "node:fs";
import * as path from "node:path";
import { extract } from "tar-stream";
import { temporaryFolder, writeFiles } from "./support/temporary";
import { directory, FileEntry, tarOf, textFile } from "../../src/runner/files";

interface Unpacked {
  readonly name: string;
  readonly type?: string | null;
  readonly mode?: number;
  readonly uid?: number;
  readonly linkname?: string | null;
  readonly text: string;
}

async function unpack(entries: Iterable<FileEntry>): Promise<Unpacked[]> {
  const found: Unpacked[] = [];
  const tar = tarOf(entries);
  const reader = extract();
  tar.on("error", (error) => reader.destroy(error));
  tar.pipe(reader as unknown as NodeJS.WritableStream);
  for await (const entry of reader) {
    const { name, type, mode, uid, linkname } = entry.header;
    const chunks: Buffer[] = [];
    for await (const chunk of entry) chunks.push(chunk as Buffer);
    found.push({ name, type, mode, uid, linkname, text: Buffer.concat(chunks).toString() });
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

  test("is whole when a file has grown since it was listed", async () => {
    const folder = writeFiles(temporaryFolder(), { file: "0123456789" });
    const found = await unpack([fileEntry(path.join(folder, "file"), 4), textFile("/after", "after")]);
    expect(found.map(({ text }) => text)).toEqual(["0123", "after"]);
  });

  test("ends with an error when a file has shrunk", async () => {
    const folder = writeFiles(temporaryFolder(), { file: "0123" });
    await expect(unpack([fileEntry(path.join(folder, "file"), 10)])).rejects.toThrow();
  });

  test("ends with an error that names a file that is gone", async () => {
    const missing = path.join(temporaryFolder(), "gone");
    await expect(unpack([fileEntry(missing, 10), textFile("/after", "")])).rejects.toThrow(missing);
  });
});
