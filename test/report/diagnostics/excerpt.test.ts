import * as fc from "fast-check";
import { displayWidth } from "../../../src/report/diagnostics/display-width";
import { excerpt } from "../../../src/report/diagnostics/excerpt";

/** The excerpt for a piece of a line, by columns from 1. */
function excerptOf(line: string, column: number, endColumn: number, endLine = 1) {
  return excerpt(line, { line: 1, column, endLine, endColumn });
}

describe("an excerpt", () => {
  test("has the line and marks under the piece", () => {
    expect(excerptOf("  shell: bsh", 10, 13)).toEqual({
      source: "  shell: bsh",
      marks: "         ^~~",
    });
  });

  test("marks a place without a piece with a caret alone", () => {
    expect(excerptOf("steps:", 7, 7)).toEqual({ source: "steps:", marks: "      ^" });
    expect(excerptOf("", 1, 1)).toEqual({ source: "", marks: "^" });
  });

  test("marks behind the last character what is beyond the line", () => {
    expect(excerptOf("a", 9, 12)).toEqual({ source: "a", marks: " ^" });
  });

  test("marks only the first line of a piece of several lines, without blanks at its end", () => {
    expect(excerptOf("  - type: Command  ", 5, 3, 4)).toEqual({
      source: "  - type: Command",
      marks: "    ^~~~~~~~~~~~~",
    });
  });

  test("counts the columns of a terminal, not characters", () => {
    expect(excerptOf("日本: e\u0301x", 5, 8)).toEqual({ source: "日本: e\u0301x", marks: "      ^~" });
    expect(excerptOf("a: 日本", 4, 6)).toEqual({ source: "a: 日本", marks: "   ^~~~" });
    expect(excerptOf("😀: x", 5, 6)).toEqual({ source: "😀: x", marks: "    ^" });
  });

  test("writes tabs as four blanks", () => {
    expect(excerptOf("a:\tb\tc", 4, 7)).toEqual({ source: "a:    b    c", marks: "      ^~~~~~" });
  });

  test("shows no character that acts on a terminal or turns the direction of writing", () => {
    const { source } = excerptOf("a\u001b[31m\u0007\r\u009b\u202eb\u2066\ud800", 1, 2);
    expect(source).toBe("a\ufffd[31m\ufffd\ufffd\ufffd\ufffdb\ufffd\ufffd");
  });

  describe("of a long line", () => {
    const long = `${"a".repeat(300)}MARKED${"b".repeat(300)}`;

    test("is cut around the piece", () => {
      const { source, marks } = excerptOf(long, 301, 307);
      expect(source).toBe(`...${"a".repeat(40)}MARKED${"b".repeat(51)}...`);
      expect(marks).toBe(`${" ".repeat(43)}^~~~~~`);
    });

    test("keeps its beginning when the piece is there", () => {
      const { source, marks } = excerptOf(`MARKED${"b".repeat(300)}`, 1, 7);
      expect(source).toBe(`MARKED${"b".repeat(94)}...`);
      expect(marks).toBe("^~~~~~");
    });

    test("keeps its end when the piece is there", () => {
      const { source, marks } = excerptOf(`${"a".repeat(300)}MARKED`, 301, 307);
      expect(source).toBe(`...${"a".repeat(40)}MARKED`);
      expect(marks).toBe(`${" ".repeat(43)}^~~~~~`);
    });

    test("is marked to its cut end when the piece is longer", () => {
      const { source, marks } = excerptOf("a".repeat(5_000), 1, 5_001);
      expect(source).toBe(`${"a".repeat(100)}...`);
      expect(marks).toBe(`^${"~".repeat(102)}`);
    });

    test("of exactly 100 columns is not cut", () => {
      expect(excerptOf("a".repeat(100), 100, 101).source).toBe("a".repeat(100));
      expect(excerptOf("a".repeat(101), 101, 102).source).toBe(`...${"a".repeat(41)}`);
    });

    test("of wide characters is cut by columns", () => {
      const { source } = excerptOf("漢".repeat(400), 200, 201);
      expect(source).toBe(`...${"漢".repeat(20)}${"漢".repeat(28)}...`);
    });
  });

  test("never is wider than a terminal, and its caret stands under the piece", () => {
    const character = fc.constantFrom(..."ab:- \t漢😀é\u0301\u200d\u202e\u001b\ud83d\ude00");
    fc.assert(
      fc.property(
        fc.array(character, { maxLength: 400 }),
        fc.nat(400),
        fc.nat(400),
        (characters, from, length) => {
          const line = characters.join("");
          const start = Math.min(from, line.length);
          const { source, marks } = excerptOf(line, start + 1, start + length + 1);
          expect(displayWidth(source)).toBeLessThanOrEqual(106);
          expect(displayWidth(marks)).toBeLessThanOrEqual(107);
          expect(marks).toMatch(/^ *\^~*$/);
          expect(source).not.toMatch(/[\p{Cc}\u202e]/u);
        },
      ),
      { seed: 5, numRuns: 1_000 },
    );
  });
});
