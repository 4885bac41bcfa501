import { ProofSubject } from "./grants-of";
import { lessened } from "./parts";
import { catalogueStatements, grantsOf, Requirement } from "./requirements";
import { evaluate } from "../evaluate";
import { Condition } from "../language/statement";
import { typesOfPermission, variablesOf } from "../permissions";
import { AttachedStatement, Principal, Request, World } from "../world";

/** A request that a declared action makes and no statement allows. */
export interface Missing {
  readonly requirement: Requirement;
  readonly request: Request;
}

/** A statement, or a part of one, without which every declared action is still allowed. */
export interface Superfluous {
  readonly statement: AttachedStatement;
  /** The part; undefined for the whole statement. */
  readonly part?: string;
}

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

/** What is known of a set of statements and the actions they are for. */
export interface Proof {
  readonly missing: readonly Missing[];
  readonly superfluous: readonly Superfluous[];
  readonly excess: readonly Excess[];
}

/** Ids that no declared thing has. */
const OTHER = "another";

/**
 * Whether statements are complete (they allow every declared action), minimal (they do not without any part of them),
 * and what they grant in excess of it.
 *
 * The tenancy's and the groups' part of the world counts; compartments that nothing is said of are beside each other.
 */
export function prove({ requirements, statements, world, isShared }: ProofSubject): Proof {
  const requests = requirements.flatMap((requirement) =>
    requirement.requests.map((request) => ({ requirement, request })),
  );
  const around = withElsewhere(
    world,
    requests.map(({ request }) => request.compartmentId),
  );
  const isAllowed = (request: Request, by: readonly AttachedStatement[]) =>
    evaluate(by, request, around).allowed;
  const missing = requests.filter(({ request }) => !isAllowed(request, statements));
  const granted = requests.map(({ request }) => request).filter((request) => isAllowed(request, statements));
  const stillAllows = (changed: readonly AttachedStatement[]) =>
    granted.every((request) => isAllowed(request, changed));

  return {
    missing,
    superfluous: statements.flatMap((statement, i) => superfluousIn(statement, i, statements, stillAllows)),
    excess: excessOf(requirements, statements, around, isShared),
  };
}

function superfluousIn(
  statement: AttachedStatement,
  index: number,
  all: readonly AttachedStatement[],
  stillAllows: (changed: readonly AttachedStatement[]) => boolean,
): Superfluous[] {
  const others = all.filter((_, i) => i !== index);
  if (stillAllows(others)) return [{ statement }];
  if (statement.statement.kind !== "allow") return [];
  return lessened(statement.statement)
    .filter((less) => stillAllows([...others, { ...statement, statement: less.statement }]))
    .map(({ without }) => ({ statement, part: without }));
}

function excessOf(
  requirements: readonly Requirement[],
  statements: readonly AttachedStatement[],
  world: World,
  isShared: boolean,
): Excess[] {
  const principals = distinct(
    requirements.map(({ principal }) => principal),
    ({ id }) => id,
  );
  const forced = new Set(
    requirements.flatMap((requirement) => {
      const { action, isFallback } = requirement;
      const narrowest = catalogueStatements(action, isFallback).flatMap((statement) =>
        (isShared ? principals : [requirement.principal]).map((principal) => ({
          statement: { ...statement, condition: onlyFor(principal, statement.condition) },
          attachedTo: world.tenancyId,
        })),
      );
      return narrowest.flatMap((statement) => grantedBy(statement, requirements, world).map(keyOf));
    }),
  );
  const needed = new Set(requirements.flatMap(({ requests }) => requests.map(keyOf)));
  return statements.flatMap((statement) =>
    grantedBy(statement, requirements, world)
      .filter((request) => !needed.has(keyOf(request)))
      .map(({ principal, permission, compartmentId, variables }) => ({
        statement,
        principal,
        permission,
        compartmentId,
        variables,
        isForced: forced.has(keyOf({ principal, permission, compartmentId, variables })),
      })),
  );
}

/** What a statement grants, tried on what is declared and on something else in each place. */
function grantedBy(
  attached: AttachedStatement,
  requirements: readonly Requirement[],
  world: World,
): Request[] {
  if (attached.statement.kind !== "allow") return [];
  const principals = requirements.map(({ principal }) => principal);
  const strangers = principals.map((principal) => ({ ...principal, id: `${OTHER} ${principal.type}` }));
  const who = distinct([...principals, ...strangers], ({ id }) => id);
  const where = [...world.compartments.keys(), world.tenancyId];
  return grantsOf(attached.statement).flatMap((permission) => {
    const targets = targetsOf(permission, requirements);
    return who.flatMap((principal) =>
      where.flatMap((compartmentId) =>
        targets
          .map((variables) => ({ principal, permission, compartmentId, variables }))
          .filter((request) => evaluate([attached], request, world).allowed),
      ),
    );
  });
}

/** The targets that are declared and that a request for the permission can have, another one, and none. */
function targetsOf(permission: string, requirements: readonly Requirement[]): Record<string, string>[] {
  const known = typesOfPermission(permission).flatMap((type) => variablesOf(type) ?? []);
  const all = requirements
    .flatMap(({ requests }) => requests.map(({ variables }) => variables))
    .filter((variables) => Object.keys(variables).every((name) => known.includes(name)));
  const others = all.map((variables) =>
    Object.fromEntries(Object.keys(variables).map((name) => [name, `${OTHER} ${permission}`])),
  );
  return distinct([{}, ...all, ...others], (variables) => JSON.stringify(variables));
}

function onlyFor({ type, id }: Principal, condition?: Condition): Condition {
  const own = [
    ["request.principal.type", type],
    ["request.principal.id", id],
  ].map(([variable, text]): Condition => ({
    kind: "comparison",
    variable,
    operator: "=",
    value: { kind: "text", text },
  }));
  return { kind: "all", conditions: condition === undefined ? own : [...own, condition] };
}

function withElsewhere(world: World, declared: readonly string[]): World {
  const compartments = new Map(world.compartments);
  for (const id of [...declared, `${OTHER} compartment`]) {
    if (id !== world.tenancyId && !compartments.has(id)) {
      compartments.set(id, { name: id, parentId: world.tenancyId });
    }
  }
  return { ...world, compartments };
}

function keyOf(request: Pick<Request, "principal" | "permission" | "compartmentId" | "variables">): string {
  const { principal, permission, compartmentId, variables } = request;
  return JSON.stringify([principal.id, permission, compartmentId, Object.entries(variables).sort()]);
}

function distinct<T>(items: readonly T[], key: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [key(item), item])).values()];
}
