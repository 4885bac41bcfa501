import { Readable } from "node:stream";

/** Undefined when more can be taken, else what is resolved when it can. */
export type Ready = () => Promise<void> | undefined;

/**
 * Lets streams be read no faster than what they bring can be taken: whoever reads the console may be slower than a step,
 * or not read at all, and what waits for him waits in the step rather than in our memory.
 */
export class Pace {
  private readonly waiting = new Set<Readable>();
  private isHeld = true;

  constructor(private readonly ready: Ready = () => undefined) {}

  /** @param stream what else takes its chunks listens already */
  follow(stream: Readable): void {
    stream.on("data", () => {
      const ready = this.isHeld ? this.ready() : undefined;
      if (ready === undefined) return;
      this.waiting.add(stream);
      stream.pause();
      void ready.then(() => this.goOn(stream));
    });
  }

  /** Whether a stream has more than can be taken now. */
  isWaiting(stream: Readable): boolean {
    return this.waiting.has(stream);
  }

  /** Waits for nobody any more: a step that was killed has its end behind what it printed. */
  release(): void {
    this.isHeld = false;
    this.waiting.forEach((stream) => this.goOn(stream));
  }

  /** Waits again. */
  hold(): void {
    this.isHeld = true;
  }

  private goOn(stream: Readable): void {
    this.waiting.delete(stream);
    stream.resume();
  }
}
