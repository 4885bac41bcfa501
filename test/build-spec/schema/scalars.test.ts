import { isScalar, parseDocument, Scalar } from "yaml";
import { Shape } from "../../../src/build-spec/schema/keys";
import { scalarValue, textOf } from "../../../src/build-spec/schema/scalars";

function scalar(written: string): Scalar {
  const { contents } = parseDocument(written, { version: "1.2" });
  if (!isScalar(contents)) throw new Error(`${written} is no scalar`);
  return contents;
}

describe("the text of a scalar", () => {
  test.each([
    ["0.10", "0.10"],
    ["0644", "0644"],
    ["1e3", "1e3"],
    ["True", "True"],
    ["~", "~"],
    ["0x1F", "0x1F"],
    ["release", "release"],
    ["'a''b'", "a'b"],
    ['"a\\tb"', "a\tb"],
    ["|\n  a\n  b\n", "a\nb\n"],
    [">\n  a\n  b\n", "a b\n"],
  ])("%j is %j", (written, text) => {
    expect(textOf(scalar(written))).toBe(text);
  });
});

describe("a scalar", () => {
  test.each<[Shape, string, unknown]>([
    [{ kind: "string" }, "0.10", "0.10"],
    [{ kind: "boolean" }, "true", true],
    [{ kind: "boolean" }, "FALSE", false],
    [{ kind: "boolean" }, '"tRue"', true],
    [{ kind: "integer" }, "1", 1],
    [{ kind: "integer" }, "'28800'", 28_800],
    [{ kind: "score" }, "0", 0],
    [{ kind: "score" }, ".5", 0.5],
    [{ kind: "score" }, "7.", 7],
    [{ kind: "score" }, "10.0", 10],
    [{ kind: "enum", values: ["BINARY", "DOCKER_IMAGE"] }, "BINARY", "BINARY"],
    [{ kind: "enum", values: ["0.1"] }, "0.1", "0.1"],
  ])("of %j may be %s", (shape, written, value) => {
    expect(scalarValue(shape, scalar(written))).toEqual({ value });
  });

  test.each<[Shape, string, string]>([
    [{ kind: "boolean" }, "yes", "write true or false"],
    [{ kind: "boolean" }, "1", "write true or false"],
    [{ kind: "integer" }, "0", "write a whole number greater than 0"],
    [{ kind: "integer" }, "-1", "write a whole number greater than 0"],
    [{ kind: "integer" }, "1.5", "write a whole number greater than 0"],
    [{ kind: "integer" }, "1_000", "write a whole number greater than 0"],
    [{ kind: "integer" }, "1e3", "write a whole number greater than 0"],
    [{ kind: "integer" }, "9999999999", "write a whole number greater than 0"],
    [{ kind: "integer" }, "1h", "write a whole number greater than 0"],
    [{ kind: "score" }, "10.1", "write a number from 0 to 10"],
    [{ kind: "score" }, "-1", "write a number from 0 to 10"],
    [{ kind: "score" }, "11", "write a number from 0 to 10"],
    [{ kind: "enum", values: ["BINARY", "DOCKER_IMAGE"] }, "binary", "write BINARY or DOCKER_IMAGE"],
    [{ kind: "enum", values: ["0.1"] }, "0.10", "write 0.1"],
  ])("of %j may not be %s", (shape, written, rule) => {
    expect(scalarValue(shape, scalar(written))).toEqual({ rule });
  });

  test("of a text obeys the key's pattern", () => {
    expect(scalarValue({ kind: "string" }, scalar("a-b"), /^[a-z]+$/)).toEqual({
      rule: "it must match ^[a-z]+$",
    });
    expect(scalarValue({ kind: "string" }, scalar("ab"), /^[a-z]+$/)).toEqual({ value: "ab" });
  });
});
