/** Longest piece of a script that a message repeats. */
const MAX_LENGTH = 60;

/** A piece of a script in a message: as it is written, or `...` when it is long, of several lines or not printable. */
export function shown(source: string): string {
  return source.length <= MAX_LENGTH && /^[\P{C}]*$/u.test(source) ? source : "...";
}
