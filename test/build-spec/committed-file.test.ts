import * as fs from "node:fs";
import * as path from "node:path";
import * as fc from "fast-check";
import {
  CommittedFile,
  describeDifference,
  firstDifference,
  isBelow,
} from "../../src/build-spec/committed-file";
import { temporaryFolder } from "../support/temporary-folder";

describe("the first difference of two texts", () => {
  test.each([
    ["a\nb\n", "a\nb\n"],
    ["a\r\nb\r\n", "a\nb\n"],
    ["\ufeffa\r\nb\n", "a\nb\n"],
    ["", ""],
  ])("is none when they say the same: %j", (committed, generated) => {
    expect(firstDifference(committed, generated)).toBeUndefined();
  });

  test.each([
    ["a\nx\nc\n", "a\nb\nc\n", { line: 2, committed: "x", generated: "b" }],
    ["a\n", "a\nb\n", { line: 2, committed: "", generated: "b" }],
    ["a\nb", "a\nb\n", { line: 3, generated: "" }],
    ["a\nb\nc", "a\nb", { line: 3, committed: "c" }],
    ["a \nb", "a\nb", { line: 1, committed: "a ", generated: "a" }],
    ["a\rb", "a\nb", { line: 1, committed: "a\rb", generated: "a" }],
    ["", "a", { line: 1, committed: "", generated: "a" }],
  ])("is the line where they part: %j", (committed, generated, difference) => {
    expect(firstDifference(committed, generated)).toEqual({
      committed: undefined,
      generated: undefined,
      ...difference,
    });
  });

  test("is none exactly for the same text with other line ends", () => {
    const lines = fc.array(fc.string({ unit: fc.constantFrom("a", "b", " ") }), { maxLength: 4 });
    fc.assert(
      fc.property(lines, lines, (one, other) => {
        const difference = firstDifference(`\ufeff${one.join("\r\n")}`, other.join("\n"));
        expect(difference === undefined).toBe(one.join("\n") === other.join("\n"));
      }),
    );
  });

  test("is described on one line, cut where it is long, and cannot act on a terminal", () => {
    const text = describeDifference({ line: 3, committed: "\u001b[2J\n", generated: "x".repeat(200) });
    expect(text).toBe(`line 3 is "\\u001b[2J\\n", the stack generates "${"x".repeat(80)}..."`);
    expect(describeDifference({ line: 9, generated: "a" })).toContain("line 9 is not there");
  });
});

describe("a committed file", () => {
  const folderWith = (files: Record<string, string> = {}) => {
    const folder = fs.realpathSync(temporaryFolder());
    for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(folder, name), text);
    return folder;
  };
  const at = (folder: string, name = "spec.yaml", root: string | undefined = folder) =>
    new CommittedFile(path.join(folder, name), root);

  test("is the same, different or missing", () => {
    expect(at(folderWith({ "spec.yaml": "a\r\n" })).compare("a\n")).toEqual({ state: "same" });
    expect(at(folderWith()).compare("a\n")).toEqual({ state: "missing" });
    expect(at(folderWith(), "new/deep/spec.yaml").compare("a\n")).toEqual({ state: "missing" });
    expect(at(folderWith({ "spec.yaml": "b\n" })).compare("a\n")).toMatchObject({
      state: "different",
      line: 1,
    });
  });

  test.each(["inside.yaml", "../outside.yaml", "nowhere.yaml"])(
    "that is a symbolic link is left alone: to %s",
    (target) => {
      const outer = folderWith({ "outside.yaml": "outside" });
      const folder = path.join(outer, "project");
      fs.mkdirSync(folder);
      fs.writeFileSync(path.join(folder, "inside.yaml"), "inside");
      fs.symlinkSync(target, path.join(folder, "spec.yaml"));
      for (const file of [at(folder), new CommittedFile(path.join(folder, "spec.yaml"))]) {
        expect(file.compare("a\n")).toEqual({
          state: "unusable",
          reason: "it is a symbolic link; name the file itself",
        });
      }
    },
  );

  test("is not reached through a folder that leads out", () => {
    const outer = folderWith();
    const [folder, other] = ["project", "other"].map((name) => path.join(outer, name));
    for (const each of [folder, other]) fs.mkdirSync(each);
    fs.symlinkSync(other, path.join(folder, "link"));
    for (const name of ["link/spec.yaml", "link/new/spec.yaml"]) {
      const file = at(folder, name, folder);
      expect(file.compare("a\n")).toEqual({
        state: "unusable",
        reason: `a symbolic link leads out of ${folder}`,
      });
    }
  });

  test("is reached through a folder that stays inside, and anywhere when it may be anywhere", () => {
    const folder = folderWith();
    fs.mkdirSync(path.join(folder, "real"));
    fs.symlinkSync("real", path.join(folder, "link"));
    fs.writeFileSync(path.join(folder, "real/spec.yaml"), "a\n");
    expect(at(folder, "link/spec.yaml").compare("a\n")).toEqual({ state: "same" });
    const elsewhere = new CommittedFile(path.join(folderWith({ "spec.yaml": "a\n" }), "spec.yaml"));
    expect(elsewhere.compare("a\n")).toEqual({ state: "same" });
  });

  test("that is a folder is left alone", () => {
    const folder = folderWith();
    fs.mkdirSync(path.join(folder, "spec.yaml"));
    expect(at(folder).compare("a\n")).toEqual({ state: "unusable", reason: "it is no file" });
  });

  test("below a file cannot be", () => {
    const folder = folderWith({ file: "" });
    expect(at(folder, "file/spec.yaml").compare("a\n").state).toBe("unusable");
  });
});

describe("whether a path is below a folder", () => {
  test.each([
    ["/a/b", "/a", true],
    ["/a", "/a", true],
    ["/a/..b", "/a", true],
    ["/ab", "/a", false],
    ["/", "/a", false],
    ["/b", "/a", false],
  ])("%s in %s: %s", (file, folder, expected) => {
    expect(isBelow(file, folder)).toBe(expected);
  });
});
