import { nearestName } from "./nearest-name";
import { OTHER_RESOURCE_TYPES } from "./other-resource-types";
import { CheckedStatement, PolicyRule, RuleFinding } from "./rule";
import { written } from "./written";
import { catalogueFile } from "../catalogue/catalogue-file";
import { allPermissions, isKnownPermission } from "../catalogue/permissions";
import { Grant } from "../language/statement";
import { hasInterpolation } from "../language/words";

const SOURCE =
  "https://docs.oracle.com/en-us/iaas/Content/Identity/policyreference/policyreference_topic-ResourceTypes.htm";

/** Names a resource type or permission that does not exist, or that is not known here and so cannot be checked. */
export const unknownName: PolicyRule = {
  id: "unknown-name",
  severity: "error",
  check: (subject) => {
    if (subject.statement.kind === "define") return [];
    const { grant } = subject.statement;
    return grant.kind === "verb"
      ? ofType(subject, grant.resourceType)
      : grant.permissions.flatMap((permission) => ofPermission(subject, permission));
  },
};

function ofType(subject: CheckedStatement, name: string): RuleFinding[] {
  const known = resourceTypeNames();
  if (known.includes(name) || hasInterpolation(name)) return [];
  const nearest = nearestName(name, known);
  return [
    finding(subject, `the resource type ${name}`, nearest, (grant) =>
      grant.kind === "verb" && nearest !== undefined ? { ...grant, resourceType: nearest } : grant,
    ),
  ];
}

function ofPermission(subject: CheckedStatement, name: string): RuleFinding[] {
  if (isKnownPermission(name) || hasInterpolation(name)) return [];
  const nearest = nearestName(name, allPermissions());
  const corrected = (each: string) => (each === name && nearest !== undefined ? nearest : each);
  return [
    finding(subject, `the permission ${name}`, nearest, (grant) =>
      grant.kind === "permissions" ? { ...grant, permissions: grant.permissions.map(corrected) } : grant,
    ),
  ];
}

function resourceTypeNames(): string[] {
  const { types, families } = catalogueFile();
  return [...types.keys(), ...families.keys(), ...[...families.values()].flat(), ...OTHER_RESOURCE_TYPES];
}

/** What is like nothing known may be of a service that the catalogue leaves out. */
function finding(
  { statement }: CheckedStatement,
  what: string,
  nearest: string | undefined,
  correct: (grant: Grant) => Grant,
): RuleFinding {
  if (nearest === undefined || statement.kind === "define") {
    return {
      message: `${what} is not in the catalogue, so that nothing can be said about what it grants; look it up`,
      replacement: [],
      source: SOURCE,
      severity: "warning",
    };
  }
  return {
    message: `${what} is not known; the nearest known name is ${nearest}`,
    replacement: written({ ...statement, grant: correct(statement.grant) }),
    source: SOURCE,
  };
}
