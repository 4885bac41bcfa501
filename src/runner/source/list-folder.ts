import * as fs from "node:fs";
import * as path from "node:path";
import { ExitCode, RunnerError } from "../exit-code";
import { git, GitError } from "./git";
import { isPlainPath, shownNames } from "./names";

/** What a folder holds for a build. */
export interface FolderList {
  /** Paths relative to the folder; some may be deleted, and some may stand there twice. */
  readonly files: readonly string[];
  /** Folders that are there and empty. */
  readonly folders: readonly string[];
  readonly warnings: readonly string[];
}

/**
 * The files that git tracks or does not ignore; outside of git all files.
 *
 * @throws RunnerError when there is a repository that git cannot or must not read
 */
export function listFolder(folder: string): FolderList {
  const listed = gitList(folder);
  if (listed !== undefined && listed.files.length + listed.folders.length > 0) return listed;
  // A folder that an outer repository ignores is a source like any other.
  const warnings: string[] = [...(listed?.warnings ?? missingGit(folder))];
  return { files: filesBelow(folder, "", warnings), folders: [], warnings };
}

function missingGit(folder: string): string[] {
  return fs.existsSync(path.join(folder, ".git"))
    ? [`${folder}: git cannot be run here, so also files that it would ignore are taken`]
    : [];
}

function gitList(folder: string): FolderList | undefined {
  try {
    return trackedBelow(folder, "");
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    if (error.isMissing || error.message.includes("not a git repository (or any")) return undefined;
    throw new RunnerError(ExitCode.USAGE, `${folder}: git does not list its files: ${error.message}`);
  }
}

/** What is in no commit of a repository, or not on disk. */
interface Leftovers {
  readonly submodules: string[];
  readonly repositories: string[];
  readonly sparse: string[];
  readonly hostile: string[];
}

function trackedBelow(root: string, below: string): FolderList {
  const folder = path.join(root, below);
  const args = ["ls-files", "--cached", "--others", "--exclude-standard", "--stage", "-t", "-z"];
  const { bytes, warnings } = git({ folder, isBare: false }, args);
  const prefixed = (name: string) => (below === "" ? name : `${below}/${name}`);
  const files: string[] = [];
  const inner: FolderList[] = [];
  const left: Leftovers = { submodules: [], repositories: [], sparse: [], hostile: [] };
  for (const { name, tag, isSubmodule } of parseFiles(bytes.toString())) {
    const file = prefixed(name);
    if (name.endsWith("/")) left.repositories.push(file.slice(0, -1));
    else if (!isPlainPath(name)) left.hostile.push(file);
    else if (isSubmodule && isCheckedOut(path.join(root, file))) inner.push(trackedBelow(root, file));
    else if (isSubmodule) left.submodules.push(file);
    else if (tag === "S" && !fs.existsSync(path.join(root, file))) left.sparse.push(file);
    else files.push(file);
  }
  refuse(folder, left.hostile);
  return {
    files: [...files, ...inner.flatMap((list) => list.files)],
    folders: [...left.submodules, ...inner.flatMap((list) => list.folders)],
    warnings: [...warnings, ...describe(left), ...inner.flatMap((list) => list.warnings)],
  };
}

function refuse(folder: string, hostile: readonly string[]): void {
  if (hostile.length === 0) return;
  throw new RunnerError(
    ExitCode.USAGE,
    `${folder}: git's index has paths that lead out of the source or into .git: ${shownNames(hostile)}`,
  );
}

function describe({ submodules, repositories, sparse }: Leftovers): string[] {
  return [
    ...warning(
      submodules,
      "a submodule that is not checked out, so an empty folder for the build; run `git submodule update --init` first",
    ),
    ...warning(
      repositories,
      "left out, as git does: a repository of its own that is no submodule; make it one, or add its files",
    ),
    ...warning(
      sparse,
      "left out, as this checkout is sparse; run `git sparse-checkout disable`, or name a commit with DIR#REF",
    ),
  ];
}

function warning(names: readonly string[], text: string): string[] {
  return names.length === 0 ? [] : [`${shownNames(names)}: ${text}`];
}

interface ListedFile {
  readonly name: string;
  /** `?` for a file that is not tracked, `S` for one that a sparse checkout leaves out. */
  readonly tag: string;
  readonly isSubmodule: boolean;
}

/** Only a file that is tracked has a mode, an object and a stage before its name. */
const TRACKED = /^(\S) (\d{6}) [0-9a-f]+ \d\t(.+)$/s;

function parseFiles(list: string): ListedFile[] {
  return list.split("\0").flatMap((record): ListedFile[] => {
    if (record.startsWith("? ")) return [{ name: record.slice(2), tag: "?", isSubmodule: false }];
    const [, tag, mode, name] = TRACKED.exec(record) ?? [];
    return name === undefined ? [] : [{ name, tag, isSubmodule: mode === "160000" }];
  });
}

/** Without a repository of its own in it git would answer for the outer one. */
function isCheckedOut(submodule: string): boolean {
  const isFolder = fs.lstatSync(submodule, { throwIfNoEntry: false })?.isDirectory() ?? false;
  return isFolder && fs.existsSync(path.join(submodule, ".git"));
}

/** Git's own folder, and the records of earlier runs. */
const SKIPPED = new Set([".git", ".oci-devops"]);

function filesBelow(root: string, below: string, warnings: string[]): string[] {
  return entriesOf(path.join(root, below), warnings).flatMap((found) => {
    const name = below === "" ? found.name : `${below}/${found.name}`;
    if (SKIPPED.has(name)) return [];
    return found.isDirectory() ? filesBelow(root, name, warnings) : [name];
  });
}

function entriesOf(folder: string, warnings: string[]): fs.Dirent[] {
  try {
    return fs.readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    warnings.push(`${JSON.stringify(folder)}: left out, as it cannot be read: ${(error as Error).message}`);
    return [];
  }
}
