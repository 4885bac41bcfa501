import * as fc from "fast-check";
import { cutLine, LONGEST_SHOWN } from "../../src/report/long-line";

describe("a line that is shown", () => {
  test("stays as it is up to the longest", () => {
    const line = "x".repeat(LONGEST_SHOWN);
    expect(cutLine(line)).toEqual({ text: line, left: 0 });
  });

  test("is cut when it is longer, and what is left out is counted", () => {
    expect(cutLine("x".repeat(LONGEST_SHOWN + 5))).toEqual({ text: "x".repeat(LONGEST_SHOWN), left: 5 });
  });

  test("is not cut within a character", () => {
    expect(cutLine(`${"x".repeat(LONGEST_SHOWN - 1)}🙂`)).toEqual({
      text: "x".repeat(LONGEST_SHOWN - 1),
      left: 2,
    });
  });

  test.each(["\u001b", "\u001b[", "\u001b[3", "\u001b[1;3"])(
    "is not cut within a colour, after %j",
    (half) => {
      const before = "x".repeat(LONGEST_SHOWN - half.length);
      expect(cutLine(`${before}${half}1m and so on`).text).toBe(before);
    },
  );

  test("loses no character without counting it", () => {
    const line = fc.string({ unit: "binary", minLength: 0, maxLength: 3 * LONGEST_SHOWN, size: "max" });
    fc.assert(
      fc.property(line, (text) => {
        const cut = cutLine(text);
        expect(text.startsWith(cut.text)).toBe(true);
        expect(cut.text.length + cut.left).toBe(text.length);
      }),
    );
  });
});
