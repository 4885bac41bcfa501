/** How a step ended, as the supervisor tells it in the stream itself. */
export interface StepEnd {
  readonly sequence: number;
  readonly exitCode: number;
  /** Whether the step's variables could be read. */
  readonly isCaptured: boolean;
  /** How many processes have been killed for want of memory so far. */
  readonly killed: number;
}

/** First byte of an end mark. */
const MARK_START = 0x1e;
/** Longest possible end mark: two control characters, nonce, and four numbers. */
const MAX_MARK = 128;

/** Cuts one output stream of the supervisor into the steps' own output and the marks that end them. */
export class StepOutput {
  private readonly start: Buffer;
  private held: Buffer = Buffer.alloc(0);

  constructor(
    nonce: string,
    private readonly onData: (data: Buffer) => void,
    private readonly onEnd: (end: StepEnd) => void,
  ) {
    this.start = Buffer.concat([Buffer.of(MARK_START), Buffer.from(`${nonce}:`)]);
  }

  push(chunk: Buffer): void {
    // Nearly all output is without a mark, and there may be gigabytes of it.
    if (this.held.length === 0 && !chunk.includes(MARK_START)) return this.onData(chunk);
    let bytes = this.held.length === 0 ? chunk : Buffer.concat([this.held, chunk]);
    for (let at = bytes.indexOf(this.start); at >= 0; at = bytes.indexOf(this.start)) {
      const end = bytes.indexOf(0x1f, at);
      if (end < 0 && bytes.length - at <= MAX_MARK) break;
      if (end < 0 || end - at > MAX_MARK) {
        this.onData(bytes.subarray(0, at + this.start.length));
        bytes = bytes.subarray(at + this.start.length);
        continue;
      }
      if (at > 0) this.onData(bytes.subarray(0, at));
      const [sequence, exitCode, captured, killed] = bytes
        .subarray(at + this.start.length, end)
        .toString("latin1")
        .split(":")
        .map(Number);
      this.onEnd({ sequence, exitCode, isCaptured: captured === 1, killed });
      bytes = bytes.subarray(end + 1);
    }
    const keep = this.possibleMark(bytes);
    if (keep > 0) this.onData(bytes.subarray(0, keep));
    this.held = Buffer.from(bytes.subarray(keep));
  }

  /** What is left when the stream ends without a mark. */
  flush(): void {
    if (this.held.length > 0) this.onData(this.held);
    this.held = Buffer.alloc(0);
  }

  /** Where a mark begins that is not complete yet. */
  private possibleMark(bytes: Buffer): number {
    const at = bytes.lastIndexOf(MARK_START);
    if (at < 0) return bytes.length;
    const length = Math.min(this.start.length, bytes.length - at);
    return bytes.compare(this.start, 0, length, at, at + length) === 0 ? at : bytes.length;
  }
}
