import { PassThrough } from "node:stream";
import { directory } from "../../../src/runner/files";
import { HostMachine } from "../../../src/runner/machine/host-machine";
import { openSession } from "../../../src/runner/session/open-session";
import { Pace, Ready } from "../../../src/runner/session/pace";
import { Session, SessionKind, StepResult } from "../../../src/runner/session/session";
import { sessionFiles } from "../../../src/runner/session/session-files";

const turn = () => new Promise((resolve) => setImmediate(resolve));
const never: Ready = () => new Promise(() => undefined);

describe("a stream", () => {
  function followed(ready: Ready) {
    const stream = new PassThrough();
    const pace = new Pace(ready);
    const chunks: string[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk.toString()));
    pace.follow(stream);
    return { stream, pace, chunks };
  }

  test("is read on at once when more can be taken", async () => {
    const { stream, chunks } = followed(() => undefined);
    stream.write("one");
    stream.write("two");
    await turn();
    expect(chunks.join("")).toBe("onetwo");
  });

  test("is read on when what it brought has been taken", async () => {
    let taken = () => undefined as void;
    const { stream, pace, chunks } = followed(() => new Promise((resolve) => (taken = resolve)));
    stream.write("one");
    await turn();
    stream.write("two");
    await turn();
    expect(chunks).toEqual(["one"]);
    expect(pace.isWaiting(stream)).toBe(true);
    taken();
    await turn();
    expect(chunks).toEqual(["one", "two"]);
  });

  test("is read to its end when nobody is waited for any more, until that is so again", async () => {
    const { stream, pace, chunks } = followed(never);
    stream.write("one");
    await turn();
    stream.write("two");
    pace.release();
    await turn();
    expect(chunks).toEqual(["one", "two"]);
    stream.write("three");
    await turn();
    pace.hold();
    stream.write("four");
    await turn();
    stream.write("five");
    await turn();
    expect(chunks).toEqual(["one", "two", "three", "four"]);
  });
});

describe.each<SessionKind>(["supervisor", "exec"])("a session of the kind %s", (kind) => {
  const MARK = `OCI_BUILD_RUN_ID=pace-${process.pid}-`;
  let machine: HostMachine;
  let session: Session;
  let bytes: number;

  async function open(ready: Ready, script: string): Promise<void> {
    machine = HostMachine.create("source", MARK);
    const variables = new Map([["OCI_BUILD_RUN_ID", MARK.split("=")[1]]]);
    const files = [
      directory(`${machine.workspace}/source`),
      ...sessionFiles(machine.sessionDirectory, variables, [], [script]),
    ];
    bytes = 0;
    const onOutput = (data: Buffer) => void (bytes += data.length);
    session = await openSession(machine, {
      files,
      kind,
      variables,
      changesUser: false,
      onOutput,
      outputReady: ready,
    });
  }

  function run(timeoutMs: number): Promise<StepResult> {
    const flags = { shell: "bash", failFast: false, pipefail: false, standardInput: "empty" } as const;
    return session.run(
      { ...flags, sequence: 1, user: machine.user, timeoutMs },
      { signal: new AbortController().signal },
    );
  }

  afterEach(async () => {
    await session.close();
    await machine.dispose();
  });

  test("loses nothing of a step's output to a slow reader", async () => {
    await open(() => new Promise((resolve) => setTimeout(resolve, 5)), "head -c 3000000 /dev/zero");
    expect((await run(60_000)).exitCode).toBe(0);
    expect(bytes).toBe(3_000_000);
  });

  test("keeps a step waiting whose output nobody reads, and can end it at its time", async () => {
    await open(never, "head -c 30000000 /dev/zero");
    const result = await run(1_000);
    expect(result.timedOut).toBe(true);
    expect(bytes).toBeLessThan(10_000_000);
  });

  test("ends after a step whose output nobody has read", async () => {
    await open(never, "head -c 30000000 /dev/zero");
    const step = run(60_000).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(bytes).toBeLessThan(10_000_000);
    await session.close();
    await step;
  });
});
