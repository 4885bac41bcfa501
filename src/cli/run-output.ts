import pc from "picocolors";
import { linePrinter, LinePrinter } from "./line-printer";
import { Clock, SYSTEM_CLOCK } from "../report/clock";
import { Colors } from "../report/colors";
import { consoleReport } from "../report/console";
import { Heartbeat } from "../report/heartbeat";
import { StatusLine, StatusTerminal } from "../report/status-line";
import { isCi } from "../runner/environment";
import { Listener, RunEvent } from "../runner/events";

/** How a run is shown: as events, or as lines with or without something that moves. */
export type OutputMode = "json" | "plain" | "status line" | "heartbeat";

/** What a run prints. */
export interface RunOutput {
  readonly listener: Listener;
  /** Takes the status line away for good, so that others may print on the terminal; may be called twice. */
  stopStatus(): void;
}

/** Nothing moves in CI, where a log is kept, and on terminals that cannot erase a line. */
export function outputMode(isJson: boolean, isTerminal: boolean, env: NodeJS.ProcessEnv): OutputMode {
  if (isJson) return "json";
  if (isCi(env)) return "heartbeat";
  return isTerminal && env.TERM !== "dumb" ? "status line" : "plain";
}

/** A run on standard output; `ready` tells when it takes more. */
export function standardOutput(
  isJson: boolean,
  stdout: NodeJS.WriteStream,
  env: NodeJS.ProcessEnv,
): RunOutput & Pick<LinePrinter, "ready"> {
  const { write, ready } = linePrinter(stdout);
  const terminal = {
    get columns() {
      return stdout.columns;
    },
    write,
  };
  const { listener, stopStatus } = runOutput(outputMode(isJson, stdout.isTTY, env), terminal);
  return {
    listener,
    ready,
    stopStatus: () => {
      stopStatus();
      // What is printed by others follows at once.
      void ready();
    },
  };
}

export function runOutput(
  mode: OutputMode,
  terminal: StatusTerminal,
  clock: Clock = SYSTEM_CLOCK,
  colors: Colors = pc,
): RunOutput {
  const print = (line: string) => terminal.write(`${line}\n`);
  switch (mode) {
    case "json":
      return { listener: (event) => print(JSON.stringify(event)), stopStatus: () => undefined };
    case "plain":
      return { listener: consoleReport(print, colors), stopStatus: () => undefined };
    case "heartbeat":
      return following(new Heartbeat(print, clock, colors), colors);
    case "status line":
      return following(new StatusLine(terminal, clock, colors), colors);
  }
}

/** Lines that go through what follows the run. */
function following(follower: StatusLine | Heartbeat, colors: Colors): RunOutput {
  const report = consoleReport((line) => follower.print(line), colors);
  const listener = (event: RunEvent) => {
    follower.see(event);
    report(event);
  };
  return {
    listener: Object.assign(listener, { lines: report.lines }),
    stopStatus: () => follower.stop(),
  };
}
