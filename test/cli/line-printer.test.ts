import { Writable } from "node:stream";
import { linePrinter } from "../../src/cli/line-printer";

/** A reader that takes nothing until it is told to. */
function slowReader() {
  const pieces: string[] = [];
  const taken: (() => void)[] = [];
  const output = new Writable({
    decodeStrings: false,
    write: (text: string, _, done) => {
      pieces.push(text);
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
