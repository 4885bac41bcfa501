import { specWith, stageWith } from "./stage-with";
import { exportedParameter } from "../../../../src/build-spec/checks/stage/exported-parameter";
import { findingsOf } from "../findings-of";

const find = (name: string) =>
  findingsOf(
    exportedParameter,
    specWith("env:", `  exportedVariables: [${name}]`),
    stageWith({ parameters: ["imageVersion"] }),
  );

test("an exported variable of a parameter's name is found", async () => {
  expect(await find("imageVersion")).toEqual([
    "BS326 4:23-4:35 imageVersion is a parameter of the pipeline, too; later stages see what is exported here",
  ]);
});

test("one of another name is fine", async () => {
  expect(await find("TAG")).toEqual([]);
});
