import { DeclaredAction } from "../action";
import { catalogueAction, minimalStatements, relaxedStatements } from "../catalogue/actions";
import { permissionsOf } from "../catalogue/permissions";
import { Principal, Request } from "../evaluation/world";
import { parseStatement } from "../language/parse-statement";
import { AllowStatement, Condition } from "../language/statement";
import { statementsFor } from "../statement";

/** A principal, something it declares to do, and the requests that it makes when it does it. */
export interface Requirement {
  readonly principal: Principal;
  readonly action: DeclaredAction;
  /** Path of the construct that declares it. */
  readonly declaredBy: string;
  /** Whether broader statements than the narrowest were asked for. */
  readonly isFallback: boolean;
  readonly requests: readonly Request[];
}

/** Values of the variables that a request carries. */
type Variables = Readonly<Record<string, string>>;

/**
 * The statements that the catalogue has for an action, for whoever it may be.
 *
 * @param isFallback whether the broader ones instead of the narrowest
 */
export function catalogueStatements(action: DeclaredAction, isFallback = false): AllowStatement[] {
  const templates = (isFallback ? relaxedStatements : minimalStatements)(action.actionId);
  return statementsFor({ text: "any-user", conditions: [] }, action, templates).map(({ text }) => {
    const { statement, findings } = parseStatement(text);
    if (statement?.kind !== "allow") {
      throw new Error(`${action.actionId}: ${text}: ${findings.map(({ message }) => message).join("; ")}`);
    }
    return statement;
  });
}

/**
 * What an action takes: each permission of its row in the catalogue, on the targets that its statements name.
 *
 * @throws Error when a permission is in none of the row's own statements
 */
export function requestsOf(action: DeclaredAction, principal: Principal, tenancyId: string): Request[] {
  const statements = catalogueStatements(action);
  return catalogueAction(action.actionId).permissions.flatMap((permission) => {
    const requests = statements
      .filter((statement) => grantsOf(statement).includes(permission))
      .flatMap((statement) =>
        targetsOf(statement.condition, permission).map((variables) => ({
          principal,
          permission,
          compartmentId: statement.location.kind === "compartment" ? statement.location.id : tenancyId,
          variables,
        })),
      );
    if (requests.length === 0) {
      throw new Error(`${action.actionId}: no statement of the catalogue grants ${permission}`);
    }
    return requests;
  });
}

/** Permissions that a statement is about, whatever its condition says. */
export function grantsOf({ grant }: AllowStatement): readonly string[] {
  return grant.kind === "permissions"
    ? grant.permissions
    : (permissionsOf(grant.verb, grant.resourceType) ?? []);
}

/** The targets for which a condition holds of a permission: one for each way to satisfy it. */
function targetsOf(condition: Condition | undefined, permission: string): Variables[] {
  if (condition === undefined) return [{}];
  switch (condition.kind) {
    case "any":
      return condition.conditions.flatMap((part) => targetsOf(part, permission));
    case "all":
      return condition.conditions.reduce<Variables[]>(
        (found, part) =>
          found.flatMap((one) => targetsOf(part, permission).map((other) => ({ ...one, ...other }))),
        [{}],
      );
    case "comparison": {
      const { variable, operator, value } = condition;
      if (operator !== "=" || value.kind === "variable") return [];
      const text = value.kind === "text" ? value.text : value.pattern.replace(/\*/g, "x");
      if (variable === "request.permission") return text.toUpperCase() === permission ? [{}] : [];
      return [{ [variable]: text }];
    }
    default:
      return [];
  }
}
