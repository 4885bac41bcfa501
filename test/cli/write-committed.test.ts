import * as fs from "node:fs";
import * as path from "node:path";
import { CommittedFile } from "../../src/build-spec/committed-file";
import { writeCommitted } from "../../src/cli/write-committed";
import { temporaryFolder } from "../support/temporary-folder";

const read = (file: string) => fs.readFileSync(file, "utf8");

describe("writing a committed file", () => {
  const project = () => {
    const outer = fs.realpathSync(temporaryFolder());
    const folder = path.join(outer, "project");
    fs.mkdirSync(folder);
    return { outer, folder };
  };

  test("makes the folders above it, and leaves nothing else", () => {
    const { folder } = project();
    const file = path.join(folder, "new/deep/spec.yaml");
    writeCommitted(new CommittedFile(file, folder), "a\n");
    expect(read(file)).toBe("a\n");
    expect(fs.readdirSync(path.dirname(file))).toEqual(["spec.yaml"]);
  });

  test("replaces it as a whole and keeps its permissions", () => {
    const { folder } = project();
    const file = path.join(folder, "spec.yaml");
    fs.writeFileSync(file, "old", { mode: 0o640 });
    const before = fs.openSync(file, "r");
    writeCommitted(new CommittedFile(file, folder), "new\n");
    // Whoever has the old one open still sees all of it.
    expect(fs.readFileSync(before, "utf8")).toBe("old");
    fs.closeSync(before);
    // eslint-disable-next-line no-bitwise
    expect([read(file), fs.statSync(file).mode & 0o777]).toEqual(["new\n", 0o640]);
    expect(fs.readdirSync(folder)).toEqual(["spec.yaml"]);
  });

  test.each(["inside.yaml", "../outside.yaml", "../nowhere.yaml"])("follows no link: to %s", (target) => {
    const { outer, folder } = project();
    fs.writeFileSync(path.join(outer, "outside.yaml"), "outside");
    fs.writeFileSync(path.join(folder, "inside.yaml"), "inside");
    const file = path.join(folder, "spec.yaml");
    fs.symlinkSync(target, file);
    for (const root of [folder, undefined]) {
      expect(() => writeCommitted(new CommittedFile(file, root), "a\n")).toThrow("symbolic link");
    }
    expect(read(path.join(outer, "outside.yaml"))).toBe("outside");
    expect(read(path.join(folder, "inside.yaml"))).toBe("inside");
    expect(fs.existsSync(path.join(outer, "nowhere.yaml"))).toBe(false);
  });

  test("does not leave its folder by a link above it", () => {
    const { outer, folder } = project();
    fs.mkdirSync(path.join(outer, "other"));
    fs.symlinkSync("../other", path.join(folder, "link"));
    for (const name of ["link/spec.yaml", "link/new/spec.yaml"]) {
      const file = new CommittedFile(path.join(folder, name), folder);
      expect(() => writeCommitted(file, "a\n")).toThrow("leads out of");
    }
    expect(fs.readdirSync(path.join(outer, "other"))).toEqual([]);
  });

  test("does not take a folder or something below a file for it", () => {
    const { folder } = project();
    fs.writeFileSync(path.join(folder, "file"), "");
    expect(() => writeCommitted(new CommittedFile(folder), "a\n")).toThrow("it is no file");
    expect(() => writeCommitted(new CommittedFile(path.join(folder, "file/spec.yaml")), "a\n")).toThrow();
    expect(read(path.join(folder, "file"))).toBe("");
  });
});
