import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { Writable } from "node:stream";
import { linePrinter } from "../../src/cli/line-printer";
import { temporaryFolder } from "../runner/support/temporary";

/** A reader that takes nothing until it is told to. */
function slowReader() {
  const pieces: string[] = [];
  const taken: (() => void)[] = [];
  const output = new Writable({
    write: (bytes: Buffer, _, done) => {
      pieces.push(bytes.toString());
      taken.push(done);
    },
  });
  return { output, pieces, readAll: () => taken.splice(0).forEach((done) => done()) };
}

function printer() {
  const reader = slowReader();
  return { ...reader, ...linePrinter(reader.output) };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe("lines", () => {
  test("are printed one after the other, those of one turn in one piece", async () => {
    const { pieces, print, write, readAll } = printer();
    print("one");
    print("");
    write("half a ");
    print("line");
    await Promise.resolve();
    expect(pieces).toEqual(["one\n\nhalf a line\n"]);
    readAll();
    print("four");
    await Promise.resolve();
    expect(pieces).toEqual(["one\n\nhalf a line\n", "four\n"]);
  });

  test("are printed before what waits for an end of their turn goes on", async () => {
    const { pieces, print } = printer();
    const run = async () => {
      await Promise.resolve();
      print("the run has ended");
    };
    await run();
    expect(pieces).toEqual(["the run has ended\n"]);
  });

  test("are printed at once where it is asked whether there may be more", () => {
    const { pieces, print, ready } = printer();
    print("one");
    expect(ready()).toBeUndefined();
    expect(pieces).toEqual(["one\n"]);
  });
});

describe("a reader that is slow", () => {
  test("is waited for once much is left to it, until it has read that", async () => {
    const { print, ready, readAll } = printer();
    print("x".repeat(300_000));
    let isReady = false;
    const waiting = ready()!.then(() => (isReady = true));
    await turn();
    expect(isReady).toBe(false);
    readAll();
    await waiting;
    expect(ready()).toBeUndefined();
  });

  test("is waited for no longer when it has gone away", async () => {
    const { output, print, ready } = printer();
    output.on("error", () => undefined);
    print("x".repeat(300_000));
    const waiting = ready();
    output.destroy(new Error("gone"));
    await expect(waiting).resolves.toBeUndefined();
  });

  test("leaves no listeners behind, however often it is waited for", async () => {
    const { output, print, ready, readAll } = printer();
    for (let i = 0; i < 30; i++) {
      print("x".repeat(300_000));
      const waiting = ready();
      readAll();
      await waiting;
    }
    expect(["drain", "error", "close"].map((event) => output.listenerCount(event))).toEqual([0, 0, 0]);
  });
});

describe("a stream with a descriptor", () => {
  /** Prints to a stream whose descriptor is that of a file; tells what went where. */
  function printed(lines: readonly string[], flags: "r" | "w", waiting = "") {
    const file = path.join(temporaryFolder("descriptor"), "file");
    fs.writeFileSync(file, "");
    const fd = fs.openSync(file, flags);
    const { output, pieces } = slowReader();
    if (waiting !== "") output.write(waiting);
    const { print, ready } = linePrinter(Object.assign(output, { fd }));
    for (const line of lines) {
      print(line);
      void ready();
    }
    fs.closeSync(fd);
    return { file: fs.readFileSync(file, "utf8"), pieces, left: output.writableLength };
  }

  const LINES = ["plain", "ümläute 🙂", "long ".repeat(100_000), "", "last"];
  const TEXT = LINES.map((line) => `${line}\n`).join("");

  test("gets nothing of what the descriptor takes at once", () => {
    expect(printed(LINES, "w")).toEqual({ file: TEXT, pieces: [], left: 0 });
  });

  test("gets all that the descriptor does not take", () => {
    expect(printed(LINES, "r")).toEqual({ file: "", pieces: ["plain\n"], left: Buffer.byteLength(TEXT) });
  });

  test("gets what comes after something that waits in it", () => {
    const { file, left } = printed(["later"], "w", "earlier");
    expect({ file, left }).toEqual({ file: "", left: "earlierlater\n".length });
  });

  test("gets the rest of what the descriptor takes in part", async () => {
    const fifo = path.join(temporaryFolder("fifo"), "fifo");
    execFileSync("mkfifo", [fifo]);
    const flags = fs.constants.O_RDWR + fs.constants.O_NONBLOCK;
    const fd = fs.openSync(fifo, flags);
    const { output, pieces, readAll } = slowReader();
    const { print, ready } = linePrinter(Object.assign(output, { fd }));
    const text = Array.from({ length: 40_000 }, (_, i) => `line ${i}`).join("\n");
    print(text);
    const waiting = ready();
    const taken = Buffer.alloc(1024 * 1024);
    const size = fs.readSync(fd, taken);
    fs.closeSync(fd);
    readAll();
    await waiting;
    expect(size).toBeGreaterThan(0);
    expect(taken.toString("utf8", 0, size) + pieces.join("")).toBe(`${text}\n`);
  });
});
