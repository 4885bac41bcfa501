import { parseStatement } from "../../../src/iam/language/parse-statement";
import { Condition } from "../../../src/iam/language/statement";

function condition(text: string): Condition | undefined {
  const { statement, findings } = parseStatement(`Allow any-user to read repos in tenancy where ${text}`);
  expect(findings).toEqual([]);
  return statement !== undefined && "condition" in statement ? statement.condition : undefined;
}

const comparison = (operator: string, value: object) => ({
  kind: "comparison",
  variable: "request.a",
  operator,
  value,
});

describe("a condition", () => {
  test.each([
    ["request.a = 'b c'", comparison("=", { kind: "text", text: "b c" })],
    ["request.a!='B'", comparison("!=", { kind: "text", text: "B" })],
    ["request.a = ''", comparison("=", { kind: "text", text: "" })],
    ["request.a = '{,} = /\"'", comparison("=", { kind: "text", text: '{,} = /"' })],
    ["request.a = /b*/", comparison("=", { kind: "pattern", pattern: "b*" })],
    ["request.a=/*b c*/", comparison("=", { kind: "pattern", pattern: "*b c*" })],
    ["request.a != /Team\\/b*/", comparison("!=", { kind: "pattern", pattern: "Team/b*" })],
    ["request.a = Target.B", comparison("=", { kind: "variable", name: "target.b" })],
    ["request.a BEFORE '2022-01-01Z'", comparison("before", { kind: "text", text: "2022-01-01Z" })],
    ["request.a after '2022-01-01Z'", comparison("after", { kind: "text", text: "2022-01-01Z" })],
    ["request.a between 'b' AND 'c'", { kind: "between", variable: "request.a", from: "b", to: "c" }],
    ["request.a in ('b','c')", { kind: "in", variable: "request.a", values: ["b", "c"] }],
    [
      "Sets-Equal(Request.A, target.b)",
      { kind: "sets", test: "sets-equal", left: "request.a", right: "target.b" },
    ],
  ])("%s is read", (text, expected) => {
    expect(condition(text)).toStrictEqual(expected);
  });

  test("holds groups within groups", () => {
    const [a, b, c] = ["a", "b", "c"].map((text) => comparison("=", { kind: "text", text }));
    expect(condition("ALL {request.a='a', Any{request.a='b',request.a='c'}}")).toStrictEqual({
      kind: "all",
      conditions: [a, { kind: "any", conditions: [b, c] }],
    });
  });
});
