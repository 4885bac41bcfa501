import * as path from "node:path";
import { ExitCode, RunnerError } from "../exit-code";
import { batchesOf, Blobs, readBlobs } from "./blobs";
import { git, GitError, gitLine, Repository } from "./git";
import { isPointer, mayBePointer } from "./lfs";
import { shownNames } from "./names";
import { SourceFile, SourceFolder, SourceText } from "./source-folder";
import { parseTree, splitBroken, TreeEntry, treeProblems } from "./tree";

/** Links that are followed one after the other to a build specification. */
const MOST_LINKS = 16;

export interface CommitOptions {
  readonly name: string;
  /** How messages name the source. */
  readonly shown: string;
  readonly repository: Repository;
  /** Anything that git takes for a commit. */
  readonly ref: string;
  readonly dispose?: () => void;
}

/**
 * A commit as a source, read from the repository's objects: no working tree is touched, and attributes such as
 * `export-ignore`, `eol` or `filter` change nothing. In a folder below a repository's root only the files of that folder.
 *
 * @throws RunnerError when there is no such commit, or its tree is none that git would check out
 */
export function commitSource(options: CommitOptions): SourceFolder {
  try {
    return openCommit(options);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    throw new RunnerError(ExitCode.USAGE, `source ${options.name}: ${options.shown}: ${error.message}`);
  }
}

function openCommit({
  name,
  shown,
  repository,
  ref,
  dispose = () => undefined,
}: CommitOptions): SourceFolder {
  const commit = objectOf(
    repository,
    `${ref}^{commit}`,
    `there is no commit, branch or tag ${JSON.stringify(ref)}`,
  );
  const root = repository.isBare ? `${commit}^{tree}` : `${commit}:./`;
  const tree = objectOf(repository, root, `commit ${commit} does not have this folder`);
  const list = git(repository, ["ls-tree", "-r", "-l", "-z", "--full-tree", tree]).bytes.toString();
  const { usable: entries, broken } = splitBroken(parseTree(list));
  const problems = treeProblems(entries);
  if (problems.length > 0) {
    throw new RunnerError(
      ExitCode.USAGE,
      `source ${name}: ${shown}: no checkout would make this of commit ${commit}:\n${problems.join("\n")}`,
    );
  }
  const links = readBlobs(
    repository,
    entries.filter(({ kind }) => kind === "link"),
  );
  const files = entries.filter(({ kind }) => kind === "file");
  const blobs = new Blobs(repository, files);
  return {
    name,
    folder: shown,
    commit,
    warnings: [
      ...warning(
        entries.filter(({ kind }) => kind === "submodule"),
        "a submodule, of which a commit holds no files, so an empty folder for the build",
      ),
      ...warning(
        pointersOf(repository, files),
        "only a pointer of Git LFS and not the contents, which no commit holds",
      ),
      ...(broken.length > 0 ? [`${shownNames(broken)}: left out, as the name is not UTF-8`] : []),
    ],
    files: () => entries.map((entry) => sourceFile(entry, links, blobs)),
    read: (file) => readText(shown, repository, entries, links, file),
    dispose: () => {
      blobs.close();
      dispose();
    },
  };
}

/** @param problem what to say when there is no such object */
function objectOf(repository: Repository, name: string, problem: string): string {
  try {
    return gitLine(repository, ["rev-parse", "--verify", "--end-of-options", name]);
  } catch (error) {
    const isUnknown = (error as Error).message.includes("Needed a single revision");
    throw isUnknown ? new GitError(problem) : error;
  }
}

function pointersOf(repository: Repository, files: readonly TreeEntry[]): TreeEntry[] {
  const candidates = files.filter(({ size }) => mayBePointer(size));
  return batchesOf(candidates).flatMap((batch) => {
    const contents = readBlobs(repository, batch);
    return batch.filter(({ object }) => isPointer(contents.get(object)!));
  });
}

function warning(entries: readonly TreeEntry[], text: string): string[] {
  return entries.length === 0 ? [] : [`${shownNames(entries.map((entry) => entry.path))}: ${text}`];
}

function sourceFile(entry: TreeEntry, links: ReadonlyMap<string, Buffer>, blobs: Blobs): SourceFile {
  const { path: file, kind, isExecutable, object, size } = entry;
  switch (kind) {
    case "submodule":
      return { path: file, mode: 0o755, content: { kind: "directory" } };
    case "link":
      return { path: file, mode: 0o777, content: { kind: "link", target: links.get(object)!.toString() } };
    case "file": {
      const mode = isExecutable ? 0o755 : 0o644;
      return { path: file, mode, content: { kind: "blob", size, read: () => blobs.read(entry) } };
    }
  }
}

/** A link is followed as far as it stays in the source: the build runner has nothing else. */
function readText(
  shown: string,
  repository: Repository,
  entries: readonly TreeEntry[],
  links: ReadonlyMap<string, Buffer>,
  name: string,
): SourceText | undefined {
  let wanted = path.posix.normalize(name);
  for (let i = 0; i < MOST_LINKS; i++) {
    const entry = entries.find((candidate) => candidate.path === wanted);
    if (entry === undefined || entry.kind === "submodule") return undefined;
    if (entry.kind === "file") {
      const text = readBlobs(repository, [entry]).get(entry.object)!.toString();
      return { file: `${shown}:${wanted}`, text };
    }
    wanted = path.posix.join(path.posix.dirname(wanted), links.get(entry.object)!.toString());
  }
  throw new RunnerError(ExitCode.USAGE, `${shown}:${name}: its links lead to no end`);
}
