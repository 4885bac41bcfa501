import catalogue from "../../../schema/iam-permissions.json";
import { AttachedStatement, Group, Principal, Request, World } from "../../../src/iam/evaluation/world";
import {
  Condition,
  GroupReference,
  Location,
  MatchingRule,
  Subject,
} from "../../../src/iam/language/statement";

/** Everything that can be asked in a small world. */
export interface Universe {
  readonly world: World;
  readonly principals: readonly Principal[];
  readonly permissions: readonly string[];
  /** Variables of the target, each set another target. */
  readonly targets: readonly Readonly<Record<string, string>>[];
}

/** Every request of a universe. */
export function requestsOf({ world, principals, permissions, targets }: Universe): Request[] {
  const compartments = [world.tenancyId, ...world.compartments.keys()];
  return principals.flatMap((principal) =>
    permissions.flatMap((permission) =>
      compartments.flatMap((compartmentId) =>
        targets.map((variables) => ({ principal, permission, compartmentId, variables })),
      ),
    ),
  );
}

/**
 * The requests that are allowed, by writing out each statement as the set of all requests it is about.
 *
 * Sets of positions in the list of requests stand for (principal, permission, target); nothing here is shared with the
 * evaluator under test, the verb tables are read from the file itself.
 */
export function allowedRequests(
  statements: readonly AttachedStatement[],
  requests: readonly Request[],
  world: World,
): ReadonlySet<number> {
  const allowed = new Set<number>();
  for (const each of statements.filter(({ statement }) => statement.kind === "allow")) {
    for (const position of expanded(each, requests, world)) allowed.add(position);
  }
  for (const each of statements.filter(({ statement }) => statement.kind === "deny")) {
    for (const position of expanded(each, requests, world)) allowed.delete(position);
  }
  return allowed;
}

function expanded(
  { statement, attachedTo }: AttachedStatement,
  requests: readonly Request[],
  world: World,
): ReadonlySet<number> {
  if (statement.kind !== "allow" && statement.kind !== "deny") return new Set();
  const { subject, grant, location, condition, kind } = statement;
  const permissions = new Set(
    grant.kind === "permissions" ? grant.permissions : verbTable(kind, grant.verb, grant.resourceType),
  );
  const places = placesOf(location, attachedTo, world, kind === "deny");
  const chosen = positions(
    requests,
    (request) => permissions.has(request.permission) && places.has(request.compartmentId),
  );
  const named = intersection(
    chosen,
    positions(requests, ({ principal }) => names(subject, principal, world)),
  );
  return condition === undefined ? named : intersection(named, satisfying(condition, requests, world));
}

type Verb = "inspect" | "read" | "use" | "manage";
type Table = Readonly<Record<Verb, readonly string[]>>;
const TABLES = catalogue as unknown as Readonly<Record<string, Table>>;
const RANKS: readonly Verb[] = ["inspect", "read", "use", "manage"];

/** A verb is about what is first granted at its rank or below, denied: at its rank or above. */
function verbTable(kind: "allow" | "deny", verb: Verb, name: string): string[] {
  const families = catalogue._families as Readonly<Record<string, { members: string[] }>>;
  const everything = Object.keys(TABLES).filter((type) => !type.startsWith("_"));
  const types = name === "all-resources" ? everything : (families[name]?.members ?? [name]);
  return types
    .filter((type) => type in TABLES)
    .flatMap((type) =>
      TABLES[type].manage.filter((permission) => {
        const rank = RANKS.findIndex((each) => TABLES[type][each].includes(permission));
        return kind === "allow" ? rank <= RANKS.indexOf(verb) : rank >= RANKS.indexOf(verb);
      }),
    );
}

/** Where a statement counts; one in a place that is not there allows nowhere and denies everywhere. */
function placesOf(
  location: Location,
  attachedTo: string,
  world: World,
  isDenial: boolean,
): ReadonlySet<string> {
  const roots = rootsOf(location, attachedTo, world);
  if (roots.length === 0 && isDenial) return subtree(world.tenancyId, world);
  const reach = subtree(attachedTo, world);
  return new Set(roots.filter((root) => reach.has(root)).flatMap((root) => [...subtree(root, world)]));
}

function rootsOf(location: Location, attachedTo: string, world: World): string[] {
  if (location.kind === "tenancy") return [world.tenancyId];
  if (location.kind === "compartment") return [location.id];
  if (location.kind === "other-tenancy") return [];
  const wanted = location.names.join(":");
  const paths = [...subtree(attachedTo, world)].map((id) => ({ id, path: pathOf(id, attachedTo, world) }));
  const below = paths.filter(({ path }) => path === wanted).map(({ id }) => id);
  return below.length === 0 && world.compartments.get(attachedTo)?.name === wanted ? [attachedTo] : below;
}

/** Names from a compartment, which is left out, down to another one. */
function pathOf(id: string, from: string, world: World): string {
  if (id === from) return "";
  const { name, parentId } = world.compartments.get(id)!;
  return [pathOf(parentId, from, world), name].filter((part) => part !== "").join(":");
}

/** A compartment and all below it, found from the top down. */
function subtree(root: string, world: World): ReadonlySet<string> {
  const found = new Set([root]);
  for (const id of found) {
    for (const [child, { parentId }] of world.compartments) if (parentId === id) found.add(child);
  }
  return found;
}

function names(subject: Subject, principal: Principal, world: World): boolean {
  const members = (groups: readonly Group[]) =>
    groups.some(({ id, matchingRule }) =>
      matchingRule === undefined ? principal.groupIds?.includes(id) : isMember(matchingRule, principal),
    );
  switch (subject.kind) {
    case "any-user":
      return true;
    case "any-group":
      return members(world.groups);
    case "service":
      return subject.names.includes(principal.id);
    case "resource":
      return false;
    case "group":
      return members(
        world.groups.filter(({ matchingRule }) => !matchingRule).filter(isNamed(subject.groups)),
      );
    case "dynamic-group":
      return members(world.groups.filter(({ matchingRule }) => matchingRule).filter(isNamed(subject.groups)));
  }
}

function isNamed(references: readonly GroupReference[]): (group: Group) => boolean {
  return ({ id, name }) =>
    references.some((reference) => ("id" in reference ? reference.id === id : reference.name === name));
}

function isMember(rule: MatchingRule, principal: Principal): boolean {
  if (principal.type === "user" || principal.type === "service") return false;
  if (rule.kind === "tag") return false;
  if (rule.kind !== "term") {
    const votes = rule.rules.filter((each) => isMember(each, principal)).length;
    return rule.kind === "any" ? votes > 0 : votes === rule.rules.length;
  }
  const kind = principal.type === "instance" ? "instance" : "resource";
  const facts: Record<string, string> = {
    [`${kind}.id`]: principal.id,
    [`${kind}.compartment.id`]: principal.compartmentId,
    ...(kind === "resource" && { "resource.type": principal.type }),
  };
  if (!(rule.variable in facts)) return false;
  const agrees = facts[rule.variable] === rule.value;
  return rule.operator === "=" ? agrees : !agrees;
}

/** The requests that a condition is true of: unions for any, intersections for all. */
function satisfying(condition: Condition, requests: readonly Request[], world: World): ReadonlySet<number> {
  switch (condition.kind) {
    case "any":
      return new Set(condition.conditions.flatMap((each) => [...satisfying(each, requests, world)]));
    case "all":
      return condition.conditions
        .map((each) => satisfying(each, requests, world))
        .reduce(
          intersection,
          positions(requests, () => true),
        );
    case "in":
      return carrying(condition.variable, requests, world, (value) =>
        condition.values.some((each) => new RegExp(`^${literal(each)}$`, "i").test(value)),
      );
    case "comparison":
      return comparison(condition, requests, world);
    default:
      return new Set();
  }
}

function comparison(
  { variable, operator, value }: Extract<Condition, { kind: "comparison" }>,
  requests: readonly Request[],
  world: World,
): ReadonlySet<number> {
  const wanted = operator === "=";
  if (value.kind === "variable") {
    return positions(requests, (request) => {
      const [left, right] = [variable, value.name].map((name) =>
        valueIn(request, name, world)?.toUpperCase(),
      );
      return left !== undefined && right !== undefined && (left === right) === wanted;
    });
  }
  const source =
    value.kind === "text" ? literal(value.text) : value.pattern.split("*").map(literal).join("[^]*");
  return carrying(
    variable,
    requests,
    world,
    (actual) => new RegExp(`^${source}$`, "i").test(actual) === wanted,
  );
}

function carrying(
  variable: string,
  requests: readonly Request[],
  world: World,
  test: (value: string) => boolean,
): ReadonlySet<number> {
  return positions(requests, (request) => {
    const value = valueIn(request, variable, world);
    return value !== undefined && test(value);
  });
}

function valueIn(request: Request, name: string, world: World): string | undefined {
  if (name === "request.permission") return request.permission;
  if (name === "request.principal.type") return request.principal.type;
  if (name === "request.principal.id") return request.principal.id;
  if (name === "request.principal.compartment.id") return request.principal.compartmentId;
  if (name === "target.compartment.id") return request.compartmentId;
  if (name === "target.compartment.name") return world.compartments.get(request.compartmentId)?.name;
  return request.variables[name];
}

function positions(requests: readonly Request[], test: (request: Request) => boolean): ReadonlySet<number> {
  return new Set(requests.flatMap((request, position) => (test(request) ? [position] : [])));
}

function intersection(a: ReadonlySet<number>, b: ReadonlySet<number>): ReadonlySet<number> {
  return new Set([...a].filter((position) => b.has(position)));
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
