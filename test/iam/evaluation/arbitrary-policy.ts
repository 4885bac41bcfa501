import * as fc from "fast-check";
import { requestsOf, Universe } from "./naive-evaluator";
import { AttachedStatement, Principal, Request, World } from "../../../src/iam/evaluation/world";
import {
  AllowStatement,
  Condition,
  Grant,
  Location,
  MatchingRule,
  Operand,
  Subject,
  VERBS,
} from "../../../src/iam/language/statement";

/** A small world, statements in it, and some requests. */
export interface Policy {
  readonly world: World;
  readonly statements: readonly AttachedStatement[];
  readonly requests: readonly Request[];
}

const TENANCY = "t";
const COMPARTMENTS = ["c0", "c1", "c2", "c3"];
const PLACES = [TENANCY, ...COMPARTMENTS];
const GROUPS = ["g0", "g1"];
const DYNAMIC_GROUPS = ["d0", "d1"];
const NAMES = ["team/app", "Team/App", "team/api", "app", "a.p", "application", "my-team"];
const SECRETS = ["s0", "S1"];
const PERMISSIONS = [
  ...["REPOSITORY_INSPECT", "REPOSITORY_READ", "REPOSITORY_UPDATE", "REPOSITORY_DELETE"],
  ...["FN_FUNCTION_READ", "FN_FUNCTION_UPDATE", "FN_INVOCATION"],
  ...["SECRET_BUNDLE_READ", "SECRET_UPDATE"],
  ...["ONS_TOPIC_PUBLISH", "ONS_TOPIC_SUBSCRIBE"],
];
const TYPES = [
  ...["repos", "repos", "fn-function", "fn-invocation", "secret-bundles", "secrets", "ons-topics"],
  ...["ons-subscriptions", "functions-family", "secret-family", "ons-family", "all-artifacts"],
  ...["all-resources", "all-resources", "all-resources", "coffee"],
];
const TARGETS: readonly Readonly<Record<string, string>>[] = [
  {},
  ...NAMES.map((name) => ({ "target.repo.name": name })),
  ...SECRETS.map((id) => ({ "target.secret.id": id })),
  { "target.repo.name": "app", "target.secret.id": "s0" },
];
const PRINCIPALS = [
  "devopsbuildpipeline",
  "devopsbuildpipeline",
  "devopsconnection",
  "user",
  "user",
  "service",
];

const principals: fc.Arbitrary<readonly Principal[]> = fc
  .tuple(...PRINCIPALS.map(() => fc.tuple(fc.constantFrom(...PLACES), fc.subarray(GROUPS))))
  .map((drawn) =>
    drawn.map(([compartmentId, groupIds], i) => ({
      type: PRINCIPALS[i],
      id: `p${i}`,
      compartmentId,
      ...(PRINCIPALS[i] === "user" && { groupIds }),
    })),
  );

const matchingRule = fc.letrec<{ rule: MatchingRule; term: MatchingRule }>((tie) => ({
  term: fc
    .oneof(
      fc.tuple(fc.constant("resource.type"), fc.constantFrom("devopsbuildpipeline", "devopsconnection")),
      fc.tuple(fc.constant("resource.id"), fc.constantFrom("p0", "p1", "p2", "p3")),
      fc.tuple(fc.constant("resource.compartment.id"), fc.constantFrom(...PLACES)),
      fc.tuple(fc.constant("instance.id"), fc.constantFrom("p0", "p6")),
    )
    .chain(([variable, value]) =>
      fc
        .constantFrom("=" as const, "!=" as const)
        .map((operator) => ({ kind: "term" as const, variable, operator, value })),
    ),
  rule: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    tie("term"),
    fc.record({
      kind: fc.constantFrom("any" as const, "all" as const),
      rules: fc.array(tie("rule"), { minLength: 1, maxLength: 3 }),
    }),
  ),
})).rule;

/** Each compartment is in the tenancy or in one before it. */
const world: fc.Arbitrary<World> = fc
  .record({
    parents: fc.tuple(...COMPARTMENTS.map((_, i) => fc.constantFrom(...PLACES.slice(0, i + 1)))),
    rules: fc.tuple(matchingRule, matchingRule),
  })
  .map(({ parents, rules }) => ({
    tenancyId: TENANCY,
    compartments: new Map(COMPARTMENTS.map((id, i) => [id, { name: `N${id}`, parentId: parents[i] }])),
    groups: [
      ...GROUPS.map((id) => ({ id, name: `N${id}` })),
      ...DYNAMIC_GROUPS.map((id, i) => ({ id, name: `N${id}`, matchingRule: rules[i] })),
    ],
  }));

const references = (ids: readonly string[]) =>
  fc.array(
    fc.constantFrom(...ids).chain((id) => fc.constantFrom({ id }, { name: `N${id}` })),
    { minLength: 1, maxLength: 2 },
  );
const subject: fc.Arbitrary<Subject> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Subject>({ kind: "any-user" }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Subject>({ kind: "any-group" }, { kind: "service", names: ["p5"] }),
  },
  { weight: 1, arbitrary: references(GROUPS).map((groups): Subject => ({ kind: "group", groups })) },
  {
    weight: 2,
    arbitrary: references(DYNAMIC_GROUPS).map((groups): Subject => ({ kind: "dynamic-group", groups })),
  },
);
const ofVerb: fc.Arbitrary<Grant> = fc
  .tuple(fc.constantFrom(...VERBS, "manage"), fc.constantFrom(...TYPES))
  .map(([verb, resourceType]) => ({ kind: "verb", verb, resourceType }));
const ofPermissions: fc.Arbitrary<Grant> = fc
  .subarray([...PERMISSIONS, "COFFEE_MAKE"], { minLength: 2, maxLength: 8 })
  .map((permissions) => ({ kind: "permissions", permissions }));
const grant = fc.oneof(ofVerb, ofVerb, ofPermissions);
const location: fc.Arbitrary<Location> = fc.oneof(
  fc.constant<Location>({ kind: "tenancy" }),
  { weight: 3, arbitrary: fc.constantFrom(...PLACES).map((id): Location => ({ kind: "compartment", id })) },
  fc
    .array(fc.constantFrom(...COMPARTMENTS), { minLength: 1, maxLength: 2 })
    .map((ids): Location => ({ kind: "compartment-path", names: ids.map((id) => `N${id}`) })),
);

const patterns = ["team*", "TEAM/*", "*app", "*A*", "*", "app", "a.p*", "**"];
const text = (values: readonly string[]): fc.Arbitrary<Operand> =>
  fc.constantFrom(...values).map((each) => ({ kind: "text", text: each }));
const compared: fc.Arbitrary<readonly [variable: string, value: Operand]> = fc.oneof(
  fc.tuple(fc.constant("target.repo.name"), text(NAMES)),
  fc.tuple(
    fc.constant("target.repo.name"),
    fc.constantFrom(...patterns).map((pattern): Operand => ({ kind: "pattern", pattern })),
  ),
  fc.tuple(fc.constant("target.secret.id"), text(["S0", "s1", "s2"])),
  fc.tuple(fc.constant("request.permission"), text([...PERMISSIONS, "repository_read"])),
  fc.tuple(fc.constant("request.principal.type"), text(PRINCIPALS)),
  fc.tuple(fc.constant("request.principal.id"), text(["p0", "p1", "P2", "p3"])),
  fc.tuple(fc.constant("target.compartment.id"), text(PLACES)),
  fc.tuple(fc.constant("target.compartment.name"), text(["nc0", "NC1"])),
  fc.tuple(fc.constant("request.operation"), text(["GetContainerRepository"])),
  fc.tuple(
    fc.constant("request.principal.compartment.id"),
    fc
      .constantFrom("target.compartment.id", "target.secret.id")
      .map((name): Operand => ({ kind: "variable", name })),
  ),
);
const condition = fc.letrec<{ condition: Condition; leaf: Condition }>((tie) => ({
  leaf: fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .tuple(compared, fc.constantFrom("=" as const, "=" as const, "!=" as const))
        .map(([[variable, value], operator]) => ({ kind: "comparison" as const, variable, operator, value })),
    },
    {
      weight: 1,
      arbitrary: fc
        .subarray(NAMES, { minLength: 1 })
        .map((values) => ({ kind: "in" as const, variable: "target.repo.name", values })),
    },
  ),
  condition: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    tie("leaf"),
    fc.record({
      kind: fc.constantFrom("any" as const, "all" as const),
      conditions: fc.array(tie("condition"), { minLength: 1, maxLength: 3 }),
    }),
  ),
})).condition;

const statement: fc.Arbitrary<AttachedStatement> = fc
  .record({
    kind: fc.constantFrom<AllowStatement["kind"]>("allow", "allow", "deny"),
    subject,
    grant,
    location,
    condition: fc.oneof(fc.constant(undefined), condition),
    attachedTo: fc.oneof(
      { weight: 5, arbitrary: fc.constant(TENANCY) },
      { weight: 1, arbitrary: fc.constantFrom(...COMPARTMENTS) },
    ),
  })
  .map(({ attachedTo, ...drawn }) => ({ statement: drawn, attachedTo }));

/** As many requests as asked for, among all that the world has room for. */
export function policies(requestsEach: number): fc.Arbitrary<Policy> {
  return fc
    .tuple(world, principals, fc.array(statement, { minLength: 3, maxLength: 8 }))
    .chain(([drawnWorld, drawnPrincipals, statements]) => {
      const universe: Universe = {
        world: drawnWorld,
        principals: drawnPrincipals,
        permissions: PERMISSIONS,
        targets: TARGETS,
      };
      const all = requestsOf(universe);
      return fc
        .array(fc.nat({ max: all.length - 1 }), { minLength: requestsEach, maxLength: requestsEach })
        .map((drawn) => ({ world: drawnWorld, statements, requests: drawn.map((i) => all[i]) }));
    });
}
