import { Check } from "./check";
import { known } from "./known";
import { BuildStep, StepType } from "../model";

/** A step lacks a key that its type needs. */
export const stepWithoutItsKeys: Check = {
  code: "BS301",
  severity: "error",
  title: "step lacks a key of its type",
  check: ({ document, places }) =>
    known(document.steps).flatMap(([i, step]) =>
      missingKeys(step).map((key) => ({
        ...places.rangeOf(["steps", i]),
        message: `a ${step.type} step needs ${key}`,
        fix: `add ${key}:`,
      })),
    ),
};

const NEEDED: Readonly<Record<StepType, readonly (keyof BuildStep)[]>> = {
  [StepType.COMMAND]: ["command"],
  [StepType.VULNERABILITY_AUDIT]: ["configuration", "knowledgeBaseId"],
};

function missingKeys(step: BuildStep): string[] {
  return step.type === undefined ? [] : NEEDED[step.type].filter((key) => !(key in step));
}
