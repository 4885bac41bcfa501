import * as fs from "node:fs";
import * as path from "node:path";
import { SourceFolder } from "../runner/source/source-folder";

/** What is looked at for changes. */
export interface Watched {
  readonly sources: readonly SourceFolder[];
  /** Files beside the sources, such as a stack. */
  readonly files: readonly string[];
  /** Folder of run records: what a run writes is no change. */
  readonly outputFolder: string;
}

/** What tells each file from what it was; undefined while it cannot be told. */
type Stamps = ReadonlyMap<string, string> | undefined;

/** Shortest time between two looks, in milliseconds. */
const INTERVAL_MS = 500;

/** Looking takes at most this part of the time, however many files there are. */
const SHARE = 0.1;

/**
 * Notices changes of files from now on. It looks for them rather than asks the system, which does not tell of changes on
 * network drives and has a limit to the folders it watches.
 *
 * @param pause waits a time in milliseconds, or until the signal
 */
export class SourceChanges {
  private stamps: Stamps;

  constructor(
    private readonly watched: Watched,
    private readonly pause: (ms: number, signal: AbortSignal) => Promise<void> = wait,
  ) {
    this.stamps = stampsOf(watched);
  }

  /**
   * Waits for a change, and then until nothing changes any more: many files are one change.
   *
   * @returns the files that have changed; none when the signal ended it
   */
  async next(signal: AbortSignal): Promise<string[]> {
    let last = this.stamps;
    while (!signal.aborted) {
      const started = performance.now();
      const now = stampsOf(this.watched);
      const changed = differences(this.stamps, now);
      if (changed.length > 0 && differences(last, now).length === 0) {
        this.stamps = now;
        return changed;
      }
      last = now;
      await this.pause(Math.max(INTERVAL_MS, (performance.now() - started) / SHARE), signal);
    }
    return [];
  }
}

/** A repository may be locked, and a folder be on its way to another name. */
function stampsOf({ sources, files, outputFolder }: Watched): Stamps {
  const records = path.resolve(outputFolder) + path.sep;
  try {
    const all = [
      ...sources.flatMap((source) => source.workingFiles?.() ?? []),
      ...files.map((file) => path.resolve(file)),
    ];
    return new Map(all.filter((file) => !file.startsWith(records)).map((file) => [file, stampOf(file)]));
  } catch {
    return undefined;
  }
}

function stampOf(file: string): string {
  const found = fs.lstatSync(file, { throwIfNoEntry: false });
  return found === undefined ? "" : [found.mtimeMs, found.size, found.mode, found.ino].join(":");
}

function differences(before: Stamps, now: Stamps): string[] {
  if (before === undefined || now === undefined) return [];
  const all = new Set([...before.keys(), ...now.keys()]);
  return [...all].filter((file) => before.get(file) !== now.get(file));
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done, { once: true });
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
  });
}
