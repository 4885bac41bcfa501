import { ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { ExitCode } from "../../../src/runner/exit-code";
import { directory } from "../../../src/runner/files";
import { HostMachine } from "../../../src/runner/machine/host-machine";
import { Machine } from "../../../src/runner/machine/machine";
import { Session, StepOrder, StepResult } from "../../../src/runner/session/session";
import { readRecords, sessionFiles } from "../../../src/runner/session/session-files";
import { eventually, processesWith } from "../support/temporary";

const MARK = `OCI_BUILD_RUN_ID=test-${process.pid}`;
const ORDER: Omit<StepOrder, "sequence"> = { user: "", shell: "bash", failFast: false, timeoutMs: 100_000 };

let machine: HostMachine;
let session: Session;
let output: { stdout: string; stderr: string };

async function open(...scripts: string[]): Promise<void> {
  machine = HostMachine.create("source", MARK);
  const variables = new Map([["OCI_BUILD_RUN_ID", MARK.split("=")[1]]]);
  await machine.put([
    directory(`${machine.workspace}/source`),
    ...sessionFiles(machine.sessionDirectory, variables, ["VALUE"], scripts),
  ]);
  output = { stdout: "", stderr: "" };
  session = new Session(machine, (data, stream) => void (output[stream] += data.toString()));
}

function run(
  sequence: number,
  more: Partial<StepOrder> = {},
  signal = new AbortController().signal,
): Promise<StepResult> {
  return session.run({ ...ORDER, user: machine.user, sequence, ...more }, signal);
}

/** A machine whose one process is this script; it gets the nonce as its first line. */
function scripted(script: string): Machine {
  return {
    description: "the machine",
    workspace: "/workspace",
    sessionDirectory: "/session",
    user: "root",
    put: () => Promise.resolve(),
    start: () =>
      spawn("bash", ["-c", script], { stdio: ["pipe", "pipe", "pipe"] }) as ChildProcessWithoutNullStreams,
    read: () => Promise.reject(new Error("there is nothing to read")),
    dispose: () => Promise.resolve(),
  };
}

describe("a session on the host", () => {
  afterEach(async () => {
    await session.close();
    await machine.dispose();
  });

  test("runs steps one after the other and tells how each has ended", async () => {
    await open("echo out; echo err >&2; exit 3", "VALUE=carried", "echo $VALUE");
    expect(await run(1)).toEqual({ exitCode: 3, timedOut: false, isCaptured: true });
    expect(output).toEqual({ stdout: "out\n", stderr: "err\n" });
    expect(await run(2)).toEqual({ exitCode: 0, timedOut: false, isCaptured: true });
    expect(await run(3)).toEqual({ exitCode: 0, timedOut: false, isCaptured: true });
    expect(output.stdout).toBe("out\ncarried\n");
  });

  test("has told all that a step printed when the step has ended", async () => {
    await open("seq 200000; printf end >&2");
    await run(1);
    expect(output.stdout.split("\n")).toHaveLength(200_001);
    expect(output.stderr).toBe("end");
  });

  test("ends a step at its timeout", async () => {
    await open("echo begins; sleep 3000");
    expect(await run(1, { timeoutMs: 1000 })).toMatchObject({ timedOut: true });
  });

  test("ends a step when it is interrupted, and does not call it a timeout", async () => {
    await open("trap '' INT TERM; echo begins; sleep 3000; sleep 3000");
    const interrupt = new AbortController();
    const result = run(1, {}, interrupt.signal);
    await eventually(() => output.stdout.includes("begins"));
    interrupt.abort();
    expect(await result).toMatchObject({ exitCode: 137, timedOut: false });
  });

  test("does not let a step run that begins after an interrupt", async () => {
    await open("sleep 3000");
    const interrupt = new AbortController();
    interrupt.abort();
    // Whether it is refused or ended at once, it must not need the timeout to end.
    const timedOut = await run(1, { timeoutMs: 30_000 }, interrupt.signal).then(
      (result) => result.timedOut,
      () => false,
    );
    expect(timedOut).toBe(false);
    await eventually(() => processesWith(MARK).length === 0);
    expect(processesWith(MARK)).toEqual([]);
  });

  test("leaves nothing running when it is closed, and may be closed twice", async () => {
    await open("sleep 3000 & (trap '' TERM; sleep 3000; sleep 3000) & echo begun");
    await run(1);
    await Promise.all([session.close(), session.close()]);
    await eventually(() => processesWith(MARK).length === 0);
    expect(processesWith(MARK)).toEqual([]);
  });

  test.each([
    { user: "root --reuid=0" },
    { user: "a\nKILL KILL" },
    { user: "" },
    { user: "-" },
    { shell: "bash -x" },
    { shell: "$(id)" },
    { shell: "" },
  ])("refuses %j, which would not be one word of an order", async (more) => {
    await open("echo never");
    await expect(run(1, more)).rejects.toMatchObject({ name: "RunnerError", exitCode: ExitCode.USAGE });
    expect(output.stdout).toBe("");
  });

  test("keeps what a step prints and its variables from other users of the machine", async () => {
    await open("stat -c %a ..");
    await run(1);
    const modes = await new Promise<string>((resolve) => {
      const child = spawn("stat", ["-c", "%a", machine.sessionDirectory, `${machine.sessionDirectory}/env`]);
      child.stdout.on("data", (data: Buffer) => resolve(data.toString()));
    });
    expect(modes.split("\n").slice(0, 2)).toEqual(["700", "600"]);
  });
});

describe("a session whose machine ends", () => {
  test("fails the running step with what was said last", async () => {
    const dying = new Session(scripted("read -r nonce; echo 'no space left' >&2; exit 3"), () => undefined);
    await expect(
      dying.run({ ...ORDER, user: "root", sequence: 1 }, new AbortController().signal),
    ).rejects.toMatchObject({
      exitCode: ExitCode.ENGINE,
      message: "the machine is gone: exit code 3; no space left",
    });
  });

  test("fails every later step as well", async () => {
    const dead = new Session(scripted("exit 0"), () => undefined);
    await dead.close();
    await expect(
      dead.run({ ...ORDER, user: "root", sequence: 1 }, new AbortController().signal),
    ).rejects.toThrow("the machine is gone: exit code 0; it said nothing");
  });

  test("says so when it could not even begin", async () => {
    const machineWithout = { ...scripted(""), start: () => spawn("/no/such/program") };
    const dead = new Session(machineWithout, () => undefined);
    await expect(
      dead.run({ ...ORDER, user: "root", sequence: 1 }, new AbortController().signal),
    ).rejects.toThrow("ENOENT");
  });
});

describe("the records of a capture", () => {
  test("are names and values, which may hold an equals sign and line breaks", () => {
    const records = Buffer.from("A=1\0B=x=y\0C=\0D=two\nlines\0=\0");
    expect(readRecords(records)).toEqual(
      new Map([
        ["A", "1"],
        ["B", "x=y"],
        ["C", ""],
        ["D", "two\nlines"],
      ]),
    );
  });

  test("are none in an empty one", () => {
    expect(readRecords(Buffer.from("=\0"))).toEqual(new Map());
    expect(readRecords(Buffer.alloc(0))).toEqual(new Map());
  });
});
