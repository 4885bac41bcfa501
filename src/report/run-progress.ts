import { RunEvent } from "../runner/events";

/** What is under way in a run. */
export interface Progress {
  readonly stage: string;
  /** Undefined between steps, and in stages without. */
  readonly step?: string;
  /** Number of the step in its stage and how many there are; undefined for a step of an onFailure block. */
  readonly place?: { readonly number: number; readonly of: number };
  /** When the step, or else the stage, has begun, in milliseconds of the clock that is used. */
  readonly since: number;
  /** When the run has begun. */
  readonly runSince: number;
}

/** Follows the events of a run. */
export class RunProgress {
  /** Undefined outside of stages. */
  current?: Progress;
  private runSince = 0;
  private stageSince = 0;

  constructor(private readonly now: () => number) {}

  /** @returns whether something else is under way than before */
  see(event: RunEvent): boolean {
    switch (event.type) {
      case "run-started":
        this.runSince = this.now();
        return false;
      case "stage-started":
        this.stageSince = this.now();
        this.current = { stage: event.stage, since: this.stageSince, runSince: this.runSince };
        return true;
      case "step-started": {
        const { stage, step, place } = event;
        this.current = { stage, step, place, since: this.now(), runSince: this.runSince };
        return true;
      }
      case "step-finished":
        this.current = { stage: event.stage, since: this.stageSince, runSince: this.runSince };
        return true;
      case "stage-finished":
      case "run-finished":
        this.current = undefined;
        return true;
      default:
        return false;
    }
  }
}
