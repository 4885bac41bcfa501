import { findingsOf } from "./findings-of";
import { initialValueWithLineBreaks } from "../../../src/build-spec/checks/initial-value-with-line-breaks";

const spec = (value: string) => `env:\n  variables:\n    NOTES: ${value}\n`;

test.each([
  ["|\n      a\n      b", "3:12-5:8"],
  ["|\n      a", "3:12-4:8"],
  ['"a\\nb"', "3:12-3:18"],
  ['"a\\rb"', "3:12-3:18"],
])("the value %j is found", async (value, place) => {
  expect(await findingsOf(initialValueWithLineBreaks, spec(value))).toEqual([
    `BS407 ${place} each line break in NOTES becomes a blank in the following steps`,
  ]);
});

test.each(["a b", ">-\n      a\n      b", "|-\n      a", "a\n      b", '"a\\tb"', "", "[a]"])(
  "the value %j is not found",
  async (value) => {
    expect(await findingsOf(initialValueWithLineBreaks, spec(value))).toEqual([]);
  },
);
