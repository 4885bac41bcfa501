import * as fc from "fast-check";
import { OutputFrames } from "../../../src/runner/engine/output-frames";

type Stream = "stdout" | "stderr";
type Told = [stream: Stream, text: string];

/** A piece of output as Docker's API sends it. */
function frame(stream: Stream, text: string): Buffer {
  const header = Buffer.alloc(8);
  header[0] = stream === "stdout" ? 1 : 2;
  header.writeUInt32BE(Buffer.byteLength(text), 4);
  return Buffer.concat([header, Buffer.from(text)]);
}

function told(...chunks: Buffer[]): Told[] {
  const all: Told[] = [];
  const frames = new OutputFrames((data, stream) => all.push([stream, data.toString()]));
  // They are changed in place.
  chunks.forEach((chunk) => frames.push(Buffer.from(chunk)));
  return all;
}

/** Neighbours of one stream as one, nothing left out. */
function joined(pieces: readonly Told[]): Told[] {
  const all: Told[] = [];
  for (const [stream, text] of pieces.filter(([, piece]) => piece !== "")) {
    if (all.at(-1)?.[0] === stream) all.push([stream, all.pop()![1] + text]);
    else all.push([stream, text]);
  }
  return all;
}

describe("the output of a container", () => {
  test("is told by stream, in the order in which it comes", () => {
    const chunk = Buffer.concat([frame("stdout", "one"), frame("stderr", "two"), frame("stdout", "three")]);
    expect(told(chunk)).toEqual([
      ["stdout", "one"],
      ["stderr", "two"],
      ["stdout", "three"],
    ]);
  });

  test("is told once for all the short pieces of a stream that come at once", () => {
    const lines = Array.from({ length: 1000 }, (_, i) => `line ${i}\n`);
    expect(told(Buffer.concat(lines.map((line) => frame("stdout", line))))).toEqual([
      ["stdout", lines.join("")],
    ]);
  });

  test("is told as it comes where a piece is longer than a chunk", () => {
    const bytes = frame("stderr", "0123456789");
    expect(told(bytes.subarray(0, 12), bytes.subarray(12))).toEqual([
      ["stderr", "0123"],
      ["stderr", "456789"],
    ]);
  });

  test("is the same wherever the stream is cut", () => {
    const text = fc.oneof(fc.string({ maxLength: 20 }), fc.string({ minLength: 300, maxLength: 400 }));
    const pieces = fc.array(fc.tuple(fc.constantFrom<Stream>("stdout", "stderr"), text), { maxLength: 12 });
    fc.assert(
      fc.property(pieces, fc.array(fc.nat(), { maxLength: 12 }), (all, places) => {
        const whole = Buffer.concat(all.map(([stream, piece]) => frame(stream, piece)));
        const cuts = [0, ...places.map((place) => place % (whole.length + 1)), whole.length];
        cuts.sort((a, b) => a - b);
        const chunks = cuts.slice(1).map((cut, i) => whole.subarray(cuts[i], cut));
        expect(joined(told(...chunks))).toEqual(joined(all));
      }),
      { numRuns: 1000 },
    );
  });
});
