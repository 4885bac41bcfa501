import { specWith, stageWith } from "./stage-with";
import { deliveredOutputKind } from "../../../../src/build-spec/checks/stage/delivered-output-kind";
import { findingsOf } from "../findings-of";

const find = (type: string, isImage: boolean) =>
  findingsOf(
    deliveredOutputKind,
    specWith("outputArtifacts:", `  - { name: app, location: app, type: ${type} }`),
    stageWith({ deliveries: [{ stage: "Deliver", outputName: "app", isImage }] }),
  );

test("a file that is delivered as an image is found at its type", async () => {
  expect(await find("BINARY", true)).toEqual([
    "BS322 4:39-4:45 stage Deliver delivers app to a container repository",
  ]);
});

test("an image that is delivered as a file is found, too", async () => {
  expect(await find("DOCKER_IMAGE", false)).toEqual([
    "BS322 4:39-4:51 stage Deliver delivers app to an artifact repository",
  ]);
});

test("an output that is delivered as what it is is fine", async () => {
  expect(await find("BINARY", false)).toEqual([]);
  expect(await find("DOCKER_IMAGE", true)).toEqual([]);
});
