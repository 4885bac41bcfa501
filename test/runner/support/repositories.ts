import * as fs from "node:fs";
import * as path from "node:path";
import { git, temporaryFolder, writeFiles } from "./temporary";

/** A repository whose only commit has these files. */
export function repository(tracked: Readonly<Record<string, string>>): string {
  const folder = writeFiles(temporaryFolder("repository"), tracked);
  git(folder, "init", "--quiet");
  commit(folder);
  return folder;
}

/** Commits everything; returns the commit. */
export function commit(folder: string, message = "commit"): string {
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--allow-empty", "--message", message);
  return git(folder, "rev-parse", "HEAD");
}

/** Adds a repository as a submodule and commits that. */
export function addSubmodule(folder: string, module: string, place: string): void {
  git(folder, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", module, place);
  commit(folder, "submodule");
}

/** A tree object of entries that git itself would refuse; returns its id. */
export function rawTree(
  folder: string,
  entries: readonly (readonly [mode: string, name: string, id: string])[],
): string {
  const bytes = entries.map(([mode, name, id]) => {
    return Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(id, "hex")]);
  });
  const file = path.join(temporaryFolder("tree"), "tree");
  fs.writeFileSync(file, Buffer.concat(bytes));
  return git(folder, "hash-object", "-t", "tree", "-w", "--literally", file);
}

/** A commit of a tree, on no branch; returns its id. */
export function commitOf(folder: string, tree: string): string {
  return git(folder, "commit-tree", "-m", "raw", tree);
}

/** An object with these contents; returns its id. */
export function blob(folder: string, text: string): string {
  const file = path.join(writeFiles(temporaryFolder("blob"), { blob: text }), "blob");
  return git(folder, "hash-object", "-w", "--no-filters", file);
}
