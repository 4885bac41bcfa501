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
