import * as fs from "node:fs";
import * as path from "node:path";
import { git, temporaryFolder, writeFiles } from "./support/temporary";
import { FileEntry } from "../../src/runner/files";
import { sourceFiles, sourceFolder } from "../../src/runner/source-files";

function entries(folder: string): FileEntry[] {
  return sourceFiles(sourceFolder("app", folder), "/workspace");
}

/** Paths of the files and links, relative to the source, in order. */
function files(folder: string): string[] {
  return entries(folder)
    .filter(({ content }) => content.kind !== "directory")
    .map((entry) => path.relative("/workspace/app", entry.path))
    .sort();
}

function find(folder: string, name: string): FileEntry[] {
  return entries(folder).filter((entry) => entry.path === `/workspace/app/${name}`);
}

function repository(tracked: Readonly<Record<string, string>>): string {
  const folder = writeFiles(temporaryFolder("repository"), tracked);
  git(folder, "init", "--quiet");
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--message", "first");
  return folder;
}

describe("the files of a git working tree", () => {
  test("are those that git tracks and does not ignore, as they are now", () => {
    const folder = repository({
      ".gitignore": "node_modules/\n*.log\n",
      "a.txt": "committed",
      "src/b.txt": "b",
    });
    writeFiles(folder, {
      "node_modules/x/y.js": "",
      "debug.log": "",
      "src/untracked.txt": "",
      "a.txt": "changed",
    });
    expect(files(folder)).toEqual([".gitignore", "a.txt", "src/b.txt", "src/untracked.txt"]);
    expect(find(folder, "a.txt")[0].content).toEqual({
      kind: "file",
      file: path.join(folder, "a.txt"),
      size: 7,
    });
  });

  test("hold a tracked file even where it is ignored, and nothing of .git", () => {
    const folder = repository({ "kept.log": "" });
    writeFiles(folder, { ".gitignore": "*.log\n" });
    expect(files(folder)).toEqual([".gitignore", "kept.log"]);
  });

  test("do not hold what is deleted", () => {
    const folder = repository({ "gone.txt": "", "gone/too.txt": "", "stays.txt": "" });
    fs.rmSync(path.join(folder, "gone.txt"));
    fs.rmSync(path.join(folder, "gone"), { recursive: true });
    expect(files(folder)).toEqual(["stays.txt"]);
  });

  test("keep their permissions", () => {
    const folder = repository({ "run.sh": "", "plain.txt": "" });
    fs.chmodSync(path.join(folder, "run.sh"), 0o755);
    fs.chmodSync(path.join(folder, "plain.txt"), 0o640);
    expect(find(folder, "run.sh")[0].mode).toBe(0o755);
    expect(find(folder, "plain.txt")[0].mode).toBe(0o640);
  });

  test.each([
    "with blank.txt",
    `quotes'"\`.txt`,
    "line\nbreak.txt",
    "ünï🙂.txt",
    "-dash",
    "a:b*?[x]",
    "back\\slash",
  ])("may be named %j", (name) => {
    const folder = repository({ [name]: "tracked", [`dir/${name}`]: "in a folder" });
    writeFiles(folder, { [`new/${name}`]: "untracked" });
    expect(files(folder)).toEqual([name, `dir/${name}`, `new/${name}`].sort());
  });

  test("of a folder below the repository's root are relative to that folder", () => {
    const folder = repository({
      "functions/one/func.yaml": "",
      "functions/two/func.yaml": "",
      "top.txt": "",
    });
    expect(files(path.join(folder, "functions/one"))).toEqual(["func.yaml"]);
  });

  test("come after the directories they are in, each once", () => {
    const folder = repository({ "a/b/one": "", "a/b/two": "", "a/c": "" });
    const found = entries(folder).map((entry) => entry.path);
    expect(found.slice(0, 3)).toEqual(["/workspace/app", "/workspace/app/a", "/workspace/app/a/b"]);
    expect(new Set(found).size).toBe(found.length);
  });

  test("stand there once in the middle of a merge with conflicts", () => {
    const folder = repository({ file: "base" });
    git(folder, "checkout", "--quiet", "-b", "other");
    fs.writeFileSync(path.join(folder, "file"), "theirs");
    git(folder, "commit", "--quiet", "--all", "--message", "theirs");
    git(folder, "checkout", "--quiet", "-");
    fs.writeFileSync(path.join(folder, "file"), "ours");
    git(folder, "commit", "--quiet", "--all", "--message", "ours");
    expect(() => git(folder, "merge", "--quiet", "other")).toThrow();
    expect(files(folder)).toEqual(["file"]);
  });

  test("are all files of a folder that an outer repository ignores as a whole", () => {
    const outer = repository({ ".gitignore": "/scratch/\n" });
    writeFiles(outer, { "scratch/build_spec.yaml": "" });
    expect(files(path.join(outer, "scratch"))).toEqual(["build_spec.yaml"]);
  });
});

describe("a symbolic link", () => {
  test.each([
    ["to a file", "target.txt"],
    ["to a folder", "folder"],
    ["to nowhere", "no/such/file"],
    ["out of the source", "../../../../etc/passwd"],
    ["to an absolute path", "/etc/passwd"],
  ])("%s stays a link", (_, target) => {
    const folder = repository({ "target.txt": "", "folder/inside.txt": "" });
    fs.symlinkSync(target, path.join(folder, "link"));
    expect(find(folder, "link").map(({ content }) => content)).toEqual([{ kind: "link", target }]);
    expect(files(folder)).toEqual(["folder/inside.txt", "link", "target.txt"]);
  });

  test("in place of a tracked folder is only a link, and nothing is read through it", () => {
    const elsewhere = writeFiles(temporaryFolder("elsewhere"), { "secret.txt": "not part of the source" });
    const folder = repository({ "config/secret.txt": "tracked", "a.txt": "" });
    fs.rmSync(path.join(folder, "config"), { recursive: true });
    fs.symlinkSync(elsewhere, path.join(folder, "config"));
    expect(files(folder)).toEqual(["a.txt", "config"]);
    expect(find(folder, "config").map(({ content }) => content)).toEqual([
      { kind: "link", target: elsewhere },
    ]);
  });

  test("outside of git stays a link, too", () => {
    const folder = writeFiles(temporaryFolder("plain"), { "folder/inside.txt": "" });
    fs.symlinkSync("folder", path.join(folder, "link"));
    expect(files(folder)).toEqual(["folder/inside.txt", "link"]);
  });
});

describe("the files of a folder without git", () => {
  test("are all of them", () => {
    const folder = writeFiles(temporaryFolder("plain"), {
      "a.txt": "",
      "b/c/d.txt": "",
      ".hidden/e": "",
      "x.log": "",
    });
    expect(sourceFolder("app", folder).commit).toBeUndefined();
    expect(files(folder)).toEqual([".hidden/e", "a.txt", "b/c/d.txt", "x.log"]);
  });

  test("are none of an empty folder, whose directory is there all the same", () => {
    expect(entries(temporaryFolder("empty")).map((entry) => entry.path)).toEqual(["/workspace/app"]);
  });
});

describe("the commit of a source", () => {
  test("is the one that is checked out", () => {
    const folder = repository({ "a.txt": "" });
    expect(sourceFolder("app", folder).commit).toBe(git(folder, "rev-parse", "HEAD"));
  });

  test("is unknown before the first commit", () => {
    const folder = temporaryFolder("fresh");
    git(folder, "init", "--quiet");
    expect(sourceFolder("app", folder).commit).toBeUndefined();
  });
});
