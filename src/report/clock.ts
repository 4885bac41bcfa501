/** Time, as what is shown while it passes needs it. */
export interface Clock {
  /** Milliseconds since some moment. */
  now(): number;
  /**
   * Calls again and again, as long as the process has something else to do.
   *
   * @param interval in milliseconds
   * @returns what ends it
   */
  every(interval: number, tick: () => void): () => void;
}

export const SYSTEM_CLOCK: Clock = {
  now: () => performance.now(),
  every: (interval, tick) => {
    const timer = setInterval(tick, interval).unref();
    return () => clearInterval(timer);
  },
};

/** A time in the words of a person, to the second: `12 s`, `3 min 05 s`, `1 h 02 min`. */
export function elapsed(ms: number): string {
  const seconds = Math.floor(Math.max(0, ms) / 1000);
  const minutes = Math.floor(seconds / 60);
  if (minutes === 0) return `${seconds} s`;
  if (minutes < 60) return `${minutes} min ${twoDigits(seconds % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${twoDigits(minutes % 60)} min`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, "0");
}
