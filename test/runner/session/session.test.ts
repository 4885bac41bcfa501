import { ChildProcessWithoutNullStreams, execFileSync, spawn, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { buffer } from "node:stream/consumers";
import { ExitCode } from "../../../src/runner/exit-code";
import { directory, tarOf, textFile } from "../../../src/runner/files";
import { HostMachine } from "../../../src/runner/machine/host-machine";
import { Machine } from "../../../src/runner/machine/machine";
import { openSession } from "../../../src/runner/session/open-session";
import { scriptText } from "../../../src/runner/session/script-text";
import { Interrupt, Session, SessionKind, StepOrder, StepResult } from "../../../src/runner/session/session";
import { sessionFiles } from "../../../src/runner/session/session-files";
import { eventually, processesWith, temporaryFolder } from "../support/temporary";

const MARK = `OCI_BUILD_RUN_ID=test-${process.pid}-`;
const ORDER: Omit<StepOrder, "sequence"> = {
  user: "",
  shell: "bash",
  failFast: false,
  pipefail: false,
  standardInput: "empty",
  timeoutMs: 100_000,
};

let machine: HostMachine;
let session: Session;
let output: { stdout: string; stderr: string };

async function open(kind: SessionKind, ...scripts: string[]): Promise<void> {
  machine = HostMachine.create("source", MARK);
  const variables = new Map([
    ["OCI_BUILD_RUN_ID", MARK.split("=")[1]],
    ["VALUE", "first"],
  ]);
  const files = [
    directory(`${machine.workspace}/source`),
    ...sessionFiles(machine.sessionDirectory, variables, ["VALUE"], scripts),
  ];
  output = { stdout: "", stderr: "" };
  const onOutput = (data: Buffer, stream: "stdout" | "stderr") => void (output[stream] += data.toString());
  session = await openSession(machine, { files, kind, variables, changesUser: false, onOutput });
}

function run(
  sequence: number,
  more: Partial<StepOrder> = {},
  interrupt: Partial<Interrupt> = {},
): Promise<StepResult> {
  return session.run({ ...ORDER, user: machine.user, sequence, ...more }, { signal: NEVER, ...interrupt });
}

const NEVER = new AbortController().signal;
const openOn = (of: Machine, kind?: SessionKind) =>
  openSession(of, {
    files: [],
    kind,
    variables: new Map(),
    changesUser: false,
    onOutput: () => undefined,
  });

/** A machine whose one process is this script; it takes no files, and gets what is wanted as its first line. */
function scripted(script: string): Machine {
  return {
    description: "the machine",
    workspace: "/workspace",
    sessionDirectory: "/session",
    user: "root",
    put: () => Promise.resolve(),
    unpack: () => Promise.resolve(),
    start: () =>
      spawn("bash", ["-c", `echo copy; ${script}`], {
        stdio: ["pipe", "pipe", "pipe"],
      }) as ChildProcessWithoutNullStreams,
    exec: () => spawn("false"),
    read: () => Promise.reject(new Error("there is nothing to read")),
    keep: () => Promise.reject(new Error("there is nothing to keep")),
    dispose: () => Promise.resolve(),
  };
}

describe.each(["supervisor", "exec"] as const)("a session of the kind %s on the host", (kind) => {
  afterEach(async () => {
    await session.close();
    await machine.dispose();
  });

  test("runs steps one after the other and tells how each has ended", async () => {
    await open(kind, "echo out; echo err >&2; exit 3", "VALUE=carried", "echo $VALUE");
    const ended = { timedOut: false, isCaptured: true, outOfMemory: false };
    expect(await run(1)).toEqual({ ...ended, exitCode: 3 });
    expect(output).toEqual({ stdout: "out\n", stderr: "err\n" });
    expect(await run(2)).toEqual({ ...ended, exitCode: 0 });
    expect(await run(3)).toEqual({ ...ended, exitCode: 0 });
    expect(output.stdout).toBe("out\ncarried\n");
  });

  test("has told all that a step printed when the step has ended", async () => {
    await open(kind, "seq 200000; printf end >&2");
    await run(1);
    expect(output.stdout.split("\n")).toHaveLength(200_001);
    expect(output.stderr).toBe("end");
  });

  test("hands on what a child prints that outlives its step", async () => {
    await open(kind, "(sleep 1; echo late) & echo now", "sleep 2");
    await run(1);
    expect(output.stdout).toBe("now\n");
    await run(2);
    expect(output.stdout).toBe("now\nlate\n");
  });

  test("ends a step at its timeout", async () => {
    await open(kind, "echo begins; sleep 3000");
    expect(await run(1, { timeoutMs: 1000 })).toMatchObject({ timedOut: true });
  });

  test("takes a timeout that is longer than any timer of Node.js", async () => {
    await open(kind, "true");
    expect(await run(1, { timeoutMs: 999_999_999_000 })).toMatchObject({ exitCode: 0, timedOut: false });
  });

  test("ends a step when it is interrupted, and does not call it a timeout", async () => {
    await open(kind, "trap '' INT TERM; echo begins; sleep 3000; sleep 3000");
    const interrupt = new AbortController();
    const result = run(1, {}, { signal: interrupt.signal });
    await eventually(() => output.stdout.includes("begins"));
    interrupt.abort();
    expect(await result).toMatchObject({ exitCode: 137, timedOut: false });
  });

  test("lets a step clear up when it is interrupted once, and not when it is twice", async () => {
    const script = "trap 'echo asked; sleep 1; echo cleared; exit 5' TERM; echo begins; sleep 3000 & wait";
    await open(kind, script, script);
    const [first, second, force] = [new AbortController(), new AbortController(), new AbortController()];
    const polite = run(1, {}, { signal: first.signal });
    await eventually(() => output.stdout.includes("begins"));
    first.abort();
    expect(await polite).toMatchObject({ exitCode: 5 });
    expect(output.stdout).toBe("begins\nasked\ncleared\n");

    const rude = run(2, {}, { signal: second.signal, force: force.signal });
    await eventually(() => output.stdout.endsWith("begins\n"));
    second.abort();
    await eventually(() => output.stdout.endsWith("asked\n"));
    force.abort();
    expect(await rude).toMatchObject({ exitCode: 137 });
    expect(output.stdout).toBe("begins\nasked\ncleared\nbegins\nasked\n");
  });

  test("does not let a step run that begins after an interrupt", async () => {
    await open(kind, "sleep 3000");
    await expect(run(1, {}, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      exitCode: ExitCode.INTERRUPTED,
    });
    expect(processesWith(MARK)).toEqual([]);
  });

  test("leaves nothing running when it is closed, and may be closed twice", async () => {
    await open(kind, "sleep 3000 & (trap '' TERM; sleep 3000; sleep 3000) & setsid sleep 3000 & echo begun");
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
    { shell: "-c" },
    { shell: "" },
  ])("refuses %j, which would not be one word of an order", async (more) => {
    await open(kind, "echo never");
    await expect(run(1, more)).rejects.toMatchObject({ name: "RunnerError", exitCode: ExitCode.USAGE });
    expect(output.stdout).toBe("");
  });

  test("keeps what a step prints and its variables from other users of the machine", async () => {
    await open(kind, "stat -c %a ..");
    await run(1);
    const modes = ["", "/env", "/carried"].map(
      (file) => fs.statSync(machine.sessionDirectory + file).mode % 0o1000,
    );
    expect(modes).toEqual([0o700, 0o600, 0o600]);
  });

  test("fails a pipeline with any of its commands only where that is asked for", async () => {
    await open(kind, ...Array<string>(4).fill("false | true; echo $?"));
    expect([await run(1), await run(2, { failFast: true })]).toMatchObject([
      { exitCode: 0 },
      { exitCode: 0 },
    ]);
    expect([
      await run(3, { pipefail: true }),
      await run(4, { pipefail: true, failFast: true }),
    ]).toMatchObject([{ exitCode: 0 }, { exitCode: 1 }]);
    expect(output.stdout).toBe("0\n0\n1\n");
  });

  test("leaves pipefail to bash: sh does not know it", async () => {
    await open(kind, "false | true; echo $?");
    expect(await run(1, { pipefail: true, shell: "/bin/sh" })).toMatchObject({ exitCode: 0 });
    expect(output).toEqual({ stdout: "0\n", stderr: "" });
  });

  test.each(["bash", "/bin/sh"])("gives a step in %s an empty standard input, or none", async (shell) => {
    const script = "if [ -e /proc/self/fd/0 ]; then cat; echo $?; else echo none; fi";
    await open(kind, script, script);
    await run(1, { shell });
    await run(2, { shell, standardInput: "closed" });
    expect(output).toEqual({ stdout: "0\nnone\n", stderr: "" });
  });

  test.each(["bash", "/bin/sh"])(
    "does not take half of what a step in %s captures for all of it",
    async (shell) => {
      // A limit for files is what a full disk is: the capture does not fit.
      await open(
        kind,
        "VALUE=old",
        `trap '' XFSZ 2> /dev/null; VALUE=$(seq 2000); ulimit -f 1`,
        "echo $VALUE",
      );
      expect(await run(1)).toMatchObject({ isCaptured: true });
      expect(await run(2, { shell })).toMatchObject({ exitCode: 0, isCaptured: false });
      await run(3);
      expect(output.stdout).toBe("old\n");
    },
  );

  test("gives a step the first value of what the step before has unset", async () => {
    await open(kind, "VALUE=new", "unset VALUE", 'echo "${VALUE-nothing}"');
    for (const sequence of [1, 2, 3]) await run(sequence);
    expect(output.stdout).toBe("first\n");
  });

  test("leaves the machine as it is, but nothing running in it, when it is left", async () => {
    await open(kind, "echo made > file; VALUE=carried; sleep 3000 & exit 3");
    await run(1);
    await session.leave();
    expect(processesWith(MARK)).toEqual([]);
    expect(fs.readFileSync(`${machine.workspace}/source/file`, "utf8")).toBe("made\n");
    expect(fs.readFileSync(`${machine.sessionDirectory}/carried`, "utf8")).toContain("VALUE=carried\0");
    await session.close();
    expect(fs.existsSync(machine.sessionDirectory)).toBe(true);
  });

  test("cannot be left when the machine is gone", async () => {
    await open(kind, "true");
    await session.close();
    await expect(session.leave()).rejects.toMatchObject({ exitCode: ExitCode.ENGINE });
  });

  test("fails a step whose directory has gone, and goes on", async () => {
    await open(kind, "rm -rf ../source", "echo never", "echo never");
    expect(await run(1)).toMatchObject({ exitCode: 0 });
    expect(await run(2)).toMatchObject({ exitCode: 126 });
    expect(await run(3)).toMatchObject({ exitCode: 126 });
    expect(output.stdout).toBe("");
  });
});

describe("a machine", () => {
  test("that has what it needs gets a supervisor", async () => {
    const boot = 'read -r line; echo "$line" >&2; echo supervisor; cat > /dev/null';
    const opened = await openOn(scripted(boot));
    expect(opened.description).toBe("Steps run under one supervisor.");
    await opened.close();
  });

  test("that lacks something for a supervisor gets execs, and the log tells why", async () => {
    const opened = await openOn(scripted("read -r line; echo exec setsid mv; cat > /dev/null"));
    expect(opened.description).toBe(
      "Each step is an exec of its own: there is no setsid, mv for a supervisor.",
    );
    await opened.close();
  });

  test("that lacks something is told so when a supervisor is asked for", async () => {
    await expect(
      openOn(scripted("read -r line; echo missing setsid; exit 1"), "supervisor"),
    ).rejects.toMatchObject({
      exitCode: ExitCode.USAGE,
      message: "--session supervisor: the machine has no setsid; leave it to the runner, or take exec",
    });
  });

  test("without setsid gets execs", async () => {
    const bin = temporaryFolder("bin");
    for (const program of ["bash", "sh", "mv", "rm"]) {
      fs.symlinkSync(`/bin/${program}`, path.join(bin, program));
    }
    const boot = path.join(__dirname, "..", "..", "..", "src", "runner", "session", "boot.sh");
    const ask = (words: string) =>
      execFileSync(
        "/bin/sh",
        ["-c", 'sh "$0" /nowhere / A=b $1 2> /dev/null < /dev/null || :', boot, words],
        {
          encoding: "utf8",
          env: { PATH: bin },
        },
      );
    expect(ask("any setsid mv")).toBe("exec setsid\n");
    expect(ask("supervisor setsid mv")).toBe("missing setsid\n");
    expect(ask("any mv rm")).toBe("supervisor\n");
    expect(ask("exec mv rm")).toBe("exec\n");
  });
});

describe("what a machine is started with", () => {
  const receive = scriptText("receive.sh");

  /** Becomes a program that tells what more it was told, and what else comes in. */
  function start(way: "tar" | "copy", input: (Buffer | string)[], env = process.env) {
    const program = ["sh", "-c", 'echo "[$*]"; cat', "sh", "first"];
    const { status, stdout, stderr } = spawnSync("/bin/sh", ["-c", receive, "sh", way, ...program], {
      env,
      input: Buffer.concat(input.map((part) => Buffer.from(part))),
    });
    return { status, stdout: stdout.toString(), stderr: stderr.toString() };
  }

  test("takes its files as a tar and becomes the program, with the words that come before the tar", async () => {
    const folder = temporaryFolder("receive");
    const names = ["plain", "with blank", "line\nbreak", "ünï🙂"];
    const tar = await buffer(tarOf(names.map((name) => textFile(`${folder}/${name}`, name, 0o640))));
    const { status, stdout } = start("tar", [`${tar.length} any setsid\n`, tar]);
    expect({ status, stdout }).toEqual({ status: 0, stdout: "tar\n[first any setsid]\n" });
    for (const name of names) {
      expect(fs.readFileSync(path.join(folder, name), "utf8")).toBe(name);
      expect(fs.statSync(path.join(folder, name)).mode).toBe(0o100640);
    }
  });

  test("becomes the program without a tar when the files were copied", () => {
    expect(start("tar", ["0 exec\n"])).toMatchObject({ status: 0, stdout: "tar\n[first exec]\n" });
    expect(start("copy", ["0 exec\n", "rest"])).toMatchObject({
      status: 0,
      stdout: "copy\n[first exec]\nrest",
    });
  });

  test("asks for copies where there is no tar of GNU's", () => {
    const bin = temporaryFolder("bin");
    for (const program of ["sh", "cat", "head"]) fs.symlinkSync(`/bin/${program}`, path.join(bin, program));
    expect(start("tar", ["0\n"], { PATH: bin }).stdout).toBe("copy\n[first]\n");
    fs.writeFileSync(path.join(bin, "tar"), "#!/bin/sh\necho BusyBox v1.35\n", { mode: 0o755 });
    expect(start("tar", ["0\n"], { PATH: bin }).stdout).toBe("copy\n[first]\n");
  });

  test("becomes nothing when the files cannot be unpacked, or nobody says anything", async () => {
    const tar = await buffer(tarOf([textFile("/proc/no-such/file", "text")]));
    const failed = start("tar", [`${tar.length} any\n`, tar]);
    expect(failed).toMatchObject({ status: 1, stdout: "tar\n" });
    expect(failed.stderr).toContain("no-such");
    expect(start("tar", [])).toMatchObject({ status: 1, stdout: "tar\n" });
  });
});

describe("a supervisor that waits for a step", () => {
  afterEach(async () => {
    await session.close();
    await machine.dispose();
  });

  test("tells its end when what waited is killed, however late the step before was marked as told", async () => {
    await open("supervisor", "true", 'echo 1 > "${0%/*}/../reported"; kill -KILL "$PPID"; sleep 3000');
    await run(1);
    expect(await run(2)).toMatchObject({ exitCode: 137, timedOut: false, isCaptured: false });
  });
});

describe("a session whose machine ends", () => {
  test("fails the running step with what was said last", async () => {
    const script =
      "read -r kind; echo supervisor; read -r nonce; read -r run; echo 'no space left' >&2; exit 3";
    const dying = await openOn(scripted(script));
    await expect(dying.run({ ...ORDER, user: "root", sequence: 1 }, { signal: NEVER })).rejects.toMatchObject(
      {
        exitCode: ExitCode.ENGINE,
        message: "the machine is gone: exit code 3; no space left",
      },
    );
  });

  test("fails every later step as well", async () => {
    const dead = await openOn(scripted("read -r kind; echo supervisor; exit 0"));
    await dead.close();
    await expect(dead.run({ ...ORDER, user: "root", sequence: 1 }, { signal: NEVER })).rejects.toThrow(
      "the machine is gone: exit code 0; it said nothing",
    );
  });

  test("says so when it could not even begin", async () => {
    const machineWithout = { ...scripted(""), start: () => spawn("/no/such/program") };
    await expect(openOn(machineWithout)).rejects.toThrow("ENOENT");
  });
});
