import { buffer } from "node:stream/consumers";
import { Connection, Receiver } from "./connection";
import { ExecSession } from "./exec-session";
import { Pace, Ready } from "./pace";
import { Session, SessionKind } from "./session";
import { SupervisorSession } from "./supervisor-session";
import { ExitCode, RunnerError } from "../exit-code";
import { FileEntry, tarOf } from "../files";
import { Machine } from "../machine/machine";

export interface SessionOptions {
  /** The session's own files, and others that fit into memory. */
  readonly files: Iterable<FileEntry>;
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
 * Starts a machine's long-lived process, which gets the files and tells what it can be.
 *
 * @throws RunnerError when the machine cannot have the kind that is asked for, cannot take the files, or ends
 */
export async function openSession(machine: Machine, options: SessionOptions): Promise<Session> {
  const { kind = "any", variables, changesUser, onOutput } = options;
  const pace = new Pace(options.outputReady);
  const programs = [...PROGRAMS, ...(changesUser ? USER_PROGRAMS : [])];
  const connection = new Connection(machine);
  const [answer, ...words] = await started(connection, machine, options.files, [kind, ...programs]);
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

/** Gives a machine the files, as it can take them; returns the words of its answer. */
async function started(
  connection: Connection,
  machine: Machine,
  files: Iterable<FileEntry>,
  start: readonly string[],
): Promise<string[]> {
  try {
    const takesTar = (await connection.answer()) === "tar";
    const tar = takesTar ? await inMemory(files) : Buffer.alloc(0);
    if (!takesTar) await machine.put(files);
    connection.order([tar.length, ...start].join(" "));
    connection.send(tar);
    const answer = await connection.answer();
    connection.begin();
    return answer.split(" ");
  } catch (error) {
    await connection.close();
    throw error;
  }
}

async function inMemory(files: Iterable<FileEntry>): Promise<Buffer> {
  try {
    return await buffer(tarOf(files));
  } catch (error) {
    throw new RunnerError(ExitCode.ENGINE, (error as Error).message);
  }
}
