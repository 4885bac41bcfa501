/** The state in which nothing that was read begins a needle; as a child it stands for none. */
const ROOT = 0;
/** How many different bytes there are. */
const BYTES = 256;
/** So many needles that the lists of how they go on become long. */
const MANY = 200;

/**
 * Finds all of many byte strings in one pass whose time does not depend on how many there are or how much they
 * repeat themselves (Aho and Corasick, 1975). A state stands for the longest end of what was read that a needle
 * begins with.
 */
export class Automaton {
  /** Length of the text that a state stands for, in bytes. */
  readonly depth: Int32Array;
  /** Length of the longest needle that ends in a state that was entered, in bytes; 0 for none. */
  readonly longest: Int32Array;
  /** State for the longest end of a state's text that is another state's. */
  private readonly fallback: Int32Array;
  /** Whether the fallback is known. Few states are ever entered, so it is looked for when one is. */
  private readonly isLinked: Uint8Array;
  /** The states of one byte, by the byte. */
  private readonly first = new Int32Array(BYTES);
  /** The states of two bytes, by the number that both make; undefined where there are too few for a table. */
  private readonly second?: Int32Array;
  /** The states one byte further are a list: few have more than one. */
  private readonly firstChild: Int32Array;
  private readonly nextSibling: Int32Array;
  /** The byte that leads to a state. */
  private readonly byte: Uint8Array;
  private count = 1;
  /** How many bytes of each needle `skip` looks at. */
  private readonly window: number;
  /** How much further the next needle can begin at the earliest, by the number of a window's last two bytes. */
  private readonly shift = new Uint8Array(BYTES * BYTES);
  /** Length of the shortest needle. */
  private readonly shortest: number;
  /** By the byte, 1 for those that needles are made of, and for those that may stand between them. */
  private readonly member = new Uint8Array(BYTES);

  /**
   * @param needles of at least two bytes each
   * @param fold which byte counts as which
   * @param unbroken how many bytes of each needle are next to each other in every stream; at least two
   * @param between what may stand between the others
   */
  constructor(
    needles: readonly Buffer[],
    private readonly fold: Uint8Array,
    unbroken: number,
    private readonly between: readonly number[] = [],
  ) {
    const most = needles.reduce((sum, needle) => sum + needle.length, 1);
    this.depth = new Int32Array(most);
    this.longest = new Int32Array(most);
    this.fallback = new Int32Array(most);
    this.isLinked = new Uint8Array(most);
    this.firstChild = new Int32Array(most);
    this.nextSibling = new Int32Array(most);
    this.byte = new Uint8Array(most);
    if (needles.length >= MANY) this.second = new Int32Array(BYTES * BYTES);
    for (const needle of needles) this.add(needle);
    this.shortest = needles.reduce((least, needle) => Math.min(least, needle.length), Infinity);
    this.window = Math.min(this.shortest, unbroken);
    this.fillShifts(needles);
    this.fillMembers(needles);
  }

  /** The state after one more byte. */
  next(state: number, byte: number): number {
    const folded = this.fold[byte];
    for (let from = state; from !== ROOT; from = this.fallback[from]) {
      const child = this.child(from, folded);
      if (child !== ROOT) return this.linked(child, from);
    }
    return this.first[folded];
  }

  /** The shorter state that is as good as one from which no needle goes on. */
  rest(state: number): number {
    let from = state;
    while (from !== ROOT && this.firstChild[from] === ROOT) from = this.fallback[from];
    return from;
  }

  /**
   * The first place where a needle may begin, or where too little follows to tell, which may be the end (Wu and Manber,
   * 1994).
   */
  skip(bytes: Uint8Array, from: number): number {
    return this.between.length === 0 ? this.skipPairs(bytes, from) : this.skipRuns(bytes, from);
  }

  /**
   * The longest step is a branch of its own: nearly all steps are, and a processor that guesses so need not wait for the
   * table to know where the next pair is. That halves the time.
   */
  private skipPairs(bytes: Uint8Array, from: number): number {
    const { shift } = this;
    const most = this.window - 1;
    let last = from + most;
    while (last < bytes.length) {
      const step = shift[pairOf(bytes[last - 1], bytes[last])];
      if (step === most) last += most;
      else if (step === 0) break;
      else last += step;
    }
    return last - most;
  }

  /**
   * What may be torn apart has few bytes that are sure to be next to each other, so pairs allow small steps only. But
   * most of a log has no run of its bytes that is long enough for a needle, which takes half of the time to see.
   */
  private skipRuns(bytes: Uint8Array, from: number): number {
    const { shift, member, shortest, window } = this;
    let at = from;
    /** Up to here all bytes from `at` on are known for members. */
    let known = from;
    for (let end = at + shortest; end <= bytes.length; end = at + shortest) {
      let last = end - 1;
      while (last >= known && member[bytes[last]] === 1) last--;
      if (last >= known) {
        at = known = last + 1;
        continue;
      }
      known = end;
      const step = shift[pairOf(bytes[at + window - 2], bytes[at + window - 1])];
      if (step === 0) return at;
      at += step;
    }
    return at;
  }

  private child(state: number, folded: number): number {
    if (state === ROOT) return this.first[folded];
    if (this.second !== undefined && this.depth[state] === 1) {
      return this.second[pairOf(this.byte[state], folded)];
    }
    let child = this.firstChild[state];
    while (child !== ROOT && this.byte[child] !== folded) child = this.nextSibling[child];
    return child;
  }

  private add(needle: Buffer): void {
    let state = ROOT;
    for (let i = 0; i < needle.length; i++) {
      const folded = this.fold[needle[i]];
      state = this.child(state, folded) || this.grow(state, folded, i + 1);
    }
    this.longest[state] = needle.length;
  }

  private grow(state: number, folded: number, depth: number): number {
    const child = this.count++;
    this.byte[child] = folded;
    this.depth[child] = depth;
    if (depth === 1) this.first[folded] = child;
    if (depth === 2 && this.second !== undefined) this.second[pairOf(this.byte[state], folded)] = child;
    this.nextSibling[child] = this.firstChild[state];
    this.firstChild[state] = child;
    return child;
  }

  /** A state that is entered from the one before it, which was entered, too. */
  private linked(state: number, before: number): number {
    if (this.isLinked[state] === 0) {
      this.fallback[state] = this.next(this.fallback[before], this.byte[state]);
      this.longest[state] ||= this.longest[this.fallback[state]];
      this.isLinked[state] = 1;
    }
    return state;
  }

  private fillMembers(needles: readonly Buffer[]): void {
    const { fold, member, between } = this;
    const folded = new Set(needles.flatMap((needle) => [...needle].map((byte) => fold[byte])));
    for (let byte = 0; byte < BYTES; byte++) member[byte] = Number(folded.has(fold[byte]));
    for (const byte of between) member[byte] = 1;
  }

  private fillShifts(needles: readonly Buffer[]): void {
    const { window, fold, shift } = this;
    shift.fill(window - 1);
    for (const needle of needles) {
      for (let last = 1; last < window; last++) {
        const pair = pairOf(fold[needle[last - 1]], fold[needle[last]]);
        shift[pair] = Math.min(shift[pair], window - 1 - last);
      }
    }
    // As a pair of folded bytes goes each pair that is folded to it.
    const others = [...fold.keys()].filter((byte) => fold[byte] !== byte);
    for (const byte of others) {
      shift.copyWithin(pairOf(byte, 0), pairOf(fold[byte], 0), pairOf(fold[byte] + 1, 0));
    }
    for (const byte of others) {
      for (let first = 0; first < BYTES; first++) {
        shift[pairOf(first, byte)] = shift[pairOf(first, fold[byte])];
      }
    }
  }
}

/** The number that two bytes make. */
function pairOf(first: number, second: number): number {
  return first * BYTES + second;
}
