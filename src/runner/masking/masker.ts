import { ByteQueue } from "./byte-queue";
import { detectorsFor } from "./detectors";
import { merged, Scanner, Span } from "./scanner";

const MASK_TEXT = "***";
const MASK = Buffer.from(MASK_TEXT);

/** Whether a secret may have been masked in a text. */
export function isMasked(text: string): boolean {
  return text.includes(MASK_TEXT);
}

/**
 * Replaces secrets in a byte stream, wherever the stream is cut into chunks.
 *
 * Masked are each secret, each of its lines, and the forms in which tools print them (see `secret-forms.ts`). Secrets
 * that overlap are masked as one. The time is linear in the length of the stream; what is kept of it is never longer
 * than the longest form of a secret.
 */
export class Masker {
  private readonly scanners: readonly Scanner[];
  private readonly held = new ByteQueue();
  /** How much of the stream has been shown or masked. */
  private settled = 0;
  private length = 0;
  /** Where the last mask that was shown ends, which may be in what is still to come. */
  private maskedTo = 0;
  private hits: Span[] = [];

  constructor(secrets: Iterable<string>) {
    this.scanners = detectorsFor(secrets).map(
      ({ automaton, skipsLineBreaks }) => new Scanner(automaton, skipsLineBreaks),
    );
  }

  /**
   * What may be shown of the stream so far; the beginning of a possible secret is held back.
   *
   * @param chunk belongs to the masker from now on
   */
  push(chunk: Buffer): Buffer {
    if (this.scanners.length === 0) return chunk;
    this.held.push(chunk);
    this.length += chunk.length;
    this.hits = this.hits.concat(...this.scanners.map((scanner) => scanner.scan(chunk)));
    return this.settle(Math.min(...this.scanners.map((scanner) => scanner.unfinished)));
  }

  /** The rest of the stream; what comes then is a new one. */
  flush(): Buffer {
    this.scanners.forEach((scanner) => scanner.reset());
    return this.settle(this.length);
  }

  /** Shows everything before a place that no secret still to be found begins before. */
  private settle(place: number): Buffer {
    const shown: Buffer[] = [];
    const hits = merged(this.hits);
    const isSettled = ({ start }: Span) => start <= place;
    for (const { start, end } of hits.filter(isSettled)) {
      if (start >= this.maskedTo) shown.push(...this.take(start), MASK);
      this.maskedTo = end;
    }
    this.hits = hits.filter((hit) => !isSettled(hit));
    shown.push(...this.take(place));
    return shown.length === 1 ? shown[0] : Buffer.concat(shown);
  }

  /** The bytes before a place without those that a mask stands for. */
  private take(place: number): Buffer[] {
    const masked = Math.min(this.maskedTo, place);
    if (masked > this.settled) this.held.take(masked - this.settled);
    const from = Math.max(masked, this.settled);
    this.settled = Math.max(place, this.settled);
    return this.held.take(this.settled - from);
  }
}
