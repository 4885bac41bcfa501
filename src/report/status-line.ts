import { Clock, elapsed } from "./clock";
import { Colors } from "./colors";
import { onOneLine } from "./control-characters";
import { Progress, RunProgress } from "./run-progress";
import { RunEvent } from "../runner/events";

/** Shortest time between two drawings, in milliseconds. */
const REDRAW_MS = 250;

/** Back to the line's begin, and erase all of it. */
const ERASE = "\r\u001b[2K";

/** Fewest columns for the names; with less only the times are shown. */
const FEWEST_FOR_NAMES = 12;

/** Columns of a terminal that does not say how many it has. */
const USUAL_COLUMNS = 80;

export interface StatusTerminal {
  /** Columns as they are now; undefined or 0 when they are not known. */
  readonly columns?: number;
  write(text: string): void;
}

/** The last line on a terminal: what is under way, and for how long. It gives way to each line that is printed. */
export class StatusLine {
  private readonly progress: RunProgress;
  private readonly stopClock: () => void;
  /** What is on the terminal now; empty when there is no line. */
  private drawn = "";
  private isStopped = false;
  private drawnAt = -Infinity;

  constructor(
    private readonly terminal: StatusTerminal,
    private readonly clock: Clock,
    private readonly c: Colors,
  ) {
    this.progress = new RunProgress(() => clock.now());
    this.stopClock = clock.every(REDRAW_MS, () => this.draw());
  }

  see(event: RunEvent): void {
    this.progress.see(event);
    if (event.type === "run-finished") this.stop();
  }

  /** Prints a line above. */
  print(line: string): void {
    this.erase();
    this.terminal.write(`${line}\n`);
    if (this.clock.now() - this.drawnAt >= REDRAW_MS) this.draw();
  }

  /** Takes the line away for good. */
  stop(): void {
    this.isStopped = true;
    this.stopClock();
    this.erase();
  }

  private draw(): void {
    const { current } = this.progress;
    if (this.isStopped || current === undefined) return this.erase();
    const now = this.clock.now();
    const text = statusText(current, now, this.terminal.columns || USUAL_COLUMNS);
    this.drawnAt = now;
    if (text === this.drawn) return;
    this.terminal.write(`${this.drawn === "" ? "" : ERASE}${this.c.dim(text)}`);
    this.drawn = text;
  }

  private erase(): void {
    if (this.drawn !== "") this.terminal.write(ERASE);
    this.drawn = "";
  }
}

/** What the status line says, in fewer columns than there are: a line that is full would wrap. */
export function statusText(
  { stage, step, place, since, runSince }: Progress,
  now: number,
  columns: number,
): string {
  const times = [
    ...(place === undefined ? [] : [`step ${place.number} of ${place.of}`]),
    elapsed(now - since),
    `run ${elapsed(now - runSince)}`,
  ].join(", ");
  const names = onOneLine(step === undefined ? stage : `${stage} > ${step}`);
  const room = columns - 1;
  // Brackets and a blank stand around the names.
  const roomForNames = room - times.length - 3;
  if (roomForNames < FEWEST_FOR_NAMES) return fitted(times, room);
  return `[${fitted(names, roomForNames)}] ${times}`;
}

/** The beginning of a text that takes no more than so many columns on any terminal. */
function fitted(text: string, columns: number): string {
  const whole = takeColumns(text, columns);
  return whole === text || columns <= 3 ? whole : `${takeColumns(text, columns - 3)}...`;
}

function takeColumns(text: string, columns: number): string {
  let width = 0;
  let taken = "";
  for (const character of text) {
    // Terminals do not agree on what else is narrow.
    width += character >= " " && character <= "~" ? 1 : 2;
    if (width > columns) break;
    taken += character;
  }
  return taken;
}
