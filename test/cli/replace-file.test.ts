import * as fs from "node:fs";
import * as path from "node:path";
import { replaceFile } from "../../src/cli/replace-file";
import { temporaryFolder } from "../support/temporary-folder";

jest.mock("node:fs", () => {
  const actual = jest.requireActual<typeof fs>("node:fs");
  return { ...actual, renameSync: jest.fn(actual.renameSync) };
});

describe("a file that is replaced", () => {
  test.each([0o600, 0o644, 0o755])("keeps its mode %o, and leaves nothing else in its folder", (mode) => {
    const file = path.join(temporaryFolder(), "a.yaml");
    fs.writeFileSync(file, "old");
    fs.chmodSync(file, mode);
    replaceFile(file, "new");
    expect(fs.readFileSync(file, "utf8")).toBe("new");
    // eslint-disable-next-line no-bitwise
    expect(fs.statSync(file).mode & 0o7777).toBe(mode);
    expect(fs.readdirSync(path.dirname(file))).toEqual(["a.yaml"]);
  });

  test("is the target of a symbolic link, which stays one", () => {
    const folder = temporaryFolder();
    fs.mkdirSync(path.join(folder, "real"));
    fs.writeFileSync(path.join(folder, "real", "a.yaml"), "old");
    fs.symlinkSync("real/a.yaml", path.join(folder, "link.yaml"));
    replaceFile(path.join(folder, "link.yaml"), "new");
    expect(fs.lstatSync(path.join(folder, "link.yaml")).isSymbolicLink()).toBe(true);
    expect(fs.readFileSync(path.join(folder, "real", "a.yaml"), "utf8")).toBe("new");
  });

  test("is read as before by who has opened it", () => {
    const file = path.join(temporaryFolder(), "a.yaml");
    fs.writeFileSync(file, "old");
    const descriptor = fs.openSync(file, "r");
    replaceFile(file, "new");
    expect(fs.readFileSync(descriptor, "utf8")).toBe("old");
    fs.closeSync(descriptor);
  });

  test("stays as it was when writing fails, with nothing left beside it", () => {
    const folder = temporaryFolder();
    const file = path.join(folder, "a.yaml");
    fs.writeFileSync(file, "old");
    jest.mocked(fs.renameSync).mockImplementationOnce(() => {
      throw new Error("no space");
    });
    expect(() => replaceFile(file, "new")).toThrow("no space");
    expect(fs.readFileSync(file, "utf8")).toBe("old");
    expect(fs.readdirSync(folder)).toEqual(["a.yaml"]);
  });

  test("may have the longest name that there is", () => {
    const file = path.join(temporaryFolder(), `${"a".repeat(250)}.yaml`);
    fs.writeFileSync(file, "old");
    replaceFile(file, "new");
    expect(fs.readFileSync(file, "utf8")).toBe("new");
  });

  test("must be there", () => {
    const folder = temporaryFolder();
    expect(() => replaceFile(path.join(folder, "gone.yaml"), "new")).toThrow("ENOENT");
    expect(fs.readdirSync(folder)).toEqual([]);
  });
});
