import { loadShellParser } from "../../../src/build-spec/shell/shell-parser";

jest.mock("unbash", () => ({
  parse: (script: string) => {
    if (script === "deep") throw new RangeError("Maximum call stack size exceeded");
    throw new TypeError("Unexpected syntax node");
  },
}));

describe("a script that the library fails on", () => {
  test.each([
    ["deep", "it is nested too deeply"],
    ["odd", "it cannot be read"],
  ])("has one error and no facts: %s", async (script, message) => {
    const parse = await loadShellParser();
    expect(parse(script)).toEqual({
      errors: [{ start: 0, end: 1, message, fix: "try it with `bash -n`" }],
      commands: [],
      assignments: [],
      reads: [],
    });
  });

  test("has its error inside of it, though it is empty", async () => {
    const parse = await loadShellParser();
    expect(parse("").errors).toMatchObject([{ start: 0, end: 0 }]);
  });
});
