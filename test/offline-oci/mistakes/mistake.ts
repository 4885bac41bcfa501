/** One mistake in a valid stack. */
export type Mistake = readonly [
  /** What is wrong, to be read after "refuses". */
  name: string,
  /** Path of the construct in the stack; of one that makes a resource `Resource`, that is meant. */
  construct: string,
  /**
   * Attributes that get other values by cdktf's escape hatch, by path; undefined takes them away, and to a list the
   * items of another one are added.
   */
  overrides: Readonly<Record<string, unknown>>,
  /** The attribute that the message must name: with its path where the provider finds the mistake. */
  named: string,
];

/** So many things, each made from its number. */
export function many<T>(count: number, make: (i: number) => T): T[] {
  return Array.from({ length: count }, (_, i) => make(i));
}

/** A text of so many characters. */
export function long(length: number): string {
  return "x".repeat(length);
}
