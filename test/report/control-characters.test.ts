import * as fc from "fast-check";
import { hasControls, onOneLine, withoutControls } from "../../src/report/control-characters";

describe("a text without control characters", () => {
  test.each([
    ["clear the screen", "a\u001b[2Jb", "a[2Jb"],
    ["set the title", "a\u001b]0;title\u0007b", "a]0;titleb"],
    ["return to the line's begin", "a\rb", "ab"],
    ["are of eight bits", "a\u009b2Jb", "a2Jb"],
  ])("has none that %s", (_, text, expected) => {
    expect(withoutControls(text)).toBe(expected);
  });

  test("keeps colours, tabs and line ends", () => {
    expect(withoutControls("\u001b[1;31mred\u001b[0m\tplain\n")).toBe("\u001b[1;31mred\u001b[0m\tplain\n");
  });
});

describe("a control character", () => {
  const isControl = (code: number) =>
    code !== 0x09 && code !== 0x0a && (code < 0x20 || (code >= 0x7f && code < 0xa0));

  test("is found alone, whichever it is, and no other character is taken for one", () => {
    const codes = [...Array(0x3000).keys(), 0xd83d, 0xfeff, 0xff1b, 0xffff];
    expect(codes.filter((code) => hasControls(String.fromCharCode(code)))).toEqual(codes.filter(isControl));
  });

  test("is found at any place between any others, in texts of any length", () => {
    const around = fc.tuple(
      fc.string({ unit: fc.constantFrom("a", "~", " ", "\t", "\n", "ü", "\u0120", "🙂"), maxLength: 9 }),
      fc.constantFrom("", "line of text\n".repeat(4_999), "x".repeat(70_000)),
      fc.nat(3),
    );
    const text = around.map(([some, many, spaces]) => some + many + " ".repeat(spaces));
    const control = fc.nat(0x9f).filter(isControl);
    fc.assert(
      fc.property(text, control, text, (before, code, after) => {
        expect(hasControls(before + after)).toBe(false);
        expect(hasControls(before + String.fromCharCode(code) + after)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe("a name on one line", () => {
  test.each([
    ["colours", "a\u001b[1;31mb\u001b[0m", "ab"],
    ["line ends and tabs", "a\nb\tc\r\n", "a b c "],
    ["other line ends", "a\u2028b\u2029c", "abc"],
    ["marks that turn the direction", "a\u202eb\u2066c\u200f", "abc"],
    ["colours that come about by what is removed", "a\u001b[3\u202e1mb\u001b[\u001b[1m31mc", "a[31mb[31mc"],
  ])("has no %s", (_, text, expected) => {
    expect(onOneLine(text)).toBe(expected);
  });

  test("keeps what people write", () => {
    expect(onOneLine("größe 名前 🚀 ${imageVersion}")).toBe("größe 名前 🚀 ${imageVersion}");
  });
});
