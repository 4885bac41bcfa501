import * as fs from "node:fs";
import * as path from "node:path";
import { ExitCode, RunnerError } from "../exit-code";
import { OPEN_AS_IT_IS } from "../open-flags";
import { GitError, gitLine } from "./git";
import { isPointer, mayBePointer } from "./lfs";
import { listFolder } from "./list-folder";
import { mayBeBroken, parents, shownNames } from "./names";
import { SourceFile, SourceFolder, SourceText } from "./source-folder";

/**
 * A folder as a source: what git tracks and what it does not ignore, as it is in the working tree; outside of git every
 * file. Files of submodules that are checked out are part of it.
 *
 * @throws RunnerError that lists every file that cannot be read
 */
export function sourceFolder(name: string, folder: string): SourceFolder {
  const { warnings, files, broken } = scan(folder);
  const { unreadable, pointers } = inspect(files);
  if (unreadable.length > 0) {
    throw new RunnerError(
      ExitCode.USAGE,
      `source ${name}: these files of ${folder} cannot be read: ${shownNames(unreadable)}; make them readable for you`,
    );
  }
  return {
    name,
    folder,
    commit: headOf(folder),
    warnings: [
      ...warnings,
      ...(pointers.length > 0
        ? [
            `${shownNames(pointers)}: only a pointer of Git LFS and not the contents; run \`git lfs pull\` first`,
          ]
        : []),
      ...(broken.length > 0 ? [`${shownNames(broken)}: left out, as the name is not UTF-8`] : []),
    ],
    files: () => scan(folder).files,
    workingFiles: () => scan(folder).files.map((file) => path.join(folder, file.path)),
    read: (file) => readText(folder, file),
    dispose: () => undefined,
  };
}

interface Scan {
  readonly files: SourceFile[];
  /** Names that are no UTF-8. */
  readonly broken: readonly string[];
  readonly warnings: readonly string[];
}

function scan(folder: string): Scan {
  const listed = listFolder(folder);
  const broken: string[] = [];
  const isReal = inRealFolders(folder);
  const files = [...new Set(listed.files)].filter(isReal).flatMap((file) => {
    const source = path.join(folder, file);
    const found = fs.lstatSync(source, { throwIfNoEntry: false });
    if (found === undefined && mayBeBroken(file)) broken.push(file);
    return found === undefined ? [] : sourceFile(file, source, found);
  });
  const folders = listed.folders.filter(isReal).map((below): SourceFile => {
    return { path: below, mode: 0o755, content: { kind: "directory" } };
  });
  return { files: [...files, ...folders], broken, warnings: listed.warnings };
}

function sourceFile(file: string, source: string, found: fs.Stats): SourceFile[] {
  if (found.isSymbolicLink()) {
    return [{ path: file, mode: 0o777, content: { kind: "link", target: fs.readlinkSync(source) } }];
  }
  // A directory in place of a tracked file, a socket or a device.
  if (!found.isFile()) return [];
  return [
    { path: file, mode: found.mode % 0o1000, content: { kind: "file", file: source, size: found.size } },
  ];
}

/** Whether no folder on the way to a file has become a link. */
function inRealFolders(folder: string): (file: string) => boolean {
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

function inspect(files: readonly SourceFile[]): { unreadable: string[]; pointers: string[] } {
  const unreadable: string[] = [];
  const pointers: string[] = [];
  for (const { path: name, content } of files) {
    if (content.kind !== "file") continue;
    try {
      // Only opening a file tells: access(2) asks for the real user and knows nothing of a remote file system's rules.
      const descriptor = fs.openSync(content.file, OPEN_AS_IT_IS);
      try {
        if (mayBePointer(content.size) && isPointer(fs.readFileSync(descriptor))) pointers.push(name);
      } finally {
        fs.closeSync(descriptor);
      }
    } catch (error) {
      // What has gone meanwhile is as good as deleted.
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") unreadable.push(name);
    }
  }
  return { unreadable, pointers };
}

function headOf(folder: string): string | undefined {
  try {
    return gitLine({ folder, isBare: false }, ["rev-parse", "--verify", "--quiet", "HEAD"]);
  } catch (error) {
    if (error instanceof GitError) return undefined;
    throw error;
  }
}

/** A link is followed as far as it stays in the folder: the build runner has nothing else. */
function readText(folder: string, name: string): SourceText | undefined {
  const file = path.join(folder, name);
  if (leadsOut(folder, file)) return undefined;
  const fail = (problem: string) => new RunnerError(ExitCode.USAGE, `${file}: ${problem}`);
  try {
    const real = fs.realpathSync(file);
    if (leadsOut(fs.realpathSync(folder), real)) throw fail(`leads to ${real}, out of the source`);
    if (!fs.statSync(real).isFile()) throw fail("is no file");
    return { file, text: fs.readFileSync(real, "utf8") };
  } catch (error) {
    if (error instanceof RunnerError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw fail(`cannot be read: ${message}`);
  }
}

function leadsOut(folder: string, file: string): boolean {
  return path.relative(folder, file).split(path.sep)[0] === "..";
}
