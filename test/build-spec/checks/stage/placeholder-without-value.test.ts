import { specWith, stageWith } from "./stage-with";
import { placeholderWithoutValue } from "../../../../src/build-spec/checks/stage/placeholder-without-value";
import { findingsOf } from "../findings-of";

const find = (...exported: string[]) =>
  findingsOf(
    placeholderWithoutValue,
    specWith("env:", `  exportedVariables: [${exported.join(", ")}]`),
    stageWith({ placeholders: [{ name: "TAG", artifact: "image" }] }),
  );

test("a placeholder that the file does not export is found at its exported variables", async () => {
  expect(await find("OTHER")).toEqual([
    "BS323 4:3-4:20 artifact image needs ${TAG}, which is neither a parameter nor exported here",
  ]);
});

test("an exported one is fine", async () => {
  expect(await find("OTHER", "TAG")).toEqual([]);
});
