import { specWith, stageWith } from "./stage-with";
import { timeoutOverStage } from "../../../../src/build-spec/checks/stage/timeout-over-stage";
import { findingsOf } from "../findings-of";

const find = (seconds: number, timeoutInSeconds?: number) =>
  findingsOf(timeoutOverStage, specWith(`timeoutInSeconds: ${seconds}`), stageWith({ timeoutInSeconds }));

test("a time over that of the stage is found", async () => {
  expect(await find(601, 600)).toEqual([
    "BS327 3:19-3:22 stage Build ends after 600 s; this time is never reached",
  ]);
});

test("a time within that of the stage is fine, and any where the service decides", async () => {
  expect(await find(600, 600)).toEqual([]);
  expect(await find(28_800)).toEqual([]);
});
