import { Automaton } from "./automaton";

/** A part of a stream: from its first byte to before its last, counted from the beginning of the stream. */
export interface Span {
  start: number;
  end: number;
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
export const LINE_BREAKS = [LINE_FEED, CARRIAGE_RETURN];

/**
 * So much of a needle has to be there before a line break for the needle to go on behind it. With less, every other
 * line would be held back because of its last letter.
 */
export const BYTES_BEFORE_BREAK = 4;

/** Looks for needles in a stream that comes in chunks. */
export class Scanner {
  private state = 0;
  private position = 0;
  /** How many line breaks inside of needles there were. */
  private skipped = 0;
  /** Where these were, counted in bytes without them, as far as a needle that is not complete may hold them. */
  private breaks: number[] = [];

  /** @param skipsLineBreaks whether line breaks inside of needles count for nothing */
  constructor(
    private readonly automaton: Automaton,
    private readonly skipsLineBreaks: boolean,
  ) {}

  /** Where the unfinished needle begins that the stream so far may end with. */
  get unfinished(): number {
    return this.startOf(this.automaton.depth[this.state]);
  }

  /** The needles that end in a chunk, overlapping ones as one, in order. */
  scan(chunk: Buffer): Span[] {
    const { automaton } = this;
    const { depth, longest } = automaton;
    const found: Span[] = [];
    const before = this.position;
    let state = this.state;
    for (let at = 0; at < chunk.length;) {
      if (state === 0) at = automaton.skip(chunk, at);
      if (at === chunk.length) break;
      const byte = chunk[at++];
      if (this.skipsLineBreaks && isLineBreak(byte) && depth[state] >= BYTES_BEFORE_BREAK) {
        this.breaks.push(before + at - 1 - this.skipped++);
        continue;
      }
      state = automaton.next(state, byte);
      if (longest[state] > 0) {
        this.position = before + at;
        join(found, this.startOf(longest[state]), this.position);
        state = automaton.rest(state);
      }
    }
    this.state = state;
    this.position = before + chunk.length;
    const held = this.position - this.skipped - depth[state];
    if (this.breaks[0] <= held) this.breaks = this.breaks.filter((place) => place > held);
    return found;
  }

  /** What follows has nothing to do with what was. */
  reset(): void {
    this.state = 0;
    this.breaks = [];
  }

  /** Where the last bytes begin, line breaks inside of needles not counted. */
  private startOf(bytes: number): number {
    const start = this.position - this.skipped - bytes;
    let [low, high] = [0, this.breaks.length];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.breaks[middle] > start) high = middle;
      else low = middle + 1;
    }
    return start + this.skipped - (this.breaks.length - low);
  }
}

/** Overlapping spans as one, in order. */
export function merged(spans: readonly Span[]): Span[] {
  const all: Span[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) join(all, start, end);
  return all;
}

/** Adds a span that begins or ends after all others. */
function join(spans: Span[], start: number, end: number): void {
  let to = end;
  for (let last = spans.at(-1); last !== undefined && last.end > start; last = spans.at(-1)) {
    to = Math.max(to, last.end);
    if (last.start <= start) {
      last.end = to;
      return;
    }
    spans.pop();
  }
  spans.push({ start, end: to });
}

function isLineBreak(byte: number): boolean {
  return byte === LINE_FEED || byte === CARRIAGE_RETURN;
}
