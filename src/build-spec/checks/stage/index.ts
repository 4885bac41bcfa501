import { deliveredOutputKind } from "./delivered-output-kind";
import { deliveredOutputMissing } from "./delivered-output-missing";
import { exportedParameter } from "./exported-parameter";
import { parameterIsShadowed } from "./parameter-is-shadowed";
import { placeholderWithoutValue } from "./placeholder-without-value";
import { stageInputMissing } from "./stage-input-missing";
import { timeoutOverStage } from "./timeout-over-stage";
import { Check } from "../check";

/** What a file and the stage that uses it do not agree in. */
export const STAGE_CHECKS: readonly Check[] = [
  deliveredOutputMissing,
  deliveredOutputKind,
  placeholderWithoutValue,
  stageInputMissing,
  parameterIsShadowed,
  exportedParameter,
  timeoutOverStage,
];
