import { specWith, stageWith } from "./stage-with";
import { deliveredOutputMissing } from "../../../../src/build-spec/checks/stage/delivered-output-missing";
import { findingsOf } from "../findings-of";

const find = (text: string, outputName: string) =>
  findingsOf(
    deliveredOutputMissing,
    text,
    stageWith({ deliveries: [{ stage: "Deliver", outputName, isImage: true }] }),
  );
const SPEC = specWith("outputArtifacts:", "  - { name: app, type: DOCKER_IMAGE, location: app }");

test("an output that a stage delivers and the file lacks is found at the outputs", async () => {
  expect(await find(SPEC, "image")).toEqual([
    "BS321 3:1-3:16 stage Deliver delivers image, which is no output of this file",
  ]);
});

test("without any outputs it is found at the beginning of the file", async () => {
  expect(await find(specWith(), "image")).toEqual([expect.stringMatching(/^BS321 1:1-/)]);
});

test("a delivered output of the file is fine, and so is a file that nothing is known of", async () => {
  expect(await find(SPEC, "app")).toEqual([]);
  expect(await findingsOf(deliveredOutputMissing, SPEC)).toEqual([]);
});
