import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { ExitCode } from "../../../src/runner/exit-code";
import { FileEntry } from "../../../src/runner/files";
import { sourceFiles } from "../../../src/runner/source/source-folder";
import { sourceFolder } from "../../../src/runner/source/working-tree";
import { addSubmodule, commit, repository } from "../support/repositories";
import { git, temporaryFolder, writeFiles } from "../support/temporary";

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

const LFS_POINTER = `version https://git-lfs.github.com/spec/v1\noid sha256:${"0".repeat(64)}\nsize 12345\n`;

describe("a source warns of", () => {
  const warnings = (folder: string) => sourceFolder("app", folder).warnings;

  test("nothing when all of it is there", () => {
    expect(warnings(repository({ "a.txt": "", "b/c.txt": "" }))).toEqual([]);
  });

  test("a submodule that is not checked out, whose folder is there and empty", () => {
    const folder = repository({ "a.txt": "" });
    addSubmodule(folder, repository({ "inner.txt": "" }), "libs/inner");
    git(folder, "submodule", "--quiet", "deinit", "--force", "libs/inner");
    expect(warnings(folder)).toEqual([
      expect.stringMatching(
        /^"libs\/inner": a submodule that is not checked out.*git submodule update --init/,
      ),
    ]);
    expect(find(folder, "libs/inner")).toEqual([
      { path: "/workspace/app/libs/inner", mode: 0o755, content: { kind: "directory" } },
    ]);
  });

  test("a repository of its own that is no submodule", () => {
    const folder = repository({ "a.txt": "" });
    writeFiles(folder, { "nested/file": "" });
    git(path.join(folder, "nested"), "init", "--quiet");
    commit(path.join(folder, "nested"));
    expect(files(folder)).toEqual(["a.txt"]);
    expect(warnings(folder)).toEqual([expect.stringMatching(/^"nested": left out, as git does/)]);
  });

  test("what a sparse checkout leaves out", () => {
    const folder = repository({ "kept/a": "", "left/b": "", "left/c": "" });
    git(folder, "sparse-checkout", "set", "--no-cone", "/kept/");
    expect(files(folder)).toEqual(["kept/a"]);
    expect(warnings(folder)).toEqual([
      expect.stringMatching(/^"left\/b", "left\/c": left out, as this checkout is sparse/),
    ]);
  });

  test("pointers of Git LFS, and of nothing that only speaks of one", () => {
    const folder = repository({
      "model.bin": LFS_POINTER,
      "README.md": `Pointers begin with:\n${LFS_POINTER}`,
      "short.txt": LFS_POINTER.slice(0, 43),
    });
    expect(warnings(folder)).toEqual([expect.stringMatching(/^"model.bin": only a pointer of Git LFS/)]);
  });

  test("names that are not UTF-8", () => {
    const folder = repository({ "a.txt": "" });
    fs.writeFileSync(Buffer.concat([Buffer.from(`${folder}/caf`), Buffer.from([0xe9])]), "");
    expect(files(folder)).toEqual(["a.txt"]);
    expect(warnings(folder)).toEqual([
      expect.stringMatching(/^"caf\ufffd": left out, as the name is not UTF-8/),
    ]);
  });

  test("many files with the first ten of their names", () => {
    const names = Array.from({ length: 25 }, (_, i) => `model-${String(i).padStart(2, "0")}.bin`);
    const [text] = warnings(repository(Object.fromEntries(names.map((name) => [name, LFS_POINTER]))));
    expect(text).toContain('"model-09.bin" and 15 more: ');
    expect(text).not.toContain("model-10");
  });

  test("names without letting them break the line", () => {
    const [text] = warnings(repository({ "a\n\u001b[2J": LFS_POINTER }));
    expect(text).toMatch(/^"a\\n\\u001b\[2J": /);
  });
});

describe("a submodule that is checked out", () => {
  test("has its files in the source, as they are and without what it ignores, also those of its own submodules", () => {
    const inner = repository({ "deep.txt": "" });
    const middle = repository({ "lib.c": "", ".gitignore": "*.o\n" });
    addSubmodule(middle, inner, "inner");
    const folder = repository({ "a.txt": "" });
    addSubmodule(folder, middle, "libs/middle");
    git(
      folder,
      "-c",
      "protocol.file.allow=always",
      "submodule",
      "--quiet",
      "update",
      "--init",
      "--recursive",
    );
    writeFiles(folder, { "libs/middle/lib.o": "", "libs/middle/new.c": "" });
    expect(files(folder)).toEqual([
      ".gitmodules",
      "a.txt",
      "libs/middle/.gitignore",
      "libs/middle/.gitmodules",
      "libs/middle/inner/deep.txt",
      "libs/middle/lib.c",
      "libs/middle/new.c",
    ]);
    expect(sourceFolder("app", folder).warnings).toEqual([]);
  });

  test("is not looked for behind a link that has taken its place", () => {
    const module = repository({ "inner.txt": "" });
    const folder = repository({ "a.txt": "" });
    addSubmodule(folder, module, "libs/inner");
    const elsewhere = repository({ "inner/secret.txt": "" });
    git(path.join(elsewhere, "inner"), "init", "--quiet");
    fs.rmSync(path.join(folder, "libs"), { recursive: true });
    fs.symlinkSync(elsewhere, path.join(folder, "libs"));
    expect(files(folder)).toEqual([".gitmodules", "a.txt", "libs"]);
    expect(entries(folder).filter(({ content }) => content.kind === "directory")).toHaveLength(1);
  });
});

describe("a source is refused", () => {
  const refusal = (folder: string) => {
    try {
      sourceFolder("app", folder);
    } catch (error) {
      return error as Error;
    }
    throw new Error("it is not refused");
  };

  test("with all files that cannot be read", () => {
    const folder = writeFiles(temporaryFolder("plain"), { "a.txt": "", "b/c.txt": "", "ok.txt": "" });
    fs.chmodSync(folder, 0o755);
    for (const file of ["a.txt", "b/c.txt"]) fs.chmodSync(path.join(folder, file), 0o000);
    asNobody(() => {
      expect(refusal(folder)).toMatchObject({
        exitCode: ExitCode.USAGE,
        message: expect.stringMatching(/"a.txt", "b\/c.txt"; make them readable for you$/) as string,
      });
    });
  });

  test.each(["../up.txt", "/etc/x.txt", ".git/conf1", "a/../up.x"])("when git's index names %s", (name) => {
    const folder = repository({ ["n".repeat(name.length)]: "" });
    writeFiles(path.dirname(folder), {});
    renameInIndex(folder, name);
    expect(refusal(folder)).toMatchObject({
      exitCode: ExitCode.USAGE,
      message: expect.stringContaining(JSON.stringify(name)) as string,
    });
  });

  test("when its .git leads nowhere, instead of taking what git would ignore", () => {
    const folder = writeFiles(temporaryFolder("moved"), {
      ".git": "gitdir: /no/such/worktree\n",
      "secret.env": "",
    });
    expect(refusal(folder).message).toMatch(
      /git does not list its files: fatal: not a git repository: .*worktree/,
    );
  });

  test("in a repository of somebody else's, with git's own advice", () => {
    const folder = repository({ "a.txt": "" });
    fs.chmodSync(folder, 0o755);
    asNobody(() => expect(refusal(folder).message).toMatch(/dubious ownership[\s\S]*safe\.directory/));
  });
});

describe("a file of a source", () => {
  const read = (folder: string, name: string) => sourceFolder("app", folder).read(name);

  test("is read as it is in the working tree", () => {
    const folder = repository({ "ci/spec.yaml": "committed" });
    writeFiles(folder, { "ci/spec.yaml": "changed" });
    expect(read(folder, "ci/spec.yaml")).toEqual({
      file: path.join(folder, "ci/spec.yaml"),
      text: "changed",
    });
  });

  test("is read through a link that stays in the source", () => {
    const folder = repository({ "ci/spec.yaml": "text" });
    fs.symlinkSync("ci/spec.yaml", path.join(folder, "build_spec.yaml"));
    expect(read(folder, "build_spec.yaml")?.text).toBe("text");
  });

  test.each(["missing.yaml", "ci/missing.yaml", "spec.yaml/below", "../outside.yaml"])(
    "is not there as %s",
    (name) => {
      const folder = repository({ "spec.yaml": "" });
      expect(read(folder, name)).toBeUndefined();
    },
  );

  test("is refused when a link leads out of the source", () => {
    const elsewhere = writeFiles(temporaryFolder("elsewhere"), { secret: "secret" });
    const folder = repository({ "a.txt": "" });
    fs.symlinkSync(path.join(elsewhere, "secret"), path.join(folder, "build_spec.yaml"));
    expect(() => read(folder, "build_spec.yaml")).toThrow(/leads to .*, out of the source/);
  });

  test("is refused when it is a folder or a pipe, which is not waited for", () => {
    const folder = repository({ "folder/a.txt": "" });
    execFileSync("mkfifo", [path.join(folder, "pipe")]);
    for (const name of ["folder", "pipe"]) expect(() => read(folder, name)).toThrow(/is no file/);
  });
});

/** Gives the only file of git's index, whose name is as long, another name. */
function renameInIndex(folder: string, name: string): void {
  const file = path.join(folder, ".git", "index");
  const index = fs.readFileSync(file);
  const content = index.subarray(0, -20);
  content.write(name, content.indexOf("n".repeat(name.length)));
  fs.writeFileSync(file, Buffer.concat([content, createHash("sha1").update(content).digest()]));
}

/** Does something as a user who is not root. */
function asNobody(action: () => void): void {
  if (process.getuid!() !== 0) return action();
  process.seteuid!(65534);
  try {
    action();
  } finally {
    process.seteuid!(0);
  }
}
