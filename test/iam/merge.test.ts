import { evaluate } from "../../src/iam/evaluation/evaluate";
import { World } from "../../src/iam/evaluation/world";
import { renderStatement } from "../../src/iam/language/render";
import { AllowStatement, Condition } from "../../src/iam/language/statement";
import { merged } from "../../src/iam/merge";

const is = (variable: string, text: string): Condition => ({
  kind: "comparison",
  variable,
  operator: "=",
  value: { kind: "text", text },
});
const any = (...conditions: Condition[]): Condition => ({ kind: "any", conditions });
const all = (...conditions: Condition[]): Condition => ({ kind: "all", conditions });

const statement = (condition?: Condition, resourceType = "secret-bundles", id = "c"): AllowStatement => ({
  kind: "allow",
  subject: { kind: "dynamic-group", groups: [{ id: "g" }] },
  grant: { kind: "verb", verb: "read", resourceType },
  location: { kind: "compartment", id },
  condition,
});

/** Which pairs of a principal and a secret the statements let a pipeline read. */
function readable(statements: readonly AllowStatement[]): string[] {
  const matchingRule = { kind: "tag", variable: "tag.team.pipeline.value" } as const;
  const world: World = {
    tenancyId: "t",
    compartments: new Map([["c", { name: "C", parentId: "t" }]]),
    groups: [{ id: "g", name: "G", matchingRule }],
  };
  const attached = statements.map((each) => ({ statement: each, attachedTo: "c" }));
  const pairs = ["p", "q"].flatMap((id) => ["a", "b", "c"].map((secret) => [id, secret]));
  const allowed = pairs.filter(([id, secret]) => {
    const principal = {
      type: "devopsbuildpipeline",
      id,
      compartmentId: "c",
      tags: { "team.pipeline": "yes" },
    };
    const variables = { "target.secret.id": secret };
    const request = { principal, permission: "SECRET_BUNDLE_READ", compartmentId: "c", variables };
    return evaluate(attached, request, world).allowed;
  });
  return allowed.map((pair) => pair.join(" "));
}

describe("merging", () => {
  const [a, b, c] = ["a", "b", "c"].map((id) => is("target.secret.id", id));

  test("makes one statement of those that differ in one target", () => {
    expect(merged([statement(a), statement(b), statement(c)])).toEqual([statement(any(a, b, c))]);
    expect(merged([statement(any(a, b)), statement(any(b, c))])).toEqual([statement(any(a, b, c))]);
  });

  test("keeps what must hold besides", () => {
    const subject = is("request.principal.id", "p");
    expect(merged([statement(all(subject, a)), statement(all(subject, b))])).toEqual([
      statement(all(subject, any(a, b))),
    ]);
  });

  test("joins those whose conditions nest like those that are flat, and grants the same", () => {
    const type = is("request.principal.type", "devopsbuildpipeline");
    const subject = is("request.principal.id", "p");
    const nested = [
      statement(all(type, all(subject, a))),
      statement(all(all(type, subject), all(all(b)))),
      statement(all(type, subject, b)),
    ];
    const [joined, ...more] = merged(nested);
    expect(more).toEqual([]);
    expect(renderStatement(joined)).toBe(
      "Allow dynamic-group id g to read secret-bundles in compartment id c where all {" +
        "request.principal.type = 'devopsbuildpipeline', request.principal.id = 'p', " +
        "any {target.secret.id = 'a', target.secret.id = 'b'}}",
    );
    expect(readable(nested)).toEqual(["p a", "p b"]);
    expect(readable([joined])).toEqual(readable(nested));
  });

  test("leaves apart those that differ in two targets further down", () => {
    const pair = (secret: string, name: string) =>
      statement(all(is("target.secret.id", secret), all(is("target.secret.name", name))));
    expect(merged([pair("a", "x"), pair("b", "y")])).toEqual([pair("a", "x"), pair("b", "y")]);
  });

  test("drops what is there twice", () => {
    expect(merged([statement(a), statement(), statement(a), statement()])).toEqual([
      statement(a),
      statement(),
    ]);
  });

  test.each([
    ["another resource type", statement(b, "repos")],
    ["another place", statement(b, "secret-bundles", "d")],
    ["another variable", statement(is("target.secret.name", "a"))],
    ["another principal", statement(is("request.principal.id", "p"))],
    ["no condition", statement()],
    ["more that must hold", statement(all(a, b))],
    [
      "an exclusion",
      statement({
        kind: "comparison",
        variable: "target.secret.id",
        operator: "!=",
        value: { kind: "text", text: "b" },
      }),
    ],
  ])("leaves apart a statement with %s", (_, other) => {
    expect(merged([statement(a), other])).toEqual([statement(a), other]);
  });

  test("leaves apart those that differ in two targets, which together would grant more", () => {
    const pair = (secret: string, name: string) =>
      statement(all(is("target.secret.id", secret), is("target.secret.name", name)));
    expect(merged([pair("a", "x"), pair("b", "y")])).toHaveLength(2);
  });
});
