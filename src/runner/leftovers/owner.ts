import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";

/** The process that a run belongs to, told apart from every other one that may come to have its id. */
export interface Owner {
  /** Name of the machine and of its process namespace: an engine may serve several, and each sees only its own. */
  readonly host: string;
  /** Id of the machine's start; empty where it is not known. */
  readonly boot: string;
  readonly pid: number;
  /** When the process began, in the system's own words; empty where it is not known. */
  readonly started: string;
}

/** This process. */
export function thisProcess(): Owner {
  return { host: thisHost(), boot: bootId(), pid: process.pid, started: startOf(process.pid) ?? "" };
}

/** All but the machine in one word, `BOOT:PID:STARTED`. */
export function ownerId({ boot, pid, started }: Owner): string {
  return [boot, pid, started].join(":");
}

/** The owner that an id and the name of its machine tell of; undefined for anything else. */
export function parseOwner(host: unknown, id: unknown): Owner | undefined {
  const [, boot, pid, started] = /^([^:]*):(\d{1,10}):(.*)$/s.exec(typeof id === "string" ? id : "") ?? [];
  return typeof host !== "string" || pid === undefined
    ? undefined
    : { host, boot, pid: Number(pid), started };
}

/** Whether the process is still there; undefined where that cannot be told, as for one of another machine. */
export function isAlive(owner: Owner): boolean | undefined {
  if (owner.host !== thisHost() || owner.started === "") return undefined;
  return owner.boot === bootId() && owner.started === (startOf(owner.pid) ?? "no process");
}

function thisHost(): string {
  const namespace = attempt(() => fs.readlinkSync("/proc/self/ns/pid")) ?? "";
  return os.hostname() + namespace.replace(/^pid:/, "/");
}

function bootId(): string {
  return read("/proc/sys/kernel/random/boot_id")?.trim() ?? "";
}

/** When a process began, in ticks since the machine's start where there is /proc; undefined when there is none. */
function startOf(pid: number): string | undefined {
  if (fs.existsSync("/proc/self/stat")) {
    // The name of the program stands in brackets and may hold anything; state is the 3rd field, the start the 22nd.
    const [state, ...rest] =
      read(`/proc/${pid}/stat`)
        ?.replace(/^.*\) /s, "")
        .split(" ") ?? [];
    // A zombie has ended; only its parent has not asked for it.
    return state === "Z" || state === "X" ? undefined : rest[18];
  }
  const args = ["-o", "lstart=", "-p", String(pid)];
  return attempt(() =>
    execFileSync("ps", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim(),
  );
}

function read(file: string): string | undefined {
  return attempt(() => fs.readFileSync(file, "utf8"));
}

function attempt(action: () => string): string | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
