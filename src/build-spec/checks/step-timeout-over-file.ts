import { Check } from "./check";
import { known } from "./known";

/** The smallest of the times of step, file and stage wins. */
export const stepTimeoutOverFile: Check = {
  code: "BS403",
  severity: "note",
  title: "timeout of a step is never reached",
  check: ({ document: { timeoutInSeconds: ofFile, steps }, places }) =>
    known(steps)
      .flatMap(([i, step]) => [
        { timeout: step.timeoutInSeconds, path: ["steps", i] },
        ...known(step.onFailure).map(([j, block]) => ({
          timeout: block.timeoutInSeconds,
          path: ["steps", i, "onFailure", j],
        })),
      ])
      .filter(({ timeout }) => ofFile !== undefined && timeout !== undefined && timeout > ofFile)
      .map(({ timeout, path }) => ({
        ...places.rangeOf([...path, "timeoutInSeconds"]),
        message: `the file's timeoutInSeconds, ${ofFile}, ends the step before its own ${timeout} seconds`,
        fix: "raise that of the file, or lower this one",
      })),
};
