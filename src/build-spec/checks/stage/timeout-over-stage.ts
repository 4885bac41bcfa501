import { Check } from "../check";

/** The smallest of the times that are left for step, file and stage wins. */
export const timeoutOverStage: Check = {
  code: "BS327",
  severity: "note",
  title: "timeout of the file is over that of the stage",
  check: ({ document: { timeoutInSeconds }, places, use }) =>
    timeoutInSeconds !== undefined && timeoutInSeconds > (use?.timeoutInSeconds ?? Infinity)
      ? [
          {
            ...places.rangeOf(["timeoutInSeconds"]),
            message: `stage ${use!.stage} ends after ${use!.timeoutInSeconds} s; this time is never reached`,
            fix: "raise stageExecutionTimeoutInSeconds of the stage, or lower this",
          },
        ]
      : [],
};
