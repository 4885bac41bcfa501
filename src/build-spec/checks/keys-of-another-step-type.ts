import { Check } from "./check";
import { known } from "./known";
import { BuildStep, StepType } from "../model";

/** A step has keys that only the other type knows. */
export const keysOfAnotherStepType: Check = {
  code: "BS310",
  severity: "warning",
  title: "key does not belong to the step's type",
  check: ({ document, places }) =>
    known(document.steps).flatMap(([i, step]) =>
      (step.type === undefined ? [] : FOREIGN[step.type])
        .filter((key) => key in step)
        .map((key) => ({
          ...places.keyRangeOf(["steps", i, key]),
          message: `a ${step.type} step ignores ${key}`,
          fix: "remove it, or move it to a step of its own",
        })),
    ),
};

const FOREIGN: Readonly<Record<StepType, readonly (keyof BuildStep)[]>> = {
  [StepType.COMMAND]: [
    "configuration",
    "knowledgeBaseId",
    "vulnerabilityAuditCompartmentId",
    "vulnerabilityAuditName",
  ],
  [StepType.VULNERABILITY_AUDIT]: ["command", "shell", "failImmediatelyOnError", "runAs"],
};
