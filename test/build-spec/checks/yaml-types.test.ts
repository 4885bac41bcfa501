import * as fc from "fast-check";
import { parseDocument, Scalar } from "yaml";
import { typeInYaml11, typeInYaml12 } from "../../../src/build-spec/checks/yaml-types";

describe("a text without quotes is", () => {
  test.each([
    ["true", "a boolean", "a boolean"],
    ["oN", "a text", "a text"],
    ["NULL", "nothing", "nothing"],
    ["0", "a number", "a number"],
    ["+12", "a number", "a number"],
    ["08", "a text", "a number"],
    ["-017", "an octal number", "a number"],
    ["0x1F", "a hexadecimal number", "a hexadecimal number"],
    ["-0x1F", "a hexadecimal number", "a text"],
    [".5", "a number", "a number"],
    ["1.", "a number", "a number"],
    [".", "a text", "a text"],
    ["1.5e+3", "a number", "a number"],
    ["1.5e3", "a text", "a number"],
    ["1_0.5", "a number", "a text"],
    ["190:20:30.15", "a number of base 60", "a text"],
    ["12:60", "a text", "a text"],
    ["8080:80", "a text", "a text"],
    ["-.INF", "infinity", "infinity"],
    [".NaN", "no number", "no number"],
    ["2001-12-14t21:59:43.10-05:00", "a date", "a text"],
    ["2001-1-1", "a text", "a text"],
    ["<<", "a sign of its own", "a text"],
    ["1.2.3", "a text", "a text"],
  ])("%s: %s in YAML 1.1, %s in YAML 1.2", (text, in11, in12) => {
    expect([typeInYaml11(text), typeInYaml12(text)]).toEqual([in11, in12]);
  });
});

/** What the library reads a plain text as. */
function kindByLibrary(text: string, version: "1.1" | "1.2"): string {
  const { contents } = parseDocument(text, { version });
  const value = (contents as Scalar | null)?.value;
  return value instanceof Date ? "date" : value === null || value === undefined ? "null" : typeof value;
}

const KINDS: Readonly<Record<string, string>> = {
  nothing: "null",
  "a boolean": "boolean",
  "a date": "date",
  "a text": "string",
  "a sign of its own": "string",
};
const kind = (type: string) => KINDS[type] ?? "number";

// Left out are texts that the library reads otherwise than the standard: 08, 01:30, 1e3 and 2001-1-1 in YAML 1.1.
describe("the types agree with those of the yaml library", () => {
  const plain = fc.oneof(
    fc.stringMatching(/^[-+]?([1-9_][0-9_]{0,3}|0)(\.[0-9]{0,3})?$/),
    fc.stringMatching(/^[-+]?0([0-7_]{1,4}|[box][0-9a-fA-F_]{1,4})$/),
    fc.stringMatching(/^[1-9][0-9]{0,2}(:[0-9]{1,2}){1,2}$/),
    fc.stringMatching(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/),
    fc.constantFrom(
      "y",
      "Yes",
      "yES",
      "no",
      "ON",
      "oFF",
      "true",
      "True",
      "tRUE",
      "null",
      "Null",
      ".inf",
      ".nan",
    ),
  );

  test("in YAML 1.2", () => {
    fc.assert(
      fc.property(plain, (text) => expect(kind(typeInYaml12(text))).toBe(kindByLibrary(text, "1.2"))),
    );
  });

  test("in YAML 1.1", () => {
    fc.assert(
      fc.property(plain, (text) => expect(kind(typeInYaml11(text))).toBe(kindByLibrary(text, "1.1"))),
    );
  });
});
