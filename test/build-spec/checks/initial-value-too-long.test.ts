import { findingsOf } from "./findings-of";
import { initialValueTooLong } from "../../../src/build-spec/checks/initial-value-too-long";

const spec = (length: number, exported: string) =>
  `env:\n  variables:\n    NOTES: ${"a".repeat(length)}\n  exportedVariables: [${exported}]\n`;

test("an exported variable of 256 characters is found at its value", async () => {
  expect(await findingsOf(initialValueTooLong, spec(256, "NOTES"))).toEqual([
    "BS402 3:12-3:268 NOTES is exported and has 256 characters; later stages get at most 255",
  ]);
});

test.each([
  [255, "NOTES"],
  [256, "TAG"],
])("one of %i characters is not found when %s is exported", async (length, exported) => {
  expect(await findingsOf(initialValueTooLong, spec(length, exported))).toEqual([]);
});

test("a value that has a finding of its own is not found", async () => {
  const text = "env:\n  variables:\n    NOTES: [a]\n  exportedVariables: [NOTES]\n";
  expect(await findingsOf(initialValueTooLong, text)).toEqual([]);
});
