import * as http from "node:http";
import * as path from "node:path";
import { Duplex } from "node:stream";
import { AttachedContainer } from "../../../src/runner/engine/attached-container";
import { eventually, temporaryFolder } from "../support/temporary";

/** What an engine answers to an operation: a status and a text. */
type Answer = readonly [status: number, text: string];

/** The text of an answer that does not come to its end. */
const BREAKS_OFF = '{"message":"the daemon is';

/** An engine that listens on a socket and has one container. */
class Listening {
  static async with(answers: { attach?: Answer; start?: Answer } = {}): Promise<Listening> {
    const listening = new Listening(answers);
    await new Promise<void>((resolve) => listening.server.listen(listening.socket, resolve));
    opened.push(listening);
    return listening;
  }

  readonly asked: string[] = [];
  /** The attached streams, and what came in on them. */
  streams?: Duplex;
  input = "";
  readonly socket = path.join(temporaryFolder("listening"), "socket");
  private readonly server = http.createServer();
  private removed?: http.ServerResponse;

  private constructor(answers: { attach?: Answer; start?: Answer }) {
    this.server.on("upgrade", (request: http.IncomingMessage, streams: Duplex) => {
      this.asked.push(request.url!);
      if (answers.attach !== undefined) {
        const [status, text] = answers.attach;
        streams.end(`HTTP/1.1 ${status} No\r\nContent-Length: ${text.length}\r\n\r\n${text}`);
        return;
      }
      streams.write("HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n");
      streams.on("data", (data: Buffer) => (this.input += data.toString())).on("error", () => undefined);
      this.streams = streams;
    });
    this.server.on("request", (request, response) => {
      this.asked.push(request.url!);
      if (request.url!.includes("/wait")) {
        this.removed = response;
        return response.writeHead(200).flushHeaders();
      }
      const [status, text] = answers.start ?? [204, ""];
      if (text !== BREAKS_OFF) return response.writeHead(status).end(text);
      response.writeHead(status).write(text, () => response.destroy());
    });
  }

  get isStarted(): boolean {
    return this.asked.some((url) => url.endsWith("/start"));
  }

  print(text: string, stream = 1): boolean {
    const header = Buffer.from([stream, 0, 0, 0, 0, 0, 0, 0]);
    header.writeUInt32BE(Buffer.byteLength(text), 4);
    return this.streams!.write(Buffer.concat([header, Buffer.from(text)]));
  }

  /** The container ends and is removed. */
  end(exitCode: number): void {
    this.streams!.end();
    this.removed!.end(JSON.stringify({ StatusCode: exitCode }));
  }

  /** Ends without a word. */
  close(): void {
    this.streams?.destroy();
    this.server.closeAllConnections();
    this.server.close();
  }
}

const opened: Listening[] = [];
afterEach(() => opened.splice(0).forEach((listening) => listening.close()));

/** A container with all that it tells. */
function attachedTo(socket: string) {
  const attached = new AttachedContainer(socket, "id");
  const seen = { stdout: "", stderr: "", errors: [] as string[] };
  attached.stdout.on("data", (data: Buffer) => (seen.stdout += data.toString()));
  attached.stderr.on("data", (data: Buffer) => (seen.stderr += data.toString()));
  attached.on("error", ({ message }: Error) => seen.errors.push(message));
  const closed = new Promise<number | null>((resolve) => attached.on("close", resolve));
  return { attached, seen, closed };
}

describe("a container that is attached to over a socket", () => {
  test("is started when its streams and its end are being waited for", async () => {
    const engine = await Listening.with();
    const { attached, seen, closed } = attachedTo(engine.socket);
    attached.stdin.write("early ");
    await eventually(() => engine.isStarted);
    expect(engine.asked.map((url) => url.replace(/\?.*/, ""))).toEqual([
      "/containers/id/attach",
      "/containers/id/wait",
      "/containers/id/start",
    ]);
    attached.stdin.write("late");
    await eventually(() => engine.input === "early late");
    engine.print("out");
    engine.print("warning", 2);
    engine.end(3);
    expect(await closed).toBe(3);
    expect(seen).toEqual({ stdout: "out", stderr: "warning", errors: [] });
  });

  test("gets the end of its input and may still print", async () => {
    const engine = await Listening.with();
    const { attached, seen, closed } = attachedTo(engine.socket);
    await eventually(() => engine.isStarted);
    const ended = new Promise((resolve) => engine.streams!.on("end", resolve));
    attached.stdin.end("last");
    await ended;
    expect(engine.input).toBe("last");
    engine.print("after the end");
    engine.end(0);
    expect(await closed).toBe(0);
    expect(seen.stdout).toBe("after the end");
  });

  test("waits with its output while nobody reads it", async () => {
    const engine = await Listening.with();
    const { attached, seen, closed } = attachedTo(engine.socket);
    await eventually(() => engine.isStarted);
    attached.stdout.pause();
    attached.stderr.pause();
    const piece = "x".repeat(100_000);
    let printed = 0;
    const print = (): void => {
      while (printed < 300 && engine.print(piece, (printed++ % 2) + 1));
      if (printed < 300) engine.streams!.once("drain", print);
      else engine.end(0);
    };
    print();
    const turns = async (count: number) => {
      for (let i = 0; i < count; i++) await new Promise((resolve) => setTimeout(resolve, 1));
    };
    await turns(200);
    expect(printed).toBeLessThan(30);
    attached.stdout.resume();
    attached.stderr.resume();
    expect(await closed).toBe(0);
    expect([seen.stdout.length, seen.stderr.length]).toEqual([15_000_000, 15_000_000]);
  });

  test("ends without an exit code when it is let go of", async () => {
    const engine = await Listening.with();
    const { attached, seen, closed } = attachedTo(engine.socket);
    await eventually(() => engine.isStarted);
    const gone = new Promise((resolve) => engine.streams!.on("end", resolve));
    attached.kill();
    expect(await closed).toBeNull();
    await gone;
    expect(seen.errors).toEqual([]);
  });

  test("may be let go of before the engine has answered", async () => {
    const { attached, seen, closed } = attachedTo((await Listening.with()).socket);
    attached.kill();
    expect(await closed).toBeNull();
    expect(seen.errors).toEqual([]);
  });
});

describe("a container that cannot be attached to", () => {
  test.each([
    ["it cannot be started", { start: [404, '{"message":"no such program"}'] }, "no such program"],
    ["it cannot, by an answer that breaks off", { start: [500, BREAKS_OFF] }, "status 500"],
    ["it is not there", { attach: [404, '{"message":"no such container"}'] }, "no such container"],
    ["there is something else at the socket", { attach: [200, "welcome"] }, "status 200 welcome"],
  ] as const)("tells that %s", async (_, answers, message) => {
    const { seen, closed } = attachedTo((await Listening.with(answers)).socket);
    expect(await closed).toBeNull();
    expect(seen.errors).toEqual([message]);
  });

  test("tells that nobody listens", async () => {
    const { seen, closed } = attachedTo(path.join(temporaryFolder("nobody"), "socket"));
    expect(await closed).toBeNull();
    expect(seen.errors).toEqual([expect.stringContaining("ENOENT")]);
  });

  test("tells that its engine has gone, after what it has printed", async () => {
    const engine = await Listening.with();
    const { seen, closed } = attachedTo(engine.socket);
    await eventually(() => engine.isStarted);
    engine.print("begun");
    await eventually(() => seen.stdout === "begun");
    engine.close();
    expect(await closed).toBeNull();
    expect(seen.errors).toEqual(["the connection to the engine was lost"]);
  });
});
