import * as fc from "fast-check";
import { LineSplitter } from "../../src/runner/line-splitter";

/** Longest part in which a line is shown. */
const LONGEST = 16_384;

function lines(...chunks: (Buffer | string)[]): string[] {
  const found: string[] = [];
  const splitter = new LineSplitter((more) => found.push(...more.split("\n")));
  chunks.forEach((chunk) => splitter.push(Buffer.from(chunk)));
  splitter.flush();
  return found;
}

describe("a stream is cut into lines", () => {
  test("at line feeds, with or without a carriage return before", () => {
    expect(lines("one\ntwo\r\n\nfour\r\n")).toEqual(["one", "two", "", "four"]);
  });

  test("whose last one needs no end", () => {
    expect(lines("one\ntwo")).toEqual(["one", "two"]);
    expect(lines("")).toEqual([]);
    expect(lines("\n")).toEqual([""]);
  });

  test("that keep carriage returns of progress bars inside", () => {
    expect(lines("10%\r20%\r100%\n")).toEqual(["10%\r20%\r100%"]);
  });

  test("that are shown as soon as they are complete, others not before the end", () => {
    const found: string[] = [];
    const splitter = new LineSplitter((more) => found.push(...more.split("\n")));
    splitter.push(Buffer.from("one\ntw"));
    expect(found).toEqual(["one"]);
    splitter.push(Buffer.from("o"));
    expect(found).toEqual(["one"]);
    splitter.flush();
    expect(found).toEqual(["one", "two"]);
  });

  test("again after a flush", () => {
    const found: string[] = [];
    const splitter = new LineSplitter((more) => found.push(...more.split("\n")));
    splitter.push(Buffer.from("one"));
    splitter.flush();
    splitter.push(Buffer.from("two\n"));
    splitter.flush();
    expect(found).toEqual(["one", "two"]);
  });

  test("in the same way wherever it is split, between the bytes of a character, too", () => {
    const piece = fc.constantFrom("a", "ü", "🙂", "\n", "\r", "\r\n", "\u0000", "long ".repeat(10));
    const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(text, fc.array(fc.nat(), { maxLength: 6 }), (whole, places) => {
        const bytes = Buffer.from(whole);
        const cuts = [0, ...places.map((place) => place % (bytes.length + 1)), bytes.length].sort(
          (a, b) => a - b,
        );
        expect(lines(...cuts.slice(1).map((cut, i) => bytes.subarray(cuts[i], cut)))).toEqual(lines(bytes));
      }),
      { numRuns: 500 },
    );
  });
});

describe("a line that is too long", () => {
  test("is shown in parts of which nothing is lost", () => {
    const line = "0123456789".repeat(500_000);
    const parts = lines("before\n", line, "\nafter\n");
    expect(parts.slice(1, -1).join("")).toBe(line);
    expect(Math.max(...parts.map((part) => part.length))).toBe(LONGEST);
    expect([parts[0], parts.at(-1)]).toEqual(["before", "after"]);
  });

  test("is shown while it is still coming", () => {
    const found: string[] = [];
    new LineSplitter((more) => found.push(...more.split("\n"))).push(Buffer.alloc(3 * LONGEST, "x"));
    expect(found.length).toBeGreaterThan(0);
  });

  test.each([LONGEST - 1, LONGEST, LONGEST + 1, 2 * LONGEST, 2 * LONGEST + 1])(
    "is cut in the same way wherever it is split, with %d characters",
    (length) => {
      const lengths = (...chunks: Buffer[]) => lines(...chunks).map((line) => line.length);
      for (const end of ["\n", "\r\n", ""]) {
        const bytes = Buffer.from("x".repeat(length) + end);
        for (let cut = length - 2; cut <= bytes.length; cut++) {
          expect(lengths(bytes.subarray(0, cut), bytes.subarray(cut))).toEqual(lengths(bytes));
        }
      }
    },
  );

  test("is not cut in the middle of a character", () => {
    const parts = lines(`x${"🙂".repeat(LONGEST)}\n`);
    const broken = parts.filter((part) => Buffer.from(part).toString() !== part);
    expect(broken.length).toBe(0);
  });
});

describe("bytes that are not UTF-8", () => {
  test("are replaced and take nothing along", () => {
    expect(lines(Buffer.from([0x61, 0xff, 0x62, 0x0a]), "next\n")).toEqual(["a\ufffdb", "next"]);
    expect(lines(Buffer.from([0xf0, 0x9f]), "\nnext")).toEqual(["\ufffd", "next"]);
    expect(lines(Buffer.from([0x78, 0xc3]))).toEqual(["x\ufffd"]);
  });
});

describe("the parts of a line that is too long", () => {
  /** Texts that a stream is told in, those that go on with a line with a plus in front, shortened. */
  function told(...chunks: string[]): string[] {
    const found: string[] = [];
    const splitter = new LineSplitter((texts, continues) =>
      found.push(...texts.split("\n").map((text) => `${continues ? "+" : ""}${text.slice(0, 6)}`)),
    );
    chunks.forEach((chunk) => splitter.push(Buffer.from(chunk)));
    splitter.flush();
    return found;
  }

  test("are told from whole lines, the first of them as a line of its own", () => {
    const long = "x".repeat(2 * LONGEST + 1);
    expect(told(`before\n${long}\nafter\n`)).toEqual(["before", "xxxxxx", "+xxxxxx", "+x", "after"]);
    expect(told("before\n", long, "\n", "after")).toEqual(["before", "xxxxxx", "+xxxxxx", "+x", "after"]);
  });

  test("end with the stream", () => {
    expect(told(`${"x".repeat(LONGEST)}yy`)).toEqual(["xxxxxx", "+yy"]);
  });

  test("are none of a line that just fits", () => {
    expect(told(`${"x".repeat(LONGEST)}\nafter`)).toEqual(["xxxxxx", "after"]);
  });
});
