import * as fs from "node:fs";
import * as path from "node:path";

/** How a committed file stands to the text that the stack generates. */
export type Comparison =
  | { readonly state: "same" }
  | { readonly state: "missing" }
  | ({ readonly state: "different" } & Difference)
  /** It is nothing that may be read or written. */
  | { readonly state: "unusable"; readonly reason: string };

/** The first line that differs; undefined is a line after the last one. */
export interface Difference {
  /** Counts from 1. */
  readonly line: number;
  readonly committed?: string;
  readonly generated?: string;
}

/**
 * The copy of a generated specification that is committed to the source.
 *
 * Symbolic links are not followed out of the folder that it must be in, and never at the file itself.
 */
export class CommittedFile {
  /**
   * @param file full path
   * @param root folder that it must be in; undefined when it may be anywhere
   */
  constructor(
    readonly file: string,
    readonly root?: string,
  ) {}

  compare(generated: string): Comparison {
    try {
      const reason = this.unusable();
      if (reason !== undefined) return { state: "unusable", reason };
      if (!fs.existsSync(this.file)) return { state: "missing" };
      const difference = firstDifference(fs.readFileSync(this.file, "utf8"), generated);
      return difference === undefined ? { state: "same" } : { state: "different", ...difference };
    } catch (error) {
      return { state: "unusable", reason: (error as Error).message };
    }
  }

  /** Why it may be neither read nor written; undefined when it may. */
  unusable(): string | undefined {
    const found = fs.lstatSync(this.file, { throwIfNoEntry: false });
    if (found?.isSymbolicLink()) return "it is a symbolic link; name the file itself";
    if (found !== undefined && !found.isFile()) return "it is no file";
    const isInside = this.root === undefined || isBelow(nearestFolder(this.file), fs.realpathSync(this.root));
    return isInside ? undefined : `a symbolic link leads out of ${this.root}`;
  }
}

/** Whether a path is a folder or in it; both are full paths. */
export function isBelow(file: string, folder: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== ".." && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

/** Where the file is or will be made, links followed: the deepest folder above it that exists. */
function nearestFolder(file: string): string {
  const folder = path.dirname(file);
  return fs.existsSync(folder) || folder === file ? fs.realpathSync(folder) : nearestFolder(folder);
}

/**
 * The first line in which two texts differ; undefined when they say the same.
 *
 * Line ends and a byte order mark do not count: Git and editors change them.
 */
export function firstDifference(committed: string, generated: string): Difference | undefined {
  const [old, current] = [committed, generated].map((text) => text.replace(/^\ufeff/, "").split(/\r?\n/));
  const length = Math.max(old.length, current.length);
  for (let i = 0; i < length; i++) {
    if (old[i] !== current[i]) return { line: i + 1, committed: old[i], generated: current[i] };
  }
  return undefined;
}

/** Longest piece of a line in a message, in characters. */
const SHOWN = 80;

/** What differs, on one line. */
export function describeDifference({ line, committed, generated }: Difference): string {
  return `line ${line} is ${shown(committed)}, the stack generates ${shown(generated)}`;
}

function shown(line?: string): string {
  if (line === undefined) return "not there";
  return JSON.stringify(line.length > SHOWN ? `${line.slice(0, SHOWN)}...` : line);
}
