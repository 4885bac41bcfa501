import { Annotations, Token } from "cdktf";
import { IConstruct } from "constructs";
import { apiViolations } from "./api-constraints";
import { excuseFor, isOutdated } from "./contract-deviations";
import { ValidationError } from "./validation-error";

/** Name of an API request body, and what a construct puts into it. */
export type RequestBody = readonly [details: string, body: Record<string, unknown>];

/**
 * Checks what a construct sends against the DevOps API contract and against rules of its own.
 *
 * @param violations what the construct itself found wrong
 * @throws ValidationError with every violation at once
 */
export function validate(
  scope: IConstruct,
  bodies: readonly RequestBody[],
  violations: readonly string[] = [],
): void {
  const errors = [...violations];
  const seen = new Set<string>();
  for (const [details, body] of bodies) {
    for (const violation of apiViolations(details, body, Token.isUnresolved)) {
      const what = `${violation.path} ${violation.message}`;
      // Several bodies of one construct share names and descriptions.
      if (isOutdated(violation) || seen.has(what)) continue;
      seen.add(what);
      const text = `${what} (DevOps API, ${violation.rule})`;
      const excuse = excuseFor(violation, body);
      if (excuse === undefined) errors.push(text);
      else Annotations.of(scope).addWarning(`${text}; ${excuse}`);
    }
  }
  if (errors.length > 0) throw new ValidationError(scope, errors);
}
