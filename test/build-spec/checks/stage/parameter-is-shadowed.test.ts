import { specWith, stageWith } from "./stage-with";
import { parameterIsShadowed } from "../../../../src/build-spec/checks/stage/parameter-is-shadowed";
import { findingsOf } from "../findings-of";

const find = (name: string) =>
  findingsOf(
    parameterIsShadowed,
    specWith("env:", `  variables: { ${name}: a }`),
    stageWith({ parameters: ["imageVersion"] }),
  );

test("a variable of a parameter's name is found", async () => {
  expect(await find("imageVersion")).toEqual([
    "BS325 4:16-4:28 imageVersion is a parameter of the pipeline; steps see this value, whatever the run is given",
  ]);
});

test("a variable of another name is fine", async () => {
  expect(await find("IMAGE_VERSION")).toEqual([]);
});
