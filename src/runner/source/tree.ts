import { isPlainPath, mayBeBroken, parents, shownNames } from "./names";

/** An entry of a commit's tree. */
export interface TreeEntry {
  readonly path: string;
  /** `link` and `submodule` are no files. */
  readonly kind: "file" | "link" | "submodule";
  readonly isExecutable: boolean;
  readonly object: string;
  /** Bytes; 0 for a submodule. */
  readonly size: number;
}

/** What `git ls-tree -r -l -z` says. */
export function parseTree(list: string): TreeEntry[] {
  return list.split("\0").flatMap((record): TreeEntry[] => {
    const [, mode, object, size, path] = /^(\d{6}) \w+ ([0-9a-f]+) +(\d+|-)\t(.*)$/s.exec(record) ?? [];
    if (path === undefined) return [];
    const kind = mode === "120000" ? "link" : mode === "160000" ? "submodule" : "file";
    const isExecutable = Number(mode[3]) % 2 === 1;
    return [{ path, kind, isExecutable, object, size: Number(size) || 0 }];
  });
}

/** Longest target of a link in bytes, that of Linux. */
const LONGEST_TARGET = 4095;

/** What no checkout would make of a tree; git itself never writes one with it. */
export function treeProblems(entries: readonly TreeEntry[]): string[] {
  const files = new Set<string>();
  const twice = new Set<string>();
  for (const { path } of entries) (files.has(path) ? twice : files).add(path);
  const paths = [...files];
  const isTarget = ({ kind, size }: TreeEntry) => kind !== "link" || (size >= 1 && size <= LONGEST_TARGET);
  return [
    ...problem(
      paths.filter((path) => !isPlainPath(path)),
      "leads out of the source or into .git",
    ),
    ...problem([...twice], "stands there twice"),
    ...problem(
      paths.filter((path) => parents(path).some((parent) => files.has(parent))),
      "is below a file or a link",
    ),
    ...problem(
      entries.filter((entry) => !isTarget(entry)).map(({ path }) => path),
      `is a link to nothing, or one whose target has more than ${LONGEST_TARGET} bytes`,
    ),
  ];
}

function problem(names: readonly string[], text: string): string[] {
  return names.length === 0 ? [] : [`${shownNames(names)} ${text}`];
}

/** Splits off the names that are no UTF-8. */
export function splitBroken(entries: readonly TreeEntry[]): { usable: TreeEntry[]; broken: string[] } {
  const usable = entries.filter(({ path }) => !mayBeBroken(path));
  const broken = entries.filter(({ path }) => mayBeBroken(path)).map(({ path }) => path);
  return { usable, broken };
}
