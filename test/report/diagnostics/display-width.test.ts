import { columnsOf, displayWidth } from "../../../src/report/diagnostics/display-width";

describe("the width of a character on a terminal", () => {
  test.each([
    ["a", 1],
    ["é", 1],
    ["ß", 1],
    ["–", 1],
    ["\ufffd", 1],
    ["Ж", 1],
    ["ｶ", 1],
    ["漢", 2],
    ["か", 2],
    ["カ", 2],
    ["한", 2],
    ["，", 2],
    ["Ａ", 2],
    ["￥", 2],
    ["　", 2],
    ["𠮷", 2],
    ["😀", 2],
    ["🚀", 2],
    ["\u0301", 0],
    ["\u20dd", 0],
    ["\u200b", 0],
    ["\u200d", 0],
    ["\ufe0f", 0],
    ["\u1161", 0],
  ])("of %j is %d", (character, columns) => {
    expect(columnsOf(character)).toBe(columns);
  });

  test("adds up over a text", () => {
    expect(displayWidth("")).toBe(0);
    expect(displayWidth("ab 漢字 e\u0301")).toBe(9);
  });
});
