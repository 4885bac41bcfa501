import { Connection, Receiver } from "./connection";
import { ExecSession } from "./exec-session";
import { Pace, Ready } from "./pace";
import { Session, SessionKind } from "./session";
import { SupervisorSession } from "./supervisor-session";
import { ExitCode, RunnerError } from "../exit-code";
import { Machine } from "../machine/machine";

export interface SessionOptions {
  /** The kind to have; by default a supervisor where the machine has what it needs, else execs. */
  readonly kind?: SessionKind;
  /** Variables of the first step. */
  readonly variables: ReadonlyMap<string, string>;
  /** Whether steps run as other users. */
  readonly changesUser: boolean;
  /** Gets what steps print, as it comes. */
  readonly onOutput: Receiver["onData"];
  /** When more of it can be taken; by default at any time. */
  readonly outputReady?: Ready;
}

/** What the supervisor needs beside bash of version 4. */
const PROGRAMS = ["setsid", "mv", "rm"];
/** What it needs to run a step as another user. */
const USER_PROGRAMS = ["setpriv", "getent", "chown", "cut", "id"];

/**
 * Starts a machine's long-lived process, which tells what it can be.
 *
 * @throws RunnerError when the machine cannot have the kind that is asked for, or ends
 */
export async function openSession(machine: Machine, options: SessionOptions): Promise<Session> {
  const { kind = "any", variables, changesUser, onOutput } = options;
  const pace = new Pace(options.outputReady);
  const programs = [...PROGRAMS, ...(changesUser ? USER_PROGRAMS : [])];
  const connection = new Connection(machine);
  const [answer, ...words] = (await connection.greet([kind, ...programs].join(" "))).split(" ");
  const missing = words.map((word) => (word === "bash-4" ? "bash 4" : word));
  switch (answer) {
    case "supervisor":
      return new SupervisorSession(machine, connection, pace, onOutput);
    case "exec":
      return new ExecSession(
        machine,
        connection,
        pace,
        variables,
        kind === "any" ? missing.join(", ") : "",
        onOutput,
      );
    default:
      await connection.close();
      throw new RunnerError(
        ExitCode.USAGE,
        `--session ${kind}: ${machine.description} has no ${missing.join(", ")}; leave it to the runner, or take exec`,
      );
  }
}
