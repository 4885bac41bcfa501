import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { directory, FileEntry } from "./files";

/** More than the list of the largest repository that the service takes. */
const MAX_LIST_BYTES = 256 * 1024 * 1024;

/** A local folder that stands for a build source. */
export interface SourceFolder {
  readonly name: string;
  readonly folder: string;
  /** Commit that is checked out; undefined outside of git. */
  readonly commit?: string;
}

export function sourceFolder(name: string, folder: string): SourceFolder {
  return { name, folder, commit: git(folder, ["rev-parse", "HEAD"])?.trim() };
}

/**
 * The files of a source: what git tracks and what it does not ignore, as they are in the working tree; outside of git
 * every file. Links stay links and nothing is read through them.
 *
 * @param workspace root of all sources in the build runner
 */
export function sourceFiles({ name, folder }: SourceFolder, workspace: string): FileEntry[] {
  const root = `${workspace}/${name}`;
  const listed = git(folder, ["ls-files", "--cached", "--others", "--exclude-standard", "-z"])
    ?.split("\0")
    .filter((file) => file !== "");
  // A folder that an outer repository ignores is a source like any other.
  const files = listed?.length ? [...new Set(listed)].filter(isReal(folder)) : filesBelow(folder, "");
  return [
    directory(root),
    ...[...new Set(files.flatMap(parents))].map((parent) => directory(`${root}/${parent}`)),
    ...files.flatMap((file) => entry(folder, file, `${root}/${file}`)),
  ];
}

/** Whether no folder on the way to a file has become a link. */
function isReal(folder: string): (file: string) => boolean {
  const known = new Map<string, boolean>();
  const isFolder = (parent: string): boolean => {
    const answer =
      known.get(parent) ??
      fs.lstatSync(path.join(folder, parent), { throwIfNoEntry: false })?.isDirectory() ??
      false;
    known.set(parent, answer);
    return answer;
  };
  return (file) => parents(file).every(isFolder);
}

function entry(folder: string, file: string, target: string): FileEntry[] {
  const source = path.join(folder, file);
  const found = fs.lstatSync(source, { throwIfNoEntry: false });
  if (found?.isSymbolicLink()) {
    return [{ path: target, mode: 0o777, content: { kind: "link", target: fs.readlinkSync(source) } }];
  }
  // Deleted in the working tree, or a submodule, socket or device.
  if (!found?.isFile()) return [];
  return [
    { path: target, mode: found.mode % 0o1000, content: { kind: "file", file: source, size: found.size } },
  ];
}

function parents(file: string): string[] {
  const parts = file.split("/").slice(0, -1);
  return parts.map((_, i) => parts.slice(0, i + 1).join("/"));
}

/** Git's own folder, and the records of earlier runs. */
const SKIPPED = new Set([".git", ".oci-devops"]);

function filesBelow(root: string, below: string): string[] {
  return fs.readdirSync(path.join(root, below), { withFileTypes: true }).flatMap((found) => {
    const name = below === "" ? found.name : `${below}/${found.name}`;
    if (SKIPPED.has(name)) return [];
    return found.isDirectory() ? filesBelow(root, name) : [name];
  });
}

/** What git sets for its hooks: the repository they belong to, which need not be the source. */
const LOCAL_GIT_VARIABLES = new Set([
  "GIT_DIR",
  "GIT_WORK_TREE",
  "GIT_INDEX_FILE",
  "GIT_PREFIX",
  "GIT_COMMON_DIR",
  "GIT_OBJECT_DIRECTORY",
]);

function git(folder: string, args: string[]): string | undefined {
  try {
    return execFileSync("git", ["-C", folder, ...args], {
      encoding: "utf8",
      maxBuffer: MAX_LIST_BYTES,
      stdio: ["ignore", "pipe", "ignore"],
      env: Object.fromEntries(Object.entries(process.env).filter(([name]) => !LOCAL_GIT_VARIABLES.has(name))),
    });
  } catch {
    return undefined;
  }
}
