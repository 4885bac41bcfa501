import { Range } from "../../../src/build-spec/diagnostics/diagnostic";
import { parseBuildSpec } from "../../../src/build-spec/parse";
import { DocumentPath } from "../../../src/build-spec/schema/places";

const TEXT = `version: 0.1
component: build
env:
  variables:
    MODE: release
    "TAG": 'none'
    EMPTY:
    FORCED: !!str yes
steps:
  - type: Command
    name: "Make it"
    command: |
      make
      make test

  - type: Command
    command: make all
outputArtifacts: []
`;
const { places } = parseBuildSpec(TEXT);

const written = ({ line, column, endLine, endColumn }: Range) => `${line}:${column}-${endLine}:${endColumn}`;

describe("the range of a value", () => {
  test.each<[DocumentPath, string]>([
    [["version"], "1:10-1:13"],
    [["env", "variables", "MODE"], "5:11-5:18"],
    [["env", "variables", "TAG"], "6:12-6:18"],
    [["steps", 0, "name"], "11:11-11:20"],
    [["steps", 0, "command"], "12:14-14:16"],
    [["steps", 0], "10:5-14:16"],
    [["steps"], "10:3-17:22"],
    [["outputArtifacts"], "18:18-18:20"],
    [[], "1:1-18:20"],
  ])("%j is %s", (path, range) => {
    expect(written(places.rangeOf(path))).toBe(range);
  });

  test.each<[DocumentPath, string]>([
    [["steps", 1, "name"], "16:5-17:22"],
    [["steps", 7, "command"], "10:3-17:22"],
    [["inputArtifacts", 0, "url"], "1:1-18:20"],
  ])("%j, which does not exist, is that of the nearest value around: %s", (path, range) => {
    expect(written(places.rangeOf(path))).toBe(range);
  });

  test("is the first character of a file without any", () => {
    expect(written(parseBuildSpec("").places.rangeOf(["steps", 0]))).toBe("1:1-1:1");
  });
});

describe("the range of a key", () => {
  test.each<[DocumentPath, string]>([
    [["version"], "1:1-1:8"],
    [["env", "variables"], "4:3-4:12"],
    [["env", "variables", "TAG"], "6:5-6:10"],
    [["env", "variables", "EMPTY"], "7:5-7:10"],
    [["steps", 1, "command"], "17:5-17:12"],
  ])("%j is %s", (path, range) => {
    expect(written(places.keyRangeOf(path))).toBe(range);
  });

  test.each<[DocumentPath, string]>([
    [["steps", 1], "16:5-17:22"],
    [["steps", 1, "name"], "16:5-17:22"],
  ])("%j, which has none, is that of the value or of the nearest one around: %s", (path, range) => {
    expect(written(places.keyRangeOf(path))).toBe(range);
  });
});

describe("the range of a piece of a value", () => {
  test.each<[DocumentPath, number, number, string]>([
    [["steps", 1, "command"], 5, 8, "17:19-17:22"],
    [["env", "variables", "TAG"], 0, 2, "6:13-6:15"],
    [["steps", 0, "command"], 0, 4, "13:7-13:11"],
    [["steps", 0, "command"], 5, 9, "14:7-14:11"],
    [["steps", 0, "command"], 2, 9, "13:9-14:11"],
  ])("%j from %i to %i is %s", (path, start, end, range) => {
    expect(written(places.textRangeOf(path, start, end))).toBe(range);
  });

  test("has no length when it is empty", () => {
    expect(written(places.textRangeOf(["steps", 0, "command"], 5, 5))).toBe("14:7-14:7");
  });

  test("ends behind its last character, not where the text goes on", () => {
    expect(written(places.textRangeOf(["steps", 0, "command"], 0, 5))).toBe("13:7-14:1");
    expect(written(places.textRangeOf(["steps", 0, "command"], 0, 4))).toBe("13:7-13:11");
  });

  test("is the range of what is no single value", () => {
    expect(written(places.textRangeOf(["steps"], 0, 1))).toBe("10:3-17:22");
    expect(written(places.textRangeOf(["steps", 9, "command"], 0, 1))).toBe("10:3-17:22");
  });
});

describe("without quotes and tag", () => {
  test.each<[DocumentPath, boolean]>([
    [["version"], true],
    [["env", "variables", "MODE"], true],
    [["env", "variables", "TAG"], false],
    [["env", "variables", "FORCED"], false],
    [["env", "variables", "EMPTY"], false],
    [["steps", 0, "command"], false],
    [["steps"], false],
    [["inputArtifacts"], false],
  ])("the value of %j: %s", (path, isPlain) => {
    expect(places.isPlain(path)).toBe(isPlain);
  });

  test.each<[DocumentPath, boolean]>([
    [["env", "variables", "MODE"], true],
    [["env", "variables", "EMPTY"], true],
    [["env", "variables", "TAG"], false],
    [["steps", 0], false],
    [["inputArtifacts"], false],
  ])("the key of %j: %s", (path, isPlain) => {
    expect(places.isKeyPlain(path)).toBe(isPlain);
  });
});

test("a value behind an alias stands where its anchor is", () => {
  const text = "env:\n  variables:\n    A: &a release\n    B: *a\n";
  const aliased = parseBuildSpec(text).places;
  expect(written(aliased.rangeOf(["env", "variables", "B"]))).toBe("3:11-3:18");
  expect(written(aliased.keyRangeOf(["env", "variables", "B"]))).toBe("4:5-4:6");
});
