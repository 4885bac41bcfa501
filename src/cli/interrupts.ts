/** Signals that end a run. */
const ENDING = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Signals closer to each other than this, in milliseconds, are one: npx passes on what the terminal has sent as well. */
const SAME_MS = 300;

/**
 * Does something that can be interrupted: the first signal asks it to end in order, the second to end at once.
 *
 * @param action gets both requests; the reason of the first is the name of the signal
 * @param onFirst is told of the first one
 */
export async function interruptible<T>(
  action: (signal: AbortSignal, force: AbortSignal) => Promise<T>,
  onFirst: (name: string) => void,
): Promise<{ result: T; isForced: boolean }> {
  const first = new AbortController();
  const second = new AbortController();
  let since = 0;
  const listener = (name: string) => {
    if (first.signal.aborted) return performance.now() - since < SAME_MS ? undefined : second.abort(name);
    since = performance.now();
    first.abort(name);
    onFirst(name);
  };
  ENDING.forEach((name) => process.on(name, listener));
  try {
    const result = await action(first.signal, second.signal);
    return { result, isForced: second.signal.aborted };
  } finally {
    ENDING.forEach((name) => process.off(name, listener));
  }
}
