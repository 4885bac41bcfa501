import { Annotations } from "cdktf";
import { IConstruct } from "constructs";
import { apiViolations } from "./api-constraints";
import { ValidationError } from "./validation-error";

/** Rules of the published contract that the service itself does not keep; breaking one is advice. */
const ADVICE: Record<string, string> = {
  "CreateProjectDetails.name.pattern": "the service is seen to accept hyphens",
};

/** Rules of the published contract that are older than the service. */
const OUTDATED = new Set([
  // The contract's copy lists only the Oracle Linux 7 image; the SDK and the console know Oracle Linux 8.
  "CreateBuildStageDetails.image.enum",
]);

/**
 * Checks a construct's values against the DevOps API contract and rules of its own.
 *
 * @param details name of the API request body the construct becomes
 * @param violations what the construct itself found wrong
 * @throws ValidationError with every violation at once
 * @internal
 */
export function validate(
  scope: IConstruct,
  details: string,
  body: Record<string, unknown>,
  violations: readonly string[] = [],
): void {
  const errors = [...violations];
  for (const violation of apiViolations(details, body)) {
    if (OUTDATED.has(violation.rule)) continue;
    const text = `${violation.path} ${violation.message} (DevOps API, ${violation.rule})`;
    const excuse = ADVICE[violation.rule];
    if (excuse === undefined) errors.push(text);
    else Annotations.of(scope).addWarning(`${text}; ${excuse}`);
  }
  if (errors.length > 0) throw new ValidationError(scope, errors);
}
