import { pairs } from "../../src/cli/pairs";
import { ExitCode } from "../../src/runner/exit-code";

describe("NAME=VALUE options", () => {
  test("become a map; values may hold anything", () => {
    expect(pairs("--param", ["a=1", "b=x=y", "c=", "d= spaced\nlines "])).toEqual(
      new Map([
        ["a", "1"],
        ["b", "x=y"],
        ["c", ""],
        ["d", " spaced\nlines "],
      ]),
    );
    expect(pairs("--param", [])).toEqual(new Map());
  });

  test("count the last one of a name", () => {
    expect(pairs("--param", ["a=1", "a=2"])).toEqual(new Map([["a", "2"]]));
  });

  test("are refused all at once when they have no name or no value", () => {
    expect(() => pairs("--param", ["good=1", "bare", "=nameless", ""])).toThrow(
      expect.objectContaining({
        exitCode: ExitCode.USAGE,
        message: [
          '--param "bare": write --param NAME=VALUE',
          '--param "=nameless": write --param NAME=VALUE',
          '--param "": write --param NAME=VALUE',
        ].join("\n"),
      }),
    );
  });
});
