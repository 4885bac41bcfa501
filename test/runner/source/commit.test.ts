import * as fs from "node:fs";
import * as path from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { ExitCode } from "../../../src/runner/exit-code";
import { commitSource } from "../../../src/runner/source/commit";
import { SourceFile, SourceFolder } from "../../../src/runner/source/source-folder";
import { addSubmodule, blob, commit, commitOf, rawTree, repository } from "../support/repositories";
import { git, temporaryFolder, writeFiles } from "../support/temporary";

function open(folder: string, ref: string, isBare = false): SourceFolder {
  return commitSource({ name: "app", shown: `${folder}#${ref}`, repository: { folder, isBare }, ref });
}

/** Bytes of a file, however they come. */
async function bytesOf({ content }: SourceFile): Promise<Buffer> {
  if (content.kind !== "blob") throw new Error(`it is a ${content.kind}`);
  const read = content.read();
  return read instanceof Readable ? buffer(read) : read;
}

/** Texts of the files by their paths. */
async function texts(source: SourceFolder): Promise<Record<string, string>> {
  const files = source.files().filter(({ content }) => content.kind === "blob");
  const all = files.map(async (file) => [file.path, (await bytesOf(file)).toString()] as const);
  return Object.fromEntries(await Promise.all(all));
}

describe("the files of a commit", () => {
  test("are as they were committed, whatever the working tree and the index have", async () => {
    const folder = repository({ "a.txt": "first", "gone.txt": "first", "b/c.txt": "c" });
    const first = git(folder, "rev-parse", "HEAD");
    writeFiles(folder, { "a.txt": "second" });
    commit(folder);
    writeFiles(folder, { "a.txt": "third", "untracked.txt": "" });
    fs.rmSync(path.join(folder, "gone.txt"));
    git(folder, "add", "--all");
    const source = open(folder, first);
    expect(source.commit).toBe(first);
    expect(await texts(source)).toEqual({ "a.txt": "first", "gone.txt": "first", "b/c.txt": "c" });
    expect(fs.readFileSync(path.join(folder, "a.txt"), "utf8")).toBe("third");
  });

  test.each(["v1", "annotated", "feature/x#1", "HEAD~1", "main~0^1"])("are named by %s", async (ref) => {
    const folder = repository({ "a.txt": "old" });
    git(folder, "tag", "v1");
    git(folder, "tag", "--annotate", "--message", "text", "annotated");
    git(folder, "branch", "feature/x#1");
    writeFiles(folder, { "a.txt": "new" });
    commit(folder);
    expect(await texts(open(folder, ref))).toEqual({ "a.txt": "old" });
  });

  test("have their permissions, and links stay links", () => {
    const folder = repository({ "plain.txt": "", "run.sh": "" });
    fs.chmodSync(path.join(folder, "run.sh"), 0o755);
    fs.symlinkSync("../../etc/passwd", path.join(folder, "link"));
    commit(folder);
    const files = open(folder, "HEAD").files();
    expect(files.map(({ path: file, mode }) => [file, mode])).toEqual([
      ["link", 0o777],
      ["plain.txt", 0o644],
      ["run.sh", 0o755],
    ]);
    expect(files[0].content).toEqual({ kind: "link", target: "../../etc/passwd" });
  });

  test("are not changed by attributes", async () => {
    const folder = repository({
      ".gitattributes":
        "secret.txt export-ignore\nversion.txt export-subst\n*.crlf eol=crlf\n*.f filter=own\n",
      "secret.txt": "kept",
      "version.txt": "$Format:%H$",
      "a.crlf": "one\ntwo\n",
      "a.f": "raw",
    });
    git(folder, "config", "filter.own.smudge", "echo changed");
    expect(await texts(open(folder, "HEAD"))).toMatchObject({
      "secret.txt": "kept",
      "version.txt": "$Format:%H$",
      "a.crlf": "one\ntwo\n",
      "a.f": "raw",
    });
  });

  test.each([
    "with blank.txt",
    `quotes'"\`.txt`,
    "line\nbreak.txt",
    "ünï🙂.txt",
    "-dash",
    "a:b*?[x]",
    "back\\slash",
  ])("may be named %j", async (name) => {
    const folder = repository({ [name]: "top", [`dir/${name}`]: "below" });
    expect(await texts(open(folder, "HEAD"))).toEqual({ [name]: "top", [`dir/${name}`]: "below" });
  });

  test("of a folder below the repository's root are those of that folder", async () => {
    const folder = repository({ "functions/one [x]/func.yaml": "one", "functions/two/func.yaml": "two" });
    expect(await texts(open(path.join(folder, "functions/one [x]"), "HEAD"))).toEqual({ "func.yaml": "one" });
  });

  test("of a bare clone are those of its branches", async () => {
    const bare = path.join(temporaryFolder("bare"), "clone.git");
    git(path.dirname(bare), "clone", "--quiet", "--bare", repository({ "a.txt": "a" }), bare);
    expect(await texts(open(bare, "main", true))).toEqual({ "a.txt": "a" });
  });

  test("are the same bytes, also where they are large, empty, binary or of one another's content", async () => {
    const large = Buffer.alloc(9 * 1024 * 1024, "0123456789abcdef\0\n");
    const folder = repository({ empty: "", "empty too": "", "one.bin": "", "two.bin": "", "z/last": "last" });
    fs.writeFileSync(path.join(folder, "large.bin"), large);
    for (const name of ["one.bin", "two.bin"]) {
      fs.writeFileSync(path.join(folder, name), large.subarray(0, 7e6));
    }
    fs.writeFileSync(path.join(folder, "three.bin"), large.subarray(1, 7e6));
    fs.writeFileSync(path.join(folder, "four.bin"), large.subarray(2, 7e6));
    commit(folder);
    for (const file of open(folder, "HEAD").files()) {
      const expected = fs.readFileSync(path.join(folder, file.path));
      expect(`${file.path} ${(await bytesOf(file)).equals(expected)}`).toBe(`${file.path} true`);
    }
  });

  test("are read in any order", async () => {
    const folder = repository(
      Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`f${i}`, `text ${i}`])),
    );
    for (const file of open(folder, "HEAD").files().reverse()) {
      expect((await bytesOf(file)).toString()).toBe(`text ${file.path.slice(1)}`);
    }
  });
});

describe("a commit as a source warns of", () => {
  test("submodules, whose folders are empty", () => {
    const folder = repository({ "a.txt": "" });
    addSubmodule(folder, repository({ "inner.txt": "" }), "libs/inner");
    const source = open(folder, "HEAD");
    expect(source.warnings).toEqual([expect.stringMatching(/^"libs\/inner": a submodule/)]);
    expect(source.files().find((file) => file.path === "libs/inner")?.content).toEqual({ kind: "directory" });
  });

  test("pointers of Git LFS", () => {
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${"0".repeat(64)}\nsize 1\n`;
    const folder = repository({ "model.bin": pointer, "other.txt": "x".repeat(pointer.length) });
    expect(open(folder, "HEAD").warnings).toEqual([
      expect.stringMatching(/^"model.bin": only a pointer of Git LFS/),
    ]);
  });

  test("names that are not UTF-8", () => {
    const folder = repository({ "a.txt": "" });
    fs.writeFileSync(Buffer.concat([Buffer.from(`${folder}/caf`), Buffer.from([0xe9])]), "");
    commit(folder);
    const source = open(folder, "HEAD");
    expect(source.warnings).toEqual([expect.stringMatching(/^"caf\ufffd": left out/)]);
    expect(source.files().map((file) => file.path)).toEqual(["a.txt"]);
  });
});

describe("a commit is refused", () => {
  const refusal = (folder: string, ref: string) => {
    try {
      open(folder, ref);
    } catch (error) {
      return error as Error & { exitCode?: ExitCode };
    }
    throw new Error("it is not refused");
  };

  test.each(["no-such-branch", "0".repeat(40), "HEAD:a.txt", "--version"])("when there is no %s", (ref) => {
    const { exitCode, message } = refusal(repository({ "a.txt": "" }), ref);
    expect(exitCode).toBe(ExitCode.USAGE);
    expect(message).toMatch(/^source app: .*#.*: there is no commit, branch or tag ".*"$/);
  });

  test("when the folder is not in it", () => {
    const folder = repository({ "a.txt": "" });
    const first = git(folder, "rev-parse", "HEAD");
    writeFiles(folder, { "new/b.txt": "" });
    commit(folder);
    expect(refusal(path.join(folder, "new"), first).message).toMatch(
      /commit [0-9a-f]{40} does not have this folder$/,
    );
  });

  test("when the folder is in no repository", () => {
    expect(refusal(temporaryFolder("plain"), "HEAD").message).toMatch(/not a git repository/);
  });

  test("when a partial clone lacks its contents, and nothing is fetched", () => {
    const origin = repository({ "a.txt": "a", "b.txt": "b".repeat(500) });
    git(origin, "config", "uploadpack.allowFilter", "true");
    const clone = path.join(temporaryFolder("partial"), "clone");
    git(origin, "clone", "--quiet", "--no-checkout", "--filter=blob:none", `file://${origin}`, clone);
    expect(refusal(clone, "HEAD").message).toMatch(/partial clone|promisor|not allowed/);
    expect(git(clone, "rev-list", "--objects", "--missing=print", "HEAD")).toContain("?");
  });

  const HOSTILE: readonly (readonly [
    string,
    (b: string, link: string) => [string, string, string][],
    RegExp,
  ])[] = [
    ["that leads up", (b) => [["100644", "..", b]], /"\.\." leads out of the source/],
    ["that is .git", (b) => [["100644", ".git", b]], /"\.git" leads out of the source or into \.git/],
    ["that is .GIT", (b) => [["100644", ".GIT", b]], /"\.GIT" leads out/],
    ["with a slash", (b) => [["100644", "../up", b]], /"\.\.\/up" leads out/],
    ["that is there twice", (b, link) => [["100644", "a", b], ["120000", "a", link]], /"a" stands there twice/], // prettier-ignore
    ["below a link", (b, link) => [["120000", "a", link], ["100644", "a/b", b]], /"a\/b" is below a file or a link/], // prettier-ignore
  ];

  test.each(HOSTILE)("with a path %s", (_, entries, problem) => {
    const folder = repository({ "a.txt": "" });
    const tree = rawTree(folder, entries(blob(folder, "text"), blob(folder, "/etc")));
    const { exitCode, message } = refusal(folder, commitOf(folder, tree));
    expect(exitCode).toBe(ExitCode.USAGE);
    expect(message).toMatch(problem);
  });

  test.each([0, 5000])("with a link whose target has %i bytes", (length) => {
    const folder = repository({ "a.txt": "" });
    const tree = rawTree(folder, [["120000", "link", blob(folder, "x".repeat(length))]]);
    expect(refusal(folder, commitOf(folder, tree)).message).toMatch(/"link" is a link to nothing, or/);
  });

  test("with everything that is wrong with it at once", () => {
    const folder = repository({ "a.txt": "" });
    const text = blob(folder, "text");
    const tree = rawTree(folder, [["100644", "..", text], ["100644", "a", text], ["100644", "a", text]]); // prettier-ignore
    expect(refusal(folder, commitOf(folder, tree)).message).toMatch(/leads out.*\n.*stands there twice/);
  });
});

describe("a file of a commit", () => {
  const read = (folder: string, name: string) => open(folder, "HEAD").read(name);

  test("is read as it was committed, with the commit in its name", () => {
    const folder = repository({ "ci/spec.yaml": "committed" });
    writeFiles(folder, { "ci/spec.yaml": "changed" });
    expect(read(folder, "./ci/spec.yaml")).toEqual({
      file: `${folder}#HEAD:ci/spec.yaml`,
      text: "committed",
    });
  });

  test("is read through links that stay in it", () => {
    const folder = repository({ "ci/spec.yaml": "text" });
    fs.symlinkSync("ci/spec.yaml", path.join(folder, "one"));
    fs.symlinkSync("../one", path.join(folder, "ci/two"));
    commit(folder);
    expect(read(folder, "ci/two")?.text).toBe("text");
  });

  test.each(["missing", "ci", "../up", "/etc/passwd", "leads-out"])("is not there as %s", (name) => {
    const folder = repository({ "ci/spec.yaml": "" });
    fs.symlinkSync("../../../../../../../../etc/passwd", path.join(folder, "leads-out"));
    commit(folder);
    expect(read(folder, name)).toBeUndefined();
  });

  test("is refused when its links go round in a circle", () => {
    const folder = repository({ "a.txt": "" });
    fs.symlinkSync("two", path.join(folder, "one"));
    fs.symlinkSync("one", path.join(folder, "two"));
    commit(folder);
    expect(() => read(folder, "one")).toThrow(/its links lead to no end/);
  });
});
