import * as fc from "fast-check";
import { LineTable } from "../../../src/build-spec/syntax/line-table";

describe("a table of lines", () => {
  test.each([
    ["", 0, 1, 1],
    ["ab", 0, 1, 1],
    ["ab", 2, 1, 3],
    ["ab\ncd", 2, 1, 3],
    ["ab\ncd", 3, 2, 1],
    ["ab\n", 3, 2, 1],
    ["\n\n\na", 3, 4, 1],
    ["é😀b", 3, 1, 4],
  ])("says that in %j the offset %i is %i:%i", (text, offset, line, column) => {
    expect(new LineTable(text).at(offset)).toEqual({ line, column });
  });

  test("says of each offset how many line ends stand before it, and how far the last one is", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", "\n", "\r"), maxLength: 100 }), (text) => {
        const table = new LineTable(text);
        for (let offset = 0; offset <= text.length; offset++) {
          const before = text.slice(0, offset).split("\n");
          expect(table.at(offset)).toEqual({ line: before.length, column: before.at(-1)!.length + 1 });
        }
      }),
    );
  });

  test("says where a piece begins, and the first place after it", () => {
    expect(new LineTable("ab\ncd\n").range(1, 5)).toEqual({ line: 1, column: 2, endLine: 2, endColumn: 3 });
  });

  test.each([
    ["beyond the text", 3, 99, { line: 1, column: 4, endLine: 2, endColumn: 2 }],
    ["before the text", -5, 1, { line: 1, column: 1, endLine: 1, endColumn: 2 }],
    ["of no length", 2, 2, { line: 1, column: 3, endLine: 1, endColumn: 3 }],
    ["that ends before it begins", 4, 2, { line: 2, column: 1, endLine: 2, endColumn: 1 }],
  ])("keeps a piece %s inside of it", (_, start, end, range) => {
    expect(new LineTable("abc\nd").range(start, end)).toEqual(range);
  });
});
