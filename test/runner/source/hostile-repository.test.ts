import * as fs from "node:fs";
import * as path from "node:path";
import { buffer } from "node:stream/consumers";
import { tarOf } from "../../../src/runner/files";
import { openSource } from "../../../src/runner/source/open-source";
import { sourceFiles, SourceFolder } from "../../../src/runner/source/source-folder";
import { commit, repository } from "../support/repositories";
import { git, temporaryFolder, writeFiles } from "../support/temporary";

/** A program that leaves a file behind when it runs. */
function trap(): { program: string; hasRun: () => boolean } {
  const folder = temporaryFolder("trap");
  const proof = path.join(folder, "ran");
  const program = path.join(
    writeFiles(folder, { program: `#!/bin/sh\ntouch '${proof}'\nexit 1\n` }),
    "program",
  );
  fs.chmodSync(program, 0o755);
  return { program, hasRun: () => fs.existsSync(proof) };
}

/** Does all that a run does with a source. */
async function use(source: SourceFolder): Promise<void> {
  await buffer(tarOf(sourceFiles(source, "/workspace")));
  source.read("a.f");
  source.dispose();
}

/** Uses a folder in all the ways in which it can be a source. */
async function useInAllWays(folder: string): Promise<void> {
  await use(await openSource("app", folder));
  await use(await openSource("app", `${folder}#HEAD`));
  await use(await openSource("app", `file://${folder}`));
  await use(await openSource("app", path.join(folder, ".git")));
}

const SETTINGS: readonly (readonly [string, (program: string) => Record<string, string>])[] = [
  ["a file system monitor", (program) => ({ "core.fsmonitor": program })],
  ["a pager", (program) => ({ "core.pager": program, "pager.ls-files": program, "pager.ls-tree": program })],
  ["filters", (program) => ({ "filter.own.smudge": program, "filter.own.clean": program, "filter.own.process": program })], // prettier-ignore
  ["a way to ssh and a proxy", (program) => ({ "core.sshCommand": program, "core.gitProxy": program })],
  ["a diff and a text conversion", (program) => ({ "diff.external": program, "diff.own.textconv": program })],
  ["a credential helper", (program) => ({ "credential.helper": program, "core.askPass": program })],
  ["a hook for upload", (program) => ({ "uploadpack.packObjectsHook": program })],
  ["hooks elsewhere", (program) => ({ "core.hooksPath": path.dirname(program) })],
];

describe("nothing that a repository brings with it runs:", () => {
  test.each(SETTINGS)("%s of its configuration", async (_, settings) => {
    const { program, hasRun } = trap();
    const folder = repository({ ".gitattributes": "*.f filter=own diff=own\n", "a.f": "", "b.txt": "" });
    for (const [name, value] of Object.entries(settings(program))) git(folder, "config", name, value);
    writeFiles(folder, { "b.txt": "changed", "new.f": "" });
    await useInAllWays(folder);
    expect(hasRun()).toBe(false);
  });

  test("the trap itself works", () => {
    const { program, hasRun } = trap();
    const folder = repository({ "a.txt": "" });
    git(folder, "config", "core.fsmonitor", program);
    git(folder, "status");
    expect(hasRun()).toBe(true);
  });

  test("its hooks", async () => {
    const { program, hasRun } = trap();
    const folder = repository({ "a.txt": "" });
    const hooks = fs
      .readdirSync(path.join(folder, ".git", "hooks"))
      .map((name) => name.replace(/\.sample$/, ""));
    for (const name of [...hooks, "post-index-change", "reference-transaction", "post-checkout"]) {
      fs.copyFileSync(program, path.join(folder, ".git", "hooks", name));
    }
    await useInAllWays(folder);
    expect(hasRun()).toBe(false);
  });

  test("the monitor of a submodule", async () => {
    const { program, hasRun } = trap();
    const folder = repository({ "a.txt": "" });
    const module = repository({ "inner.txt": "" });
    git(folder, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", module, "inner");
    commit(folder);
    git(path.join(folder, "inner"), "config", "core.fsmonitor", program);
    await use(await openSource("app", folder));
    expect(hasRun()).toBe(false);
  });

  test.each(["ext::", "file://"])("the %s remote of a partial clone, for what it lacks", async (protocol) => {
    const { program, hasRun } = trap();
    const origin = repository({ "a.txt": "text" });
    git(origin, "config", "uploadpack.allowFilter", "true");
    const folder = path.join(temporaryFolder("partial"), "clone");
    git(origin, "clone", "--quiet", "--no-checkout", "--filter=blob:none", `file://${origin}`, folder);
    git(folder, "config", "remote.origin.url", protocol === "ext::" ? `ext::${program}` : `file://${origin}`);
    git(folder, "config", "remote.origin.uploadpack", program);
    git(folder, "config", "protocol.allow", "always");
    git(folder, "config", "protocol.ext.allow", "always");
    await expect(openSource("app", `${folder}#HEAD`)).rejects.toThrow();
    expect(hasRun()).toBe(false);
    expect(() => git(folder, "cat-file", "-p", "HEAD:a.txt")).toThrow();
    expect(hasRun()).toBe(true);
  });
});

describe("a repository", () => {
  test("is not changed by being a source", async () => {
    const folder = repository({ "a.f": "a", "b.txt": "" });
    writeFiles(folder, { "b.txt": "changed", "new.txt": "" });
    const state = () => fs.readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => {
      const { mtimeMs, size, ino } = fs.lstatSync(path.join(folder, name));
      return [name, mtimeMs, size, ino];
    }); // prettier-ignore
    const before = state();
    await useInAllWays(folder);
    expect(state()).toEqual(before);
  });

  test("does not replace a commit by another", async () => {
    const folder = repository({ "a.f": "real" });
    const real = git(folder, "rev-parse", "HEAD");
    writeFiles(folder, { "a.f": "replaced" });
    const other = commit(folder);
    git(folder, "replace", real, other);
    expect((await openSource("app", `${folder}#${real}`)).read("a.f")?.text).toBe("real");
  });

  test("cannot move its working tree elsewhere to have other files taken", async () => {
    const elsewhere = writeFiles(temporaryFolder("elsewhere"), { "secret.txt": "" });
    const folder = repository({ "a.f": "" });
    git(folder, "config", "core.worktree", elsewhere);
    const { files } = await openSource("app", folder);
    expect(files().map(({ path: name, content }) => [name, content])).toEqual([
      ["a.f", { kind: "file", file: path.join(folder, "a.f"), size: 0 }],
    ]);
  });

  test("is the one of the folder, whatever repository git has been called from", async () => {
    const folder = repository({ "a.f": "" });
    const other = repository({ "other.f": "" });
    const variables = { GIT_DIR: path.join(other, ".git"), GIT_WORK_TREE: other, GIT_INDEX_FILE: path.join(other, ".git/index") }; // prettier-ignore
    Object.assign(process.env, variables);
    try {
      const source = await openSource("app", folder);
      expect(source.files().map((file) => file.path)).toEqual(["a.f"]);
    } finally {
      for (const name of Object.keys(variables)) delete process.env[name];
    }
  });
});
