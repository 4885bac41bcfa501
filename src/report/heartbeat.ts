import { Clock } from "./clock";
import { Colors } from "./colors";
import { front } from "./output-lines";
import { RunProgress } from "./run-progress";
import { RunEvent } from "../runner/events";

/** Time without a line after which a step that still runs says so, in milliseconds. */
const SILENCE_MS = 60_000;
const CHECK_MS = 1_000;

/** Says in a log that nobody sees grow, as that of a CI system, that a silent step still runs. */
export class Heartbeat {
  private readonly progress: RunProgress;
  private readonly stopClock: () => void;
  private lastLine: number;

  constructor(
    private readonly write: (line: string) => void,
    private readonly clock: Clock,
    private readonly c: Colors,
  ) {
    this.progress = new RunProgress(() => clock.now());
    this.lastLine = clock.now();
    this.stopClock = clock.every(CHECK_MS, () => this.check());
  }

  see(event: RunEvent): void {
    if (this.progress.see(event)) this.lastLine = this.clock.now();
    if (event.type === "run-finished") this.stop();
  }

  print(line: string): void {
    this.lastLine = this.clock.now();
    this.write(line);
  }

  stop(): void {
    this.stopClock();
  }

  private check(): void {
    const { current } = this.progress;
    const now = this.clock.now();
    if (current?.step === undefined || now - this.lastLine < SILENCE_MS) return;
    const seconds = Math.floor((now - current.since) / 1000);
    this.print(`${front(current.stage, this.c, current.step)}still running, ${seconds} s`);
  }
}
