import { directory, FileEntry } from "../files";
import { parents } from "./names";

/** A file of a source; its path is relative to the source. */
export type SourceFile = FileEntry;

/** What stands on this machine for a build source. */
export interface SourceFolder {
  readonly name: string;
  /** Where its files come from: a folder, with `#REF` when it is a commit, or an address without its password. */
  readonly folder: string;
  /** Commit of its files, or the one that they are checked out from; undefined outside of git. */
  readonly commit?: string;
  /** What a build will not find in it, such as submodules that are not checked out. */
  readonly warnings: readonly string[];
  /** Its files and links as they are now; links stay links. */
  files(): SourceFile[];
  /** Places of its files on this machine, where they may change; undefined for a commit, which never does. */
  workingFiles?(): string[];
  /**
   * Text of one of its files; undefined when it has none of that name.
   *
   * @param path relative to the source
   * @throws RunnerError when the path leads out of the source, or to something that is no file
   */
  read(path: string): SourceText | undefined;
  /** Removes what was fetched for it; may be called twice. */
  dispose(): void;
}

export interface SourceText {
  /** Path as the user knows it. */
  readonly file: string;
  readonly text: string;
}

/**
 * The files of a source at their places in the build runner, each after the directories it is in.
 *
 * @param workspace root of all sources in the build runner
 */
export function sourceFiles(source: SourceFolder, workspace: string): FileEntry[] {
  const root = `${workspace}/${source.name}`;
  const files = source.files();
  const folders = new Set(files.flatMap(({ path }) => parents(path)));
  return [
    directory(root),
    ...[...folders].map((folder) => directory(`${root}/${folder}`)),
    ...files.map((file) => ({ ...file, path: `${root}/${file.path}` })),
  ];
}
