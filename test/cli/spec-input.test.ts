import * as fs from "node:fs";
import * as path from "node:path";
import { Readable } from "node:stream";
import { decoded, isText, readSpecs } from "../../src/cli/spec-input";
import { temporaryFolder } from "../support/temporary-folder";

const NOTHING = Readable.from([]);

describe("reading build specifications", () => {
  test("gives names, paths and bytes in the order of the files", async () => {
    const file = path.join(temporaryFolder(), "a.yaml");
    fs.writeFileSync(file, "abc");
    expect(
      await readSpecs(["-", file, file], Readable.from([Buffer.from("x"), Buffer.from("yz")]), "validate -"),
    ).toEqual({
      specs: [
        { name: "standard input", bytes: Buffer.from("xyz") },
        { name: file, path: file, bytes: Buffer.from("abc") },
      ],
      problems: [],
    });
  });

  test("reads no more than is needed to see that a text is too long", async () => {
    let sent = 0;
    const endless = new Readable({
      read() {
        sent += 65_536;
        this.push(Buffer.alloc(65_536, "x"));
      },
    });
    const { specs } = await readSpecs(["-"], endless, "validate -");
    expect(specs[0].bytes.length).toBeGreaterThan(3_000_000);
    expect(specs[0].bytes.length).toBeLessThan(3_001_000);
    expect(sent).toBeLessThan(4_000_000);
  });

  test("takes every character that a text may have, however many bytes it has", async () => {
    const file = path.join(temporaryFolder(), "a.yaml");
    const text = "漢".repeat(1_000_001);
    fs.writeFileSync(file, text);
    const { specs } = await readSpecs([file], NOTHING, "validate -");
    expect(decoded(specs[0].bytes)).toBe(text);
  });

  test("reads files of which the kernel does not know the size", async () => {
    const { specs } = await readSpecs(["/proc/self/status"], NOTHING, "validate -");
    expect(specs[0].bytes.toString()).toMatch(/^Name:.*\n[^]*\nPid:/);
  });

  test("lists all that cannot be read", async () => {
    const folder = temporaryFolder();
    const failing = new Readable({ read: () => failing.destroy(new Error("it is a folder")) });
    const { specs, problems } = await readSpecs(
      [folder, `${folder}/gone`, "-", "/dev/zero"],
      failing,
      "validate -",
    );
    expect(specs).toEqual([]);
    expect(problems).toEqual([
      `${folder}: cannot be read: it is no regular file; give its text on standard input, as -`,
      expect.stringContaining(`${folder}/gone: cannot be read: ENOENT`),
      "standard input: cannot be read: it is a folder",
      expect.stringContaining("/dev/zero: cannot be read: it is no regular file"),
    ]);
  });

  test("does not wait for somebody to type", async () => {
    const terminal = Object.assign(Readable.from([]), { isTTY: true });
    await expect(readSpecs(["-"], terminal, "validate -")).rejects.toThrow(
      "validate - reads a build specification from standard input, which is a terminal",
    );
  });
});

describe("the text of a build specification", () => {
  test.each([
    ["UTF-8", Buffer.from("é")],
    ["UTF-8 with a byte order mark", Buffer.from("\ufeffé")],
    ["UTF-16 of little endian", Buffer.from("\ufeffé", "utf16le")],
    ["UTF-16 of big endian", Buffer.from("\ufeffé", "utf16le").swap16()],
  ])("is decoded from %s", (_, bytes) => {
    expect(decoded(bytes)).toBe("é");
    expect(isText(bytes)).toBe(true);
  });

  test("has a replacement for each byte that is not UTF-8", () => {
    const bytes = Buffer.from([0x61, 0xe4, 0x62]);
    expect(decoded(bytes)).toBe("a\ufffdb");
    expect(isText(bytes)).toBe(false);
  });
});
