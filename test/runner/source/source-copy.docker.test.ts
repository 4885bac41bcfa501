import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { CliEngine } from "../../../src/runner/engine/cli-engine";
import { tarOf } from "../../../src/runner/files";
import { openSource } from "../../../src/runner/source/open-source";
import { sourceFiles } from "../../../src/runner/source/source-folder";
import { BUILDER, describeWithEngine, docker } from "../support/engine";
import { commit, repository } from "../support/repositories";
import { git, temporaryFolder, writeFiles } from "../support/temporary";

/** Tells of all files of a folder: their kinds, permissions, links and bytes. */
const SUMMARY = `
cd "$0" || exit
find . -mindepth 1 -name .git -prune -o -printf '%P\\0%y\\0%m\\0%l\\0' | tr '\\0\\n' '\\n ' | paste -d'|' - - - - | LC_ALL=C sort
find . -name .git -prune -o -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum -- | sha256sum
`;

const summary = (folder: string) =>
  execFileSync("bash", ["-c", SUMMARY, folder], { encoding: "utf8" }).split("\n");

/** The summary of a source's copy in a container. */
async function copied(words: string): Promise<string[]> {
  const engine = new CliEngine();
  const source = await openSource("my app", words);
  const id = docker("create", "--network", "none", BUILDER, "bash", "-c", SUMMARY, "/workspace/my app");
  try {
    await engine.copyIn(id, tarOf(sourceFiles(source, "/workspace")));
    return `${docker("start", "--attach", id)}\n`.split("\n");
  } finally {
    docker("rm", "--force", id);
    source.dispose();
  }
}

const NAMES = [
  "with blank.txt",
  `quotes'"\`.txt`,
  "line\nbreak.txt",
  "ünï🙂.txt",
  "-dash",
  "a:b*?[x]",
  "back\\slash",
  "$HOME",
  `${"d".repeat(200)}/${"e".repeat(200)}/${"n".repeat(255)}`,
];

describeWithEngine("in a container a source is the same", () => {
  test.each(["", "#HEAD"])("with hard names, permissions, links and large files, from DIR%s", async (ref) => {
    const folder = repository(Object.fromEntries(NAMES.map((name) => [name, `text of ${name}`])));
    const parent = path.join(temporaryFolder("place"), `it's "my" place: ünï`);
    fs.renameSync(folder, parent);
    fs.symlinkSync("/etc/passwd", path.join(parent, "absolute"));
    fs.symlinkSync(`../${"x/".repeat(120)}y`, path.join(parent, "long"));
    fs.writeFileSync(path.join(parent, "run.sh"), "#!/bin/sh\n", { mode: 0o755 });
    fs.writeFileSync(path.join(parent, "large"), Buffer.alloc(9_000_001, "\0\u0001\n"));
    fs.writeFileSync(path.join(parent, "empty"), "");
    commit(parent);
    expect(await copied(parent + ref)).toEqual(summary(parent));
  });

  test.each(["", "#HEAD"])("with 20,000 files, from DIR%s", async (ref) => {
    const folder = temporaryFolder("many");
    const files = Array.from({ length: 20_000 }, (_, i) => [
      `${i % 50}/${i % 7}/${i}`,
      `${i}\n`.repeat(i % 90),
    ]);
    writeFiles(folder, Object.fromEntries(files) as Record<string, string>);
    git(folder, "init", "--quiet");
    // Nothing may work on in the background, and loose objects are slow.
    git(folder, "config", "gc.auto", "0");
    commit(folder);
    git(folder, "repack", "-a", "-d", "--quiet");
    const expected = summary(folder);
    expect(expected.length).toBeGreaterThan(20_000);
    expect(await copied(folder + ref)).toEqual(expected);
  });
});
