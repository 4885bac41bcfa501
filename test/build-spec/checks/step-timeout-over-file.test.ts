import { findingsOf } from "./findings-of";
import { stepTimeoutOverFile } from "../../../src/build-spec/checks/step-timeout-over-file";

const spec = (step: number, onFailure: number) => `steps:
  - type: Command
    command: make
    timeoutInSeconds: ${step}
    onFailure:
      - type: Command
        command: make clean
        timeoutInSeconds: ${onFailure}
`;

test("longer times of a step and of what runs on failure are found at the values", async () => {
  expect(await findingsOf(stepTimeoutOverFile, `timeoutInSeconds: 600\n${spec(601, 20000)}`)).toEqual([
    "BS403 5:23-5:26 the file's timeoutInSeconds, 600, ends the step before its own 601 seconds",
    "BS403 9:27-9:32 the file's timeoutInSeconds, 600, ends the step before its own 20000 seconds",
  ]);
});

test("times up to the file's are not found", async () => {
  expect(await findingsOf(stepTimeoutOverFile, `timeoutInSeconds: 600\n${spec(600, 40)}`)).toEqual([]);
});

test("no time is found when the file has none", async () => {
  expect(await findingsOf(stepTimeoutOverFile, spec(20000, 40))).toEqual([]);
});
