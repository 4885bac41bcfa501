import * as fc from "fast-check";
import { hostileText, ruleOf, statementOf, writable } from "./arbitrary-statement";
import { parseMatchingRule } from "../../../src/iam/language/parse-rule";
import { parseStatement } from "../../../src/iam/language/parse-statement";
import { renderMatchingRule, renderStatement } from "../../../src/iam/language/render";
import { tokenize } from "../../../src/iam/language/tokens";

const WORDS = [
  ...[
    "Allow",
    "deny",
    "endorse",
    "admit",
    "define",
    "group",
    "dynamic-group",
    "service",
    "resource",
    "any-user",
  ],
  ...[
    "id",
    "to",
    "of",
    "in",
    "where",
    "as",
    "tenancy",
    "any-tenancy",
    "compartment",
    "manage",
    "read",
    "repos",
  ],
  ...[
    "any",
    "all",
    "sets-intersect",
    "between",
    "and",
    "in",
    "before",
    "=",
    "!=",
    "==",
    "contains",
    "{",
    "}",
  ],
  ...["(", ")", ",", ":", "/", "'a'", '"a"', "'", "/a*/", "resource.type", "tag.a.b.value", "request.region"],
  ...["${var.a}", "ocid1.group.oc1..a", "A", "\n"],
];
const soup = fc
  .array(fc.oneof(fc.constantFrom(...WORDS), hostileText), { maxLength: 25 })
  .map((words) => words.join(" "));
const anyText = fc.oneof(fc.string({ unit: "binary", maxLength: 60 }), soup, hostileText);

/** A text with something taken out or put in. */
const damaged = (whole: fc.Arbitrary<string>) =>
  fc
    .tuple(whole, fc.nat(), fc.nat(5), fc.oneof(fc.constantFrom("", " ", ...WORDS), hostileText))
    .map(([text, place, length, piece]) => {
      const at = place % (text.length + 1);
      return text.slice(0, at) + piece + text.slice(at + length);
    });

function expectInOrder(
  text: string,
  findings: readonly { readonly line: number; readonly column: number }[],
): void {
  const lines = text.split(/\r\n|\r|\n/);
  for (const [i, { line, column }] of findings.entries()) {
    expect(line).toBeGreaterThanOrEqual(1);
    expect(line).toBeLessThanOrEqual(lines.length);
    expect(column).toBeGreaterThanOrEqual(1);
    expect(column).toBeLessThanOrEqual(lines[line - 1].length + 1);
    const before = findings[i - 1] ?? { line: 1, column: 1 };
    expect(line > before.line || (line === before.line && column >= before.column)).toBe(true);
  }
}

/** What a text says, whatever its quotes, cases and words that change nothing. */
function said(text: string): string[] {
  const words = tokenize(text).tokens.map(({ text: word }) =>
    word.replace(/[A-Z]/g, (letter) => letter.toLowerCase()),
  );
  return words.filter((word) => !["to", "of", "any-tenancy"].includes(word));
}

function rendered<T>(render: (of: T) => string, of: T): string | undefined {
  try {
    return render(of);
  } catch {
    return undefined;
  }
}

describe("any text that is read without an error", () => {
  test("has nothing in it that the statement leaves out", () => {
    let compared = 0;
    fc.assert(
      fc.property(fc.oneof(damaged(statementOf(writable).map(renderStatement)), soup), (text) => {
        const { statement } = parseStatement(text);
        const again = statement && rendered(renderStatement, statement);
        if (again === undefined) return;
        compared += 1;
        expect(said(again)).toEqual(said(text));
      }),
      { numRuns: 5000 },
    );
    expect(compared).toBeGreaterThan(300);
  });

  test("has nothing in it that the rule leaves out", () => {
    let compared = 0;
    fc.assert(
      fc.property(damaged(ruleOf(writable).map(renderMatchingRule)), (text) => {
        const { rule } = parseMatchingRule(text);
        const again = rule && rendered(renderMatchingRule, rule);
        if (again === undefined) return;
        compared += 1;
        expect(said(again)).toEqual(said(text));
      }),
      { numRuns: 5000 },
    );
    expect(compared).toBeGreaterThan(300);
  });
});

describe("any text", () => {
  test("is a statement or has an error, which stands within the text", () => {
    fc.assert(
      fc.property(fc.oneof(anyText, damaged(statementOf(writable).map(renderStatement))), (text) => {
        const { statement, findings } = parseStatement(text);
        expect(statement === undefined).toBe(findings.some(({ severity }) => severity === "error"));
        expectInOrder(text, findings);
      }),
      { numRuns: 5000 },
    );
  });

  test("is a matching rule or has an error, which stands within the text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { rule, findings } = parseMatchingRule(text);
        expect(rule === undefined).toBe(findings.some(({ severity }) => severity === "error"));
        expectInOrder(text, findings);
      }),
      { numRuns: 5000 },
    );
  });

  test.each(["any {", "(", "}", "${", "'", "/", "a = /", "{(", "x", "${a}", "\n", "id ", ", "])(
    "of a great many %j is read to its end",
    (piece) => {
      const text = piece.repeat(20_000);
      expect(
        parseStatement(`Allow any-user to read repos in tenancy where ${text}`).statement,
      ).toBeUndefined();
      expect(parseMatchingRule(`ALL {${text}`).rule).toBeUndefined();
    },
  );
});
