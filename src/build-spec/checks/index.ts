import { bareVariableInLocation } from "./bare-variable-in-location";
import { blankInAssignment } from "./blank-in-assignment";
import { Check } from "./check";
import { directDelivery } from "./direct-delivery";
import { exportedName } from "./exported-name";
import { exportedWithoutValue } from "./exported-without-value";
import { initialValueTooLong } from "./initial-value-too-long";
import { initialValueWithLineBreaks } from "./initial-value-with-line-breaks";
import { inputWithoutItsKeys } from "./input-without-its-keys";
import { keysOfAnotherStepType } from "./keys-of-another-step-type";
import { nestedOnFailure } from "./nested-on-failure";
import { notOnTheImage } from "./not-on-the-image";
import { outputsShareAName } from "./outputs-share-a-name";
import { reservedName } from "./reserved-name";
import { reversedRunId } from "./reversed-run-id";
import { secretInLog } from "./secret-in-log";
import { shellSyntax } from "./shell-syntax";
import { stepEndsInCd } from "./step-ends-in-cd";
import { stepTimeoutOverFile } from "./step-timeout-over-file";
import { stepWithoutItsKeys } from "./step-without-its-keys";
import { sudo } from "./sudo";
import { triggerVariableWithoutFallback } from "./trigger-variable-without-fallback";
import { typeByYamlVersion } from "./type-by-yaml-version";
import { undeclaredPlaceholder } from "./undeclared-placeholder";
import { undocumentedInterpreter } from "./undocumented-interpreter";
import { unpinnedScript } from "./unpinned-script";
import { variableLostBetweenSteps } from "./variable-lost-between-steps";
import { variableOfTheService } from "./variable-of-the-service";
import { vaultOcidNotLiteral } from "./vault-ocid-not-literal";
import { vaultVariableExported } from "./vault-variable-exported";

/** What the service refuses beside the table of keys; every reading of a file runs these. */
export const RULES: readonly Check[] = [
  stepWithoutItsKeys,
  vaultVariableExported,
  reservedName,
  outputsShareAName,
  exportedName,
];

/** What it accepts, and what goes wrong later; `validate` runs these, too. */
export const ADVICE: readonly Check[] = [
  shellSyntax,
  nestedOnFailure,
  inputWithoutItsKeys,
  directDelivery,
  keysOfAnotherStepType,
  bareVariableInLocation,
  initialValueTooLong,
  stepTimeoutOverFile,
  variableOfTheService,
  typeByYamlVersion,
  vaultOcidNotLiteral,
  initialValueWithLineBreaks,
  undocumentedInterpreter,
  undeclaredPlaceholder,
  blankInAssignment,
  variableLostBetweenSteps,
  stepEndsInCd,
  exportedWithoutValue,
  sudo,
  notOnTheImage,
  reversedRunId,
  secretInLog,
  triggerVariableWithoutFallback,
  unpinnedScript,
];
