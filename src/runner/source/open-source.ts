import * as fs from "node:fs";
import * as path from "node:path";
import { ExitCode, RunnerError } from "../exit-code";
import { parsePlace, SourcePlace, withoutPassword } from "./address";
import { commitSource } from "./commit";
import { fetchSource } from "./fetch-source";
import { SourceFolder } from "./source-folder";
import { sourceFolder } from "./working-tree";

/**
 * Opens a build source by its words on the command line: `DIR` is a working tree, a bare clone at its HEAD or a folder
 * without git; `DIR#REF` a commit, branch or tag of it; `URL` and `URL#REF` are fetched. Dispose of it in the end.
 *
 * @param signal ends a fetch
 * @throws RunnerError that says why it cannot be had
 */
export async function openSource(name: string, text: string, signal?: AbortSignal): Promise<SourceFolder> {
  const place = placeOf(name, text);
  if (place.kind === "address") return fetchSource(name, place.address, signal);
  const folder = path.resolve(place.folder);
  const isBare = isBareRepository(folder);
  if (place.ref === undefined && !isBare) return sourceFolder(name, folder);
  const { ref = "HEAD" } = place;
  return commitSource({ name, shown: `${folder}#${ref}`, repository: { folder, isBare }, ref });
}

/**
 * Opens all sources of a run; when one cannot be had, none stays open.
 *
 * @param given words of the command line by the source's name
 * @throws RunnerError with all problems at once
 */
export async function openSources(
  given: ReadonlyMap<string, string>,
  signal?: AbortSignal,
): Promise<Map<string, SourceFolder>> {
  const sources = new Map<string, SourceFolder>();
  const problems: string[] = [];
  try {
    for (const [name, text] of given) {
      try {
        sources.set(name, await openSource(name, text, signal));
      } catch (error) {
        if (!(error instanceof RunnerError) || signal?.aborted) throw error;
        problems.push(error.message);
      }
    }
    if (problems.length > 0) throw new RunnerError(ExitCode.USAGE, problems.join("\n"));
  } catch (error) {
    for (const source of sources.values()) source.dispose();
    throw error;
  }
  return sources;
}

function placeOf(name: string, text: string): SourcePlace {
  try {
    return parsePlace(text, isFolder);
  } catch (error) {
    throw new RunnerError(
      ExitCode.USAGE,
      `--source ${name}=${withoutPassword(text)}: ${(error as Error).message}`,
    );
  }
}

function isFolder(file: string): boolean {
  try {
    return fs.statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false;
  } catch {
    // Too long, or with a NUL.
    return false;
  }
}

/** A folder that is itself what `.git` is in a working tree. */
function isBareRepository(folder: string): boolean {
  const has = (name: string) => fs.existsSync(path.join(folder, name));
  return (
    !has(".git") &&
    has("HEAD") &&
    isFolder(path.join(folder, "objects")) &&
    isFolder(path.join(folder, "refs"))
  );
}
