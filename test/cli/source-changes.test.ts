import * as fs from "node:fs";
import * as path from "node:path";
import { SourceChanges } from "../../src/cli/source-changes";
import { openSource } from "../../src/runner/source/open-source";
import { commit, repository } from "../runner/support/repositories";
import { temporaryFolder, writeFiles } from "../runner/support/temporary";

/** Looks for changes, and does one of the actions before each look but the first; ends when there are none left. */
async function changesOf(
  folder: string,
  actions: readonly (() => void)[],
  files: string[] = [],
): Promise<string[]> {
  const source = await openSource("source", folder);
  const ended = new AbortController();
  const open = [...actions];
  const pause = () => {
    const action = open.shift();
    if (action === undefined) ended.abort();
    else action();
    return Promise.resolve();
  };
  const watched = { sources: [source], files, outputFolder: path.join(folder, "records") };
  const changed = await new SourceChanges(watched, pause).next(ended.signal);
  return changed.map((file) => path.relative(folder, file)).sort();
}

function trackedFolder(): string {
  return repository({ "a.txt": "a", "b.txt": "b", "ignored.log": "", ".gitignore": "*.log\n" });
}

const nothing = () => undefined;

describe("changes of sources", () => {
  test("are files that are written, new, deleted or renamed", async () => {
    const folder = trackedFolder();
    const at = (name: string) => path.join(folder, name);
    const actions = [
      () => {
        fs.writeFileSync(at("a.txt"), "other");
        fs.mkdirSync(at("new"));
        fs.writeFileSync(at("new/c.txt"), "c");
        fs.renameSync(at("b.txt"), at("d.txt"));
      },
      nothing,
      nothing,
    ];
    expect(await changesOf(folder, actions)).toEqual(["a.txt", "b.txt", "d.txt", "new/c.txt"]);
  });

  test("are none where git ignores the file, it is git's own, or a run's record", async () => {
    const folder = trackedFolder();
    const actions = [
      () => fs.writeFileSync(path.join(folder, "ignored.log"), "more"),
      () => void commit(folder),
      () => writeFiles(folder, { "records/run.json": "{}" }),
      nothing,
    ];
    expect(await changesOf(folder, actions)).toEqual([]);
  });

  test("are seen when they have come to an end", async () => {
    const folder = trackedFolder();
    const write = (name: string) => () => fs.writeFileSync(path.join(folder, name), "x");
    expect(await changesOf(folder, [write("1"), write("2"), write("3"), nothing, nothing])).toEqual([
      "1",
      "2",
      "3",
    ]);
  });

  test("are none when a file is only linked or read", async () => {
    const folder = trackedFolder();
    const file = path.join(folder, "a.txt");
    const actions = [() => fs.linkSync(file, `${file}.log`), () => fs.readFileSync(file), nothing];
    expect(await changesOf(folder, actions)).toEqual([]);
  });

  test("are those of a folder without git and of files beside the sources as well", async () => {
    const folder = writeFiles(temporaryFolder("source"), { "a.txt": "a" });
    const stack = path.join(temporaryFolder("stack"), "cdk.tf.json");
    const actions = [
      () => writeFiles(folder, { "b.txt": "b" }),
      () => fs.writeFileSync(stack, "{}"),
      nothing,
      nothing,
    ];
    expect(await changesOf(folder, actions, [stack])).toEqual([path.relative(folder, stack), "b.txt"]);
  });

  test("are not waited for when the signal has come", async () => {
    const source = await openSource("source", trackedFolder());
    const watched = { sources: [source], files: [], outputFolder: "" };
    expect(await new SourceChanges(watched).next(AbortSignal.abort())).toEqual([]);
    const ended = new AbortController();
    const waiting = new SourceChanges(watched).next(ended.signal);
    ended.abort();
    expect(await waiting).toEqual([]);
  });
});
