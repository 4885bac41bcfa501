import * as fc from "fast-check";
import { StepEnd, StepOutput } from "../../../src/runner/session/step-output";

const NONCE = "0123456789abcdef0123456789abcdef";

type Seen = string | StepEnd;

/** Output and ends in the order in which they are told; pieces of output that follow each other are joined. */
function read(chunks: readonly Buffer[]): Seen[] {
  const seen: Seen[] = [];
  const output = new StepOutput(
    NONCE,
    (data) => {
      const text = data.toString("latin1");
      if (typeof seen.at(-1) === "string") seen.push(`${seen.pop() as string}${text}`);
      else seen.push(text);
    },
    (end) => {
      seen.push(end);
      if (seen.length > 1000) throw new Error("a mark is told again and again");
    },
  );
  chunks.forEach((chunk) => output.push(chunk));
  output.flush();
  return seen.filter((item) => item !== "");
}

const readText = (...chunks: string[]) => read(chunks.map((chunk) => Buffer.from(chunk, "latin1")));
const mark = (sequence: number, exitCode: number, isCaptured: boolean, nonce = NONCE) =>
  `\x1e${nonce}:${sequence}:${exitCode}:${isCaptured ? 1 : 0}\x1f`;

describe("the output of a step", () => {
  test("ends at the mark, which is not part of it", () => {
    expect(readText(`hello\n${mark(3, 137, false)}`)).toEqual([
      "hello\n",
      { sequence: 3, exitCode: 137, isCaptured: false },
    ]);
  });

  test("may be empty, and may follow another step's in one piece", () => {
    expect(readText(`${mark(1, 0, true)}${mark(2, 0, true)}third${mark(3, 255, true)}`)).toEqual([
      { sequence: 1, exitCode: 0, isCaptured: true },
      { sequence: 2, exitCode: 0, isCaptured: true },
      "third",
      { sequence: 3, exitCode: 255, isCaptured: true },
    ]);
  });

  test("is told at once where no mark may begin", () => {
    const seen: string[] = [];
    const output = new StepOutput(
      NONCE,
      (data) => seen.push(data.toString()),
      () => undefined,
    );
    output.push(Buffer.from("Password: "));
    output.push(Buffer.from("a\x1eb"));
    expect(seen.join("")).toBe("Password: a\x1eb");
  });

  test("that ends without a mark is told in full", () => {
    for (const text of ["left", "\x1e", `\x1e${NONCE}`, `\x1e${NONCE}:`, `\x1e${NONCE}:1:0:1`]) {
      expect(readText(text)).toEqual([text]);
    }
  });

  test("is the same wherever the stream is split, with any bytes and parts of marks", () => {
    const piece = fc.oneof(
      fc.constant(mark(1, 0, true)),
      fc.constant(mark(12, 137, false)),
      fc.nat(NONCE.length).map((length) => mark(1, 0, true).slice(0, length)),
      fc.constant(mark(1, 0, true, NONCE.replace("9", "8"))),
      fc.constantFrom("\x1e", "\x1f", "\x1e\x1e", ":", "text"),
      fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes).toString("latin1")),
    );
    const stream = fc.array(piece, { maxLength: 12 }).map((pieces) => Buffer.from(pieces.join(""), "latin1"));
    fc.assert(
      fc.property(stream, fc.array(fc.nat(), { maxLength: 8 }), (bytes, places) => {
        const cuts = [0, ...places.map((place) => place % (bytes.length + 1)), bytes.length].sort(
          (a, b) => a - b,
        );
        expect(read(cuts.slice(1).map((cut, i) => bytes.subarray(cuts[i], cut)))).toEqual(read([bytes]));
        expect(read([...bytes].map((byte) => Buffer.from([byte])))).toEqual(read([bytes]));
      }),
      { numRuns: 1000 },
    );
  });
});

describe("a forged mark", () => {
  test("with another nonce is output", () => {
    const forged = mark(1, 0, true, NONCE.replace("0", "1"));
    expect(readText(`a${forged}b${mark(1, 5, true)}`)).toEqual([
      `a${forged}b`,
      { sequence: 1, exitCode: 5, isCaptured: true },
    ]);
  });

  test("with a part of the nonce is output", () => {
    const forged = mark(1, 0, true, NONCE.slice(0, -1));
    expect(readText(...`${forged}${mark(1, 0, true)}`)).toEqual([
      forged,
      { sequence: 1, exitCode: 0, isCaptured: true },
    ]);
  });

  test("that never ends is output, too", () => {
    const endless = `\x1e${NONCE}:${"1".repeat(500)}`;
    expect(readText(`a${endless}`)).toEqual([`a${endless}`]);
  });
});

test("any bytes without a mark come through as they are", () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 100 })), (chunks) => {
      const buffers = chunks.map((chunk) => Buffer.from(chunk));
      expect(read(buffers).join("")).toBe(Buffer.concat(buffers).toString("latin1"));
    }),
  );
});
