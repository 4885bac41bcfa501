import { specWith, stageWith } from "./stage-with";
import { stageInputMissing } from "../../../../src/build-spec/checks/stage/stage-input-missing";
import { findingsOf } from "../findings-of";

const find = (input: string) =>
  findingsOf(
    stageInputMissing,
    specWith("inputArtifacts:", `  - { name: jar, location: app.jar${input} }`),
    stageWith({ savedBefore: ["report"] }),
  );

test.each(["", ", type: STAGE_ARTIFACT"])(
  "an input that no earlier stage saves is found: %j",
  async (input) => {
    expect(await find(input)).toEqual([
      "BS324 4:13-4:16 no managed build stage before Build has a BINARY output jar",
    ]);
  },
);

test.each([", url: https://example.invalid/app.jar", ", type: GENERIC_ARTIFACT, artifactId: ocid1.artifact"])(
  "an input from elsewhere is fine: %j",
  async (input) => {
    expect(await find(input)).toEqual([]);
  },
);

test("an input that an earlier stage saves is fine", async () => {
  const text = specWith("inputArtifacts: [{ name: report, location: report.zip }]");
  expect(await findingsOf(stageInputMissing, text, stageWith({ savedBefore: ["report"] }))).toEqual([]);
});
