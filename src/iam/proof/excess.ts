import { ProofSubject } from "./grants-of";
import { catalogueStatements, grantsOf, Requirement } from "./requirements";
import { isKnownPermission, typesOfPermission, variablesOf } from "../catalogue/permissions";
import { conditionHolds } from "../evaluation/condition";
import { locationHolds } from "../evaluation/location";
import { variablesOfRequest } from "../evaluation/request-variables";
import { subjectHolds } from "../evaluation/subject";
import { AttachedStatement, Principal, Request, World } from "../evaluation/world";
import { variablesIn } from "../rules/conditions";

/** Something that a statement grants and no declared action needs. */
export interface Excess {
  readonly statement: AttachedStatement;
  readonly principal: Principal;
  readonly permission: string;
  readonly compartmentId: string;
  readonly variables: Readonly<Record<string, string>>;
  /** Whether the narrowest statements that the catalogue knows grant it as well. */
  readonly isForced: boolean;
}

/** What begins the ids that no declared thing has. */
export const OTHER = "another";

/** The requests on which statements are tried: what is declared, and something else in each place. */
interface Trials {
  readonly who: readonly Principal[];
  readonly where: readonly string[];
  /** The targets of requests for a permission. */
  readonly targets: (permission: string) => readonly Readonly<Record<string, string>>[];
}

/** What statements grant in excess of what is declared. */
export function excessOf({ requirements, statements, world, isShared }: ProofSubject): Excess[] {
  const principals = distinct(
    requirements.map(({ principal }) => principal),
    ({ id }) => id,
  );
  const strangers = principals.map((principal) => ({ ...principal, id: `${OTHER} ${principal.type}` }));
  const trials: Trials = {
    who: distinct([...principals, ...strangers], ({ id }) => id),
    where: [...world.compartments.keys(), world.tenancyId],
    targets: targetsOf(requirements),
  };
  const forced = forcedBy(requirements, trials, world, isShared);
  const known = new Set(principals.map(({ id }) => id));
  const needed = new Set(requirements.flatMap(({ requests }) => requests.map((request) => keyOf(request))));
  return statements.flatMap((statement) =>
    grantedBy(statement, trials, world)
      .filter((request) => !needed.has(keyOf(request)))
      .map((request) => ({
        statement,
        ...request,
        isForced: known.has(request.principal.id) && forced.has(keyOf(request, isShared)),
      })),
  );
}

/** Keys of what the narrowest statements of the catalogue grant whoever does an action; of whomever, if shared. */
function forcedBy(
  requirements: readonly Requirement[],
  trials: Trials,
  world: World,
  isShared: boolean,
): ReadonlySet<string> {
  const different = distinct(requirements, ({ principal, action, isFallback }) =>
    JSON.stringify([isShared || principal.id, action.actionId, Object.entries(action.values), isFallback]),
  );
  return new Set(
    different.flatMap(({ principal, action, isFallback }) =>
      catalogueStatements(action, isFallback).flatMap((statement) =>
        grantedBy({ statement, attachedTo: world.tenancyId }, { ...trials, who: [principal] }, world).map(
          (request) => keyOf(request, isShared),
        ),
      ),
    ),
  );
}

/**
 * What a statement grants by itself, as `evaluate` decides it.
 *
 * Whom it is about and where it counts do not depend on the target, and most conditions not on the principal; trying
 * each only once is what lets a proof of many pipelines end.
 */
function grantedBy({ statement, attachedTo }: AttachedStatement, trials: Trials, world: World): Request[] {
  if (statement.kind !== "allow") return [];
  const { subject, location, condition } = statement;
  const who = trials.who.filter((principal) => subjectHolds(subject, principal, world).holds === true);
  const where = trials.where.filter((id) => locationHolds(location, attachedTo, id, world).holds === true);
  const isAlike = !(
    condition && variablesIn(condition).some((name) => name.startsWith("request.principal."))
  );
  const holds = (request: Request) =>
    condition === undefined || conditionHolds(condition, variablesOfRequest(request, world)).holds === true;

  return grantsOf(statement)
    .filter(isKnownPermission)
    .flatMap((permission) => {
      const onTargets = (principal: Principal) =>
        where.flatMap((compartmentId) =>
          trials
            .targets(permission)
            .map((variables) => ({ principal, permission, compartmentId, variables }))
            .filter(holds),
        );
      if (!isAlike || who.length === 0) return who.flatMap(onTargets);
      const ofFirst = onTargets(who[0]);
      return who.flatMap((principal) => ofFirst.map((request) => ({ ...request, principal })));
    });
}

/** The targets that are declared and that a request for the permission can have, another one, and none. */
function targetsOf(requirements: readonly Requirement[]): Trials["targets"] {
  const declared = distinct(
    requirements.flatMap(({ requests }) => requests.map(({ variables }) => variables)),
    (variables) => JSON.stringify(variables),
  );
  const found = new Map<string, Record<string, string>[]>();
  return (permission) => {
    const before = found.get(permission);
    if (before !== undefined) return before;
    const known = typesOfPermission(permission).flatMap((type) => variablesOf(type) ?? []);
    const all = declared.filter((variables) => Object.keys(variables).every((name) => known.includes(name)));
    const others = all.map((variables) =>
      Object.fromEntries(Object.keys(variables).map((name) => [name, `${OTHER} ${permission}`])),
    );
    const targets = distinct([{}, ...all, ...others], (variables) => JSON.stringify(variables));
    found.set(permission, targets);
    return targets;
  };
}

function keyOf(request: Omit<Request, "operation">, isOfWhomever = false): string {
  const { principal, permission, compartmentId, variables } = request;
  const who = isOfWhomever ? "" : principal.id;
  return JSON.stringify([who, permission, compartmentId, Object.entries(variables).sort()]);
}

function distinct<T>(items: readonly T[], key: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [key(item), item])).values()];
}
