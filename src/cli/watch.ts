import { SourceChanges } from "./source-changes";
import { PlanError } from "../pipeline/plan-error";
import { ExitCode, exitCodeOf, RunnerError } from "../runner/exit-code";

/** One run of what is watched. */
export interface WatchedRun {
  /** Changes since the sources of this run were read. */
  readonly changes: SourceChanges;
  /** Runs it, until it has ended or the signal ends it. */
  readonly run: (signal: AbortSignal) => Promise<unknown>;
}

/**
 * Runs again and again, each time that files have changed; a run that goes on then is ended first.
 *
 * @param open reads everything anew; after the first time what is wrong with it is told, and mended by the next change
 * @param tell says a line to the user
 * @param signal ends it
 * @returns how the signal ended it
 */
export async function watch(
  open: () => Promise<WatchedRun>,
  tell: (line: string) => void,
  signal: AbortSignal,
): Promise<ExitCode> {
  let changes: SourceChanges | undefined;
  while (!signal.aborted) {
    const restart = new AbortController();
    let running: Promise<unknown> = Promise.resolve();
    try {
      const opened = await open();
      changes = opened.changes;
      running = opened.run(AbortSignal.any([signal, restart.signal])).then(() => {
        if (!signal.aborted && !restart.signal.aborted) tell("Waiting for changes of the sources.");
      });
    } catch (error) {
      // A synth that is under way mends what it has left half done.
      if (changes === undefined || !(error instanceof RunnerError || error instanceof PlanError)) throw error;
      tell(`${error.message}\nWaiting for changes of the sources.`);
    }
    const changed = await changes.next(signal);
    if (changed.length > 0) tell(`Changed: ${shown(changed)}. Starting again.`);
    restart.abort("CHANGED");
    await running;
  }
  return exitCodeOf(signal.reason);
}

/** Names that are shown of files that have changed. */
const SHOWN = 3;

function shown(files: readonly string[]): string {
  const more = files.length > SHOWN ? ` and ${files.length - SHOWN} more` : "";
  return `${files.slice(0, SHOWN).join(", ")}${more}`;
}
