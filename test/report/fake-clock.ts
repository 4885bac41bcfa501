import { Clock } from "../../src/report/clock";

/** Time that passes when a test says so. */
export class FakeClock implements Clock {
  /** How many timers are running. */
  timers = 0;
  private time = 1_000_000;
  private readonly ticking = new Set<{ interval: number; next: number; tick: () => void }>();

  now(): number {
    return this.time;
  }

  every(interval: number, tick: () => void): () => void {
    const timer = { interval, next: this.time + interval, tick };
    this.ticking.add(timer);
    this.timers++;
    return () => {
      if (this.ticking.delete(timer)) this.timers--;
    };
  }

  pass(ms: number): void {
    const end = this.time + ms;
    for (;;) {
      const due = [...this.ticking].filter(({ next }) => next <= end).sort((a, b) => a.next - b.next)[0];
      if (due === undefined) break;
      this.time = due.next;
      due.next += due.interval;
      due.tick();
    }
    this.time = end;
  }
}
