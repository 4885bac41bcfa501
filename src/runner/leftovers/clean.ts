import { ownerOf, PID_LABEL, RUN_LABEL, staysOnFailure } from "./container-labels";
import { isAlive, Owner } from "./owner";
import { isKept, lostFolders, removeFolder } from "./temporary-folder";
import { Engine } from "../engine/engine";
import { readRecord, runFolders } from "../record/recorded-runs";
import { endRecord } from "../record/run-folder";

/** What runs have left whose process is gone. */
export interface Leftovers {
  readonly containers: readonly { readonly id: string; readonly run: string }[];
  /** Folders of temporary files. */
  readonly folders: readonly string[];
  /** Folders of runs whose record still says that they go on. */
  readonly records: readonly string[];
  /** Which of the containers and folders have been kept after a failure. */
  readonly kept: ReadonlySet<string>;
  /** Containers that belong to processes which cannot be seen from here, such as those of another machine. */
  readonly unknown: readonly { readonly id: string; readonly run: string }[];
}

/**
 * Finds what runs have left whose process is gone; what belongs to a living one is never among it.
 *
 * @param engine undefined when there is none, and so no containers
 * @param outputFolder folder of all run records
 */
export async function findLeftovers(engine: Engine | undefined, outputFolder: string): Promise<Leftovers> {
  const labelled = engine === undefined ? new Map<string, never>() : await engine.labelled(PID_LABEL);
  const containers = [...labelled].map(([id, labels]: [string, Record<string, string>]) => {
    const owner = ownerOf(labels);
    const lives = owner && isAlive(owner);
    return { id, run: labels[RUN_LABEL] ?? "", lives, isKept: staysOnFailure(labels) };
  });
  const named = (lives: boolean | undefined) =>
    containers.filter((each) => each.lives === lives).map(({ id, run }) => ({ id, run }));
  const folders = lostFolders();
  const kept = containers.filter((each) => each.isKept).map(({ id }) => id);
  return {
    containers: named(false),
    folders,
    kept: new Set([...kept, ...folders.filter(isKept)]),
    records: runFolders(outputFolder).filter(isLost),
    unknown: named(undefined),
  };
}

/**
 * Removes what {@link findLeftovers} has found, and writes into the records that their runs are lost.
 *
 * @returns what could not be removed, each with the reason
 */
export async function removeLeftovers(found: Leftovers, engine: Engine | undefined): Promise<string[]> {
  const problems: string[] = [];
  const attempt = (what: string, action: () => void) => {
    try {
      action();
    } catch (error) {
      problems.push(`${what}: ${(error as Error).message}`);
    }
  };
  for (const { id } of found.containers) await engine?.remove(id);
  const left = found.containers.length === 0 ? undefined : await engine?.labelled(PID_LABEL);
  for (const { id } of found.containers) {
    if (left?.has(id)) problems.push(`container ${id}: the engine has not removed it`);
  }
  for (const folder of found.folders) attempt(folder, () => removeFolder(folder));
  for (const folder of found.records) attempt(folder, () => markLost(folder));
  return problems;
}

function isLost(folder: string): boolean {
  const owner = ownerOfRunning(folder);
  if (owner === undefined || isAlive(owner) !== false) return false;
  // Its last word may have come since it was read.
  return ownerOfRunning(folder) !== undefined;
}

function markLost(folder: string): void {
  if (!isLost(folder)) return;
  endRecord(folder, { ...readRecord(folder), status: "LOST" });
}

/** Who a run belongs to that goes on, as its record says. */
function ownerOfRunning(folder: string): Owner | undefined {
  const found = readRecord(folder);
  return found?.status === "IN_PROGRESS" ? found.owner : undefined;
}
