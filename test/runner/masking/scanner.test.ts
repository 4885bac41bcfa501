import * as fc from "fast-check";
import { split, splits } from "./streams";
import { Automaton } from "../../../src/runner/masking/automaton";
import { LINE_BREAKS, merged, Scanner, Span } from "../../../src/runner/masking/scanner";

const EACH_BYTE = Uint8Array.from({ length: 256 }, (_, byte) => byte);
const upperCase = EACH_BYTE.map((byte) => String.fromCharCode(byte).toUpperCase().charCodeAt(0) % 256);

interface Search {
  readonly needles: readonly string[];
  readonly text: string;
  readonly places: readonly number[];
}

/** Few letters, so that needles overlap, hold and repeat each other. */
function searches(letters: string, shortest: number): fc.Arbitrary<Search> {
  const needle = fc.string({ unit: fc.constantFrom("a", "b"), minLength: shortest, maxLength: 9 });
  return fc.record({
    needles: fc.array(needle, { minLength: 1, maxLength: 5 }),
    text: fc.string({ unit: fc.constantFrom(...letters), maxLength: 60, size: "max" }),
    places: splits,
  });
}

function spans({ needles, text, places }: Search, skipsLineBreaks: boolean, fold = EACH_BYTE): Span[] {
  const buffers = needles.map((needle) => Buffer.from(needle));
  const automaton = skipsLineBreaks
    ? new Automaton(buffers, fold, 4, LINE_BREAKS)
    : new Automaton(buffers, fold, 16);
  const scanner = new Scanner(automaton, skipsLineBreaks);
  return merged(split(Buffer.from(text), places).flatMap((chunk) => scanner.scan(chunk)));
}

/** The plain way to find what a scanner finds. */
function searched({ needles, text }: Search, skipsLineBreaks: boolean): Span[] {
  const found: Span[] = [];
  let letters: { readonly letter: string; readonly place: number }[] = [];
  [...text].forEach((letter, place) => {
    const sofar = letters.map((one) => one.letter).join("");
    const depth = Math.max(
      ...needles.flatMap((needle) => [...needle].map((_, i) => (sofar.endsWith(needle.slice(0, i)) ? i : 0))),
    );
    if (skipsLineBreaks && letter === "\n" && depth >= 4) return;
    letters = [...letters, { letter, place }];
    for (const needle of needles) {
      if (!(sofar + letter).endsWith(needle)) continue;
      found.push({ start: letters[letters.length - needle.length].place, end: place + 1 });
    }
  });
  return merged(found);
}

test("a scanner finds what a plain search finds, overlapping ones as one", () => {
  fc.assert(
    fc.property(searches("ab.", 2), (search) => {
      expect(spans(search, false)).toEqual(searched(search, false));
    }),
    { numRuns: 3_000, seed: 6 },
  );
});

test("a scanner that takes no notice of line breaks finds them behind four letters of a needle", () => {
  fc.assert(
    fc.property(searches("aabb\n", 4), (search) => {
      expect(spans(search, true)).toEqual(searched(search, true));
    }),
    { numRuns: 5_000, seed: 6 },
  );
});

test("a scanner tells where a needle begins that may be going on", () => {
  const scanner = new Scanner(new Automaton([Buffer.from("abcabd")], EACH_BYTE, 16), false);
  const unfinished = ["xa", "bcab", "c", "abd", "ab"].map((chunk) => {
    scanner.scan(Buffer.from(chunk));
    return scanner.unfinished;
  });
  expect(unfinished).toEqual([1, 1, 4, 10, 10]);
  scanner.reset();
  expect(scanner.unfinished).toBe(12);
});

test("bytes that count as one another are found as one another, in any number of needles", () => {
  fc.assert(
    fc.property(searches("abAB", 2), fc.boolean(), (search, isMany) => {
      const more = isMany ? Array.from({ length: 300 }, (_, i) => `needle-${i}`) : [];
      const needles = [...search.needles, ...more];
      const lower = { ...search, needles, text: search.text.toLowerCase() };
      expect(spans({ ...search, needles }, false, upperCase)).toEqual(searched(lower, false));
    }),
    { numRuns: 200, seed: 6 },
  );
});

test("spans that overlap by a byte are one, and those that touch are two", () => {
  const spansOf = (...pairs: [number, number][]) => pairs.map(([start, end]) => ({ start, end }));
  expect(merged(spansOf([4, 6], [0, 3], [2, 5]))).toEqual(spansOf([0, 6]));
  expect(merged(spansOf([3, 6], [0, 3]))).toEqual(spansOf([0, 3], [3, 6]));
  expect(merged(spansOf([0, 9], [2, 4], [8, 10]))).toEqual(spansOf([0, 10]));
});
