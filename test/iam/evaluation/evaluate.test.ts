import { CONDITIONS } from "./decisions/conditions";
import { ask, attached, DecisionCase } from "./decisions/decision-case";
import { DENIALS } from "./decisions/denials";
import { DYNAMIC_GROUPS } from "./decisions/dynamic-groups";
import { LOCATIONS } from "./decisions/locations";
import { SUBJECTS } from "./decisions/subjects";
import { TIMES } from "./decisions/times";
import { UNKNOWNS } from "./decisions/unknowns";
import { VERBS } from "./decisions/verbs";
import { ADMINISTRATOR, DEVELOPER, PIPELINE, WORLD, worldWith } from "./decisions/world";
import { Decision, evaluate } from "../../../src/iam/evaluation/evaluate";
import { AttachedStatement, Request } from "../../../src/iam/evaluation/world";

const TOPICS: readonly (readonly [topic: string, cases: readonly DecisionCase[]])[] = [
  ["subjects", SUBJECTS],
  ["dynamic groups", DYNAMIC_GROUPS],
  ["verbs and permissions", VERBS],
  ["locations", LOCATIONS],
  ["conditions", CONDITIONS],
  ["times", TIMES],
  ["denials and other tenancies", DENIALS],
  ["the unknown", UNKNOWNS],
];

const READ = "REPOSITORY_READ";

function decide(statements: readonly string[], request: Request): Decision {
  return evaluate(statements.map(attached), request, WORLD);
}

describe.each(TOPICS)("decisions on %s", (_, cases) => {
  test.each(cases)("$title is as $source", ({ statements, request, allowed, rule }) => {
    const world = rule === undefined ? WORLD : worldWith(rule);
    expect(evaluate(statements.map(attached), request, world).allowed).toBe(allowed);
  });
});

describe("the decision cases", () => {
  const cases = TOPICS.flatMap(([, all]) => all);

  test("are at least 120, of both verdicts", () => {
    expect(cases.length).toBeGreaterThanOrEqual(120);
    expect(cases.filter(({ allowed }) => allowed).length).toBeGreaterThanOrEqual(50);
    expect(cases.filter(({ allowed }) => !allowed).length).toBeGreaterThanOrEqual(50);
  });

  test("each cite a section, a page and what it says", () => {
    for (const { source } of cases) expect(source).toMatch(/^\d(\.\d)?; [\w/.#-]+\.htm.*: \S/);
  });

  test("are each another question", () => {
    const questions = cases.map(({ statements, request, rule }) =>
      JSON.stringify([statements, request, rule]),
    );
    expect(new Set(questions).size).toBe(questions.length);
  });
});

describe("a decision", () => {
  test("names the statements that allow", () => {
    const statements = ["use", "inspect", "manage"].map((verb) =>
      attached(`Allow any-user to ${verb} repos in tenancy`),
    );
    expect(evaluate(statements, ask(READ), WORLD)).toEqual({
      allowed: true,
      by: [statements[0], statements[2]],
      deniedBy: [],
      diagnostics: [],
    });
  });

  test("names the statements that deny, and those that would have allowed", () => {
    const statements = [
      "Allow any-user to read repos in tenancy",
      "Deny any-user to read repos in tenancy",
    ].map(attached);
    expect(evaluate(statements, ask(READ), WORLD)).toEqual({
      allowed: false,
      by: [statements[0]],
      deniedBy: [statements[1]],
      diagnostics: [],
    });
  });

  test("names no denial that passes the principal by", () => {
    const statements = [
      "Allow group Administrators to manage all-resources in tenancy",
      "Deny any-user to inspect all-resources in tenancy",
    ];
    expect(decide(statements, ask(READ, { by: ADMINISTRATOR }))).toMatchObject({
      allowed: true,
      deniedBy: [],
    });
  });

  test("changes nothing that it is given", () => {
    const frozen: readonly AttachedStatement[] = Object.freeze([
      attached("Allow any-user to read repos in tenancy"),
    ]);
    const request = Object.freeze(ask(READ));
    expect(evaluate(frozen, request, WORLD)).toEqual(evaluate(frozen, request, WORLD));
  });

  test("goes by what the request is, whatever variables it carries", () => {
    const statement = "Allow any-user to read repos in tenancy where request.principal.id = 'bp2'";
    const forged = ask(READ, { variables: { "request.principal.id": "bp2", "REQUEST.PRINCIPAL.ID": "bp2" } });
    expect(decide([statement], forged).allowed).toBe(false);
  });
});

describe("what is not known", () => {
  test.each<[what: string, statement: string, request: Request, diagnostic: string]>([
    [
      "a resource type",
      "Allow any-user to read repo in tenancy",
      ask(READ),
      "repo is not a resource type or family of the catalogue",
    ],
    [
      "a permission of a list",
      "Allow any-user to {REPOSITORY_REED, REPOSITORY_RAED} in tenancy",
      ask(READ),
      "not of the catalogue: REPOSITORY_REED, REPOSITORY_RAED",
    ],
    [
      "a group",
      "Allow group Partners/Devs to read repos in tenancy",
      ask(READ, { by: DEVELOPER }),
      "the group Partners/Devs is not known",
    ],
    [
      "a group's OCID",
      "Allow group id g-9 to read repos in tenancy",
      ask(READ, { by: DEVELOPER }),
      "the group g-9 is not known",
    ],
    [
      "a dynamic group",
      "Allow dynamic-group B to read repos in tenancy",
      ask(READ),
      "the group Default/B is not known",
    ],
    [
      "a compartment's name",
      "Allow any-user to read repos in compartment Prod:App",
      ask(READ),
      "the compartment Prod:App is not known",
    ],
    [
      "where the target is",
      "Allow any-user to read repos in tenancy",
      ask(READ, { in: "adrift" }),
      "what the compartment lost is in is not known",
    ],
    [
      "a location that the attachment does not reach",
      "dev: Allow any-user to read repos in compartment id apps",
      ask(READ),
      "the policy is attached to dev, and apps is not below that",
    ],
    [
      "the tenancy from a compartment",
      "dev: Allow any-user to read repos in tenancy",
      ask(READ),
      "the policy is attached to dev, and the tenancy is not below that",
    ],
    [
      "a variable",
      "Allow any-user to read repos in tenancy where target.repository.nom = 'x'",
      ask(READ),
      "the variable target.repository.nom is not of the catalogue, and the request has none",
    ],
    [
      "a resource",
      "Allow resource a b to read repos in tenancy",
      ask(READ),
      'whether "resource a b" is the devopsbuildpipeline is not known',
    ],
    [
      "a star in the middle of a pattern",
      "Allow any-user to read repos in tenancy where request.principal.id = /b*1/",
      ask(READ),
      "the pattern /b*1/ has a * in the middle, patterns have it at their ends only",
    ],
    [
      "an order of what is no time",
      "Allow any-user to read repos in tenancy where request.principal.id before '2022-01-01T00:00Z'",
      ask(READ),
      "request.principal.id is compared with before or after, which take UTC time stamps only",
    ],
    [
      "a span of what is no time",
      "Allow any-user to read repos in tenancy where request.principal.id between '01:00:00Z' and '25:00:00Z'",
      ask(READ),
      "request.principal.id is compared with between, which takes UTC times of the day only",
    ],
  ])("%s allows nothing, and the decision says so", (_, statement, request, diagnostic) => {
    const statements = ["Allow any-user to read fn-app in tenancy", statement];
    expect(decide(statements, request)).toEqual({
      allowed: false,
      by: [],
      deniedBy: [],
      diagnostics: [`statement 2: ${diagnostic}`],
    });
  });

  test("in a rule leaves it open who is a member", () => {
    const statements = [
      "Allow any-user to read repos in tenancy",
      "Deny dynamic-group Ruled to read repos in tenancy",
    ].map(attached);
    const world = worldWith("tag.Operations.Project.value != 'Prod'");
    expect(evaluate(statements, ask(READ), world)).toMatchObject({
      allowed: false,
      deniedBy: [statements[1]],
      diagnostics: [
        "statement 2: whether resources without tag.operations.project.value match " +
          "tag.operations.project.value != 'Prod' is not documented",
      ],
    });
  });

  test("of rules counts against the request", () => {
    const rule = { kind: "term", variable: "constructor", operator: "!=", value: "x" } as const;
    const world = { ...WORLD, groups: [{ id: "dg", name: "Odd", matchingRule: rule }] };
    const statements = [attached("Allow dynamic-group Odd to read repos in tenancy")];
    expect(evaluate(statements, ask(READ), world)).toMatchObject({
      allowed: false,
      diagnostics: ["statement 1: matching rules have no variable constructor"],
    });
  });

  test("is no matter where the statement is not about the request anyway", () => {
    const elsewhere = "Allow any-user to read repo in compartment id dev";
    const others = "Allow group id g-devs to read repo in tenancy";
    const allowed =
      "Allow any-user to read repos in tenancy where any {target.odd = 'x', request.principal.id = 'bp1'}";
    expect(decide([elsewhere, others, allowed], ask(READ))).toMatchObject({ allowed: true, diagnostics: [] });
  });

  test("of the permission ends the decision", () => {
    expect(decide(["Allow any-user to manage all-resources in tenancy"], ask("COFFEE_MAKE"))).toEqual({
      allowed: false,
      by: [],
      deniedBy: [],
      diagnostics: ["the permission COFFEE_MAKE is not of the catalogue"],
    });
  });

  test("is what compartments in a circle are in", () => {
    const world = {
      ...WORLD,
      compartments: new Map([
        ["a", { name: "A", parentId: "b" }],
        ["b", { name: "B", parentId: "a" }],
      ]),
    };
    const statements = [attached("Allow any-user to read repos in tenancy")];
    const decision = evaluate(statements, { ...ask(READ, { by: PIPELINE }), compartmentId: "a" }, world);
    expect(decision).toMatchObject({
      allowed: false,
      diagnostics: ["statement 1: what the compartment a is in is not known"],
    });
  });
});

describe("sets", () => {
  const types = (test: string) =>
    `Allow any-user to read repos in tenancy where ${test}(target.kinds, request.kinds)`;
  const holding = (target: string, request: string) =>
    ask(READ, { variables: { "target.kinds": target, "request.kinds": request } });

  test("intersect when they share an item, in any case", () => {
    expect(decide([types("sets-intersect")], holding("a, B", "b,c")).allowed).toBe(true);
    expect(decide([types("sets-intersect")], holding("a", "b")).allowed).toBe(false);
  });

  test("are equal when they have the same items, in any order", () => {
    expect(decide([types("sets-equal")], holding("a,b", "B, A, a")).allowed).toBe(true);
    expect(decide([types("sets-equal")], holding("a,b", "a")).allowed).toBe(false);
    expect(decide([types("sets-equal")], holding("a", "a,b")).allowed).toBe(false);
  });

  test("are not there when the request lacks one", () => {
    const request = ask(READ, { variables: { "target.kinds": "a" } });
    expect(decide([types("sets-equal")], request).allowed).toBe(false);
  });
});
