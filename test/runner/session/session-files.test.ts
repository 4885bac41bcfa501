import { readRecords } from "../../../src/runner/session/session-files";

describe("the records of a capture", () => {
  test("are names and values, which may hold an equals sign and line breaks", () => {
    const records = Buffer.from("A=1\0B=x=y\0C=\0D=two\nlines\0=\0");
    expect(readRecords(records)).toEqual(
      new Map([
        ["A", "1"],
        ["B", "x=y"],
        ["C", ""],
        ["D", "two\nlines"],
      ]),
    );
  });

  test("are none in an empty one", () => {
    expect(readRecords(Buffer.from("=\0"))).toEqual(new Map());
    expect(readRecords(Buffer.alloc(0))).toEqual(new Map());
  });
});
