import { ExitCode, RunnerError } from "../exit-code";
import { Interrupt } from "./session";

/** Time between the request to end and the order to, in milliseconds. */
const GRACE_MS = 2_000;
/** How often the order is repeated: it may come before the step itself. */
const REPEAT_MS = 500;
/** When a step that has been killed is given up: whoever should tell of its end does not. */
const LOST_MS = 30_000;
/** Longest time that a timer takes. */
const MAX_MS = 2 ** 31 - 1;

/** How a step can be made to end. */
export interface Ending {
  /** Asks it to. */
  term(): void;
  /** Kills it and all that steps have started. */
  kill(): void;
}

/**
 * Waits for the end of a step, and makes it end at its time or at an interrupt.
 *
 * @param done the end of the step
 * @throws RunnerError when it does not end even then
 */
export async function withinLimits<T>(
  timeoutMs: number,
  { signal, force }: Interrupt,
  ending: Ending,
  done: Promise<T>,
): Promise<{ end: T; timedOut: boolean }> {
  const timers: NodeJS.Timeout[] = [];
  let timedOut = false;
  let isKilled = false;
  let giveUp: (error: RunnerError) => void;
  const lost = new Promise<never>((_, reject) => (giveUp = reject));
  lost.catch(() => undefined);
  const kill = () => {
    if (isKilled) return;
    isKilled = true;
    ending.kill();
    timers.push(
      setInterval(() => ending.kill(), REPEAT_MS),
      setTimeout(
        () => giveUp(new RunnerError(ExitCode.ENGINE, "a step that was killed does not end")),
        LOST_MS,
      ),
    );
  };
  const end = () => {
    ending.term();
    timers.push(setTimeout(kill, GRACE_MS));
  };
  const expire = () => {
    timedOut = true;
    end();
  };
  timers.push(setTimeout(expire, Math.min(timeoutMs, MAX_MS)));
  signal.addEventListener("abort", end);
  force?.addEventListener("abort", kill);
  // What has been aborted before tells nobody any more.
  if (signal.aborted) end();
  if (force?.aborted) kill();
  try {
    return { end: await Promise.race([done, lost]), timedOut };
  } finally {
    timers.forEach((timer) => clearTimeout(timer));
    signal.removeEventListener("abort", end);
    force?.removeEventListener("abort", kill);
  }
}
