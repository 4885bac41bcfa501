import { findingsOf } from "./findings-of";
import { nestedOnFailure } from "../../../src/build-spec/checks/nested-on-failure";

const spec = (nested: string) => `
steps:
  - type: Command
    command: make
    onFailure:
      - type: Command
        command: make clean
${nested}`;

test("onFailure of an onFailure block is found at its key", async () => {
  const nested = "        onFailure:\n          - type: Command\n            command: echo failed\n";
  expect(await findingsOf(nestedOnFailure, spec(nested))).toEqual([
    "BS307 8:9-8:18 onFailure of an onFailure block is ignored",
  ]);
});

test("onFailure of a step is not found", async () => {
  expect(await findingsOf(nestedOnFailure, spec(""))).toEqual([]);
});

test("onFailure without a value is not found", async () => {
  expect(await findingsOf(nestedOnFailure, spec("        onFailure:\n"))).toEqual([]);
});
