import { Annotations } from "cdktf";
import { IConstruct } from "constructs";
import { apiViolations, Violation } from "./api-constraints";
import { ValidationError } from "./validation-error";

/** Rules of the published contract that the service itself does not keep; what it takes all the same is advice. */
const ADVICE: Record<string, { readonly taken: RegExp; readonly excuse: string }> = {
  "CreateProjectDetails.name.pattern": {
    taken: /^[a-zA-Z][a-zA-Z_0-9-]*$/,
    excuse: "the service is seen to accept hyphens",
  },
};

/** Rules of the published contract that are older than the service. */
const OUTDATED = new Set([
  // The contract's copy lists only the Oracle Linux 7 image; the SDK and the console know Oracle Linux 8.
  "CreateBuildStageDetails.image.enum",
]);

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
    for (const violation of apiViolations(details, body)) {
      const what = `${violation.path} ${violation.message}`;
      // Several bodies of one construct share names and descriptions.
      if (OUTDATED.has(violation.rule) || seen.has(what)) continue;
      seen.add(what);
      const text = `${what} (DevOps API, ${violation.rule})`;
      const excuse = excuseFor(violation, body);
      if (excuse === undefined) errors.push(text);
      else Annotations.of(scope).addWarning(`${text}; ${excuse}`);
    }
  }
  if (errors.length > 0) throw new ValidationError(scope, errors);
}

function excuseFor({ rule, path }: Violation, body: Record<string, unknown>): string | undefined {
  const advice = ADVICE[rule];
  return advice?.taken.test(String(body[path])) ? advice.excuse : undefined;
}
