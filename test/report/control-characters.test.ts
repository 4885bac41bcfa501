import { onOneLine, withoutControls } from "../../src/report/control-characters";

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
