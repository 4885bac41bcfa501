import { Violation } from "./api-constraints";

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

/** Whether the service has moved on from a rule of the contract. */
export function isOutdated({ rule }: Violation): boolean {
  return OUTDATED.has(rule);
}

/** Why a value that breaks a rule of the contract is only worth advice; undefined when it is refused. */
export function excuseFor({ rule, path }: Violation, body: Record<string, unknown>): string | undefined {
  const advice = ADVICE[rule];
  return advice?.taken.test(String(body[path])) ? advice.excuse : undefined;
}
