import { conditionHolds } from "./condition";
import { locationHolds } from "./location";
import { Variables, variablesOfRequest } from "./request-variables";
import { isExemptFromDenials, subjectHolds } from "./subject";
import { allHold, no, NO, truth, Truth, YES } from "./truth";
import { AttachedStatement, Request, World } from "./world";
import { isKnownPermission, permissionsDeniedBy, permissionsOf } from "../catalogue/permissions";
import { AllowStatement, Statement } from "../language/statement";

/** What the statements say of a request. */
export interface Decision {
  readonly allowed: boolean;
  /** The statements that allow it, also when others deny it. */
  readonly by: readonly AttachedStatement[];
  /** The statements that deny it, and those that cannot be told not to. */
  readonly deniedBy: readonly AttachedStatement[];
  /** What is not known and made a difference, each with the statement's place in the list, from 1. */
  readonly diagnostics: readonly string[];
}

/**
 * Decides on one permission: allowed when a statement allows it and none denies it.
 *
 * What cannot be told counts against the request: an unknown permission is never allowed, a statement that may or may
 * not apply does not allow and does deny. Statements about other tenancies have no say within this one.
 */
export function evaluate(statements: readonly AttachedStatement[], request: Request, world: World): Decision {
  if (!isKnownPermission(request.permission)) {
    const diagnostics = [`the permission ${request.permission} is not of the catalogue`];
    return { allowed: false, by: [], deniedBy: [], diagnostics };
  }
  const variables = variablesOfRequest(request, world);
  const judged = statements.map((attached) => ({
    attached,
    ...applies(attached, request, variables, world),
  }));
  const exempt = isExemptFromDenials(request.principal, world);
  const by = judged.filter(({ attached, holds }) => attached.statement.kind === "allow" && holds === true);
  const deniedBy = judged.filter(
    ({ attached, holds }) => attached.statement.kind === "deny" && holds !== false && !exempt,
  );
  return {
    allowed: by.length > 0 && deniedBy.length === 0,
    by: by.map(({ attached }) => attached),
    deniedBy: deniedBy.map(({ attached }) => attached),
    diagnostics: judged.flatMap(({ remarks }, i) => remarks.map((remark) => `statement ${i + 1}: ${remark}`)),
  };
}

/** Whether a statement is about the request. */
function applies(
  { statement, attachedTo }: AttachedStatement,
  request: Request,
  variables: Variables,
  world: World,
): Truth {
  if (!isOfThisTenancy(statement)) return NO;
  const covered = covers(statement, request.permission);
  // Most statements are about something else, and groups with many members take long to look through.
  if (covered === NO) return NO;
  return allHold([
    covered,
    subjectHolds(statement.subject, request.principal, world),
    locationHolds(statement.location, attachedTo, request.compartmentId, world),
    statement.condition === undefined ? YES : conditionHolds(statement.condition, variables),
  ]);
}

function isOfThisTenancy(statement: Statement): statement is AllowStatement {
  return statement.kind === "allow" || statement.kind === "deny";
}

/**
 * Whether the statement names the permission.
 *
 * A type that the catalogue lacks is no reason to deny: what is denied on it is none of the catalogue's permissions.
 */
function covers({ kind, grant }: AllowStatement, permission: string): Truth {
  if (grant.kind === "permissions") {
    const strangers = grant.permissions.filter((each) => !isKnownPermission(each));
    return grant.permissions.includes(permission) || strangers.length === 0
      ? truth(grant.permissions.includes(permission))
      : no(`not of the catalogue: ${strangers.join(", ")}`);
  }
  const permissions = (kind === "deny" ? permissionsDeniedBy : permissionsOf)(grant.verb, grant.resourceType);
  return permissions === undefined
    ? no(`${grant.resourceType} is not a resource type or family of the catalogue`)
    : truth(permissions.includes(permission));
}
