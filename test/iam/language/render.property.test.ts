import * as fc from "fast-check";
import { conditionOf, hostile, ruleOf, statementOf, writable } from "./arbitrary-statement";
import { parseMatchingRule } from "../../../src/iam/language/parse-rule";
import { parseStatement } from "../../../src/iam/language/parse-statement";
import { renderCondition, renderMatchingRule, renderStatement } from "../../../src/iam/language/render";

const RUNS = { numRuns: 1000 };

/** What is rendered, or undefined where that is refused. */
function attempt(render: () => string): string | undefined {
  try {
    return render();
  } catch (error) {
    expect((error as Error).constructor).toBe(Error);
    expect((error as Error).message).toMatch(/ is |; /);
    return undefined;
  }
}

const errorsOf = (findings: readonly { readonly severity: string }[]) =>
  findings.filter(({ severity }) => severity === "error");

describe("whatever can be written, rendered and parsed", () => {
  test("is the same statement, without a finding", () => {
    fc.assert(
      fc.property(statementOf(writable), (statement) => {
        const { statement: found, findings } = parseStatement(renderStatement(statement));
        expect(findings.filter(({ code }) => code !== "star-inside-pattern")).toEqual([]);
        expect(found).toEqual(statement);
      }),
      RUNS,
    );
  });

  test("is the same condition", () => {
    fc.assert(
      fc.property(conditionOf(writable), (condition) => {
        const text = `Allow any-user to read repos in tenancy where ${renderCondition(condition)}`;
        expect(parseStatement(text).statement).toMatchObject({ condition });
      }),
      RUNS,
    );
  });

  test("is the same rule", () => {
    fc.assert(
      fc.property(ruleOf(writable), (rule) => {
        expect(parseMatchingRule(renderMatchingRule(rule)).rule).toEqual(rule);
      }),
      RUNS,
    );
  });

  test("is the same statement in any case and spacing of its keywords", () => {
    const spaces = fc.constantFrom(" ", "  ", "\n", "\r\n\t");
    fc.assert(
      fc.property(statementOf(writable), spaces, (statement, space) => {
        const text = renderStatement(statement);
        const [outside] = text.split("where");
        if (/['$]/.test(outside)) return;
        expect(parseStatement(text.replace(outside, outside.replaceAll(" ", space))).statement).toEqual(
          statement,
        );
      }),
      RUNS,
    );
  });
});

describe("a hostile value", () => {
  test("is refused or stays what it is, and the statement with it", () => {
    let written = 0;
    fc.assert(
      fc.property(statementOf(hostile), (statement) => {
        const text = attempt(() => renderStatement(statement));
        if (text === undefined) return;
        written += 1;
        const { statement: found, findings } = parseStatement(text);
        expect(errorsOf(findings)).toEqual([]);
        expect(found).toEqual(statement);
      }),
      { numRuns: 5000 },
    );
    expect(written).toBeGreaterThan(500);
  });

  test("is refused or stays what it is, and the rule with it", () => {
    let written = 0;
    fc.assert(
      fc.property(ruleOf(hostile), (rule) => {
        const text = attempt(() => renderMatchingRule(rule));
        if (text === undefined) return;
        written += 1;
        const { rule: found, findings } = parseMatchingRule(text);
        expect(errorsOf(findings)).toEqual([]);
        expect(found).toEqual(rule);
      }),
      { numRuns: 5000 },
    );
    expect(written).toBeGreaterThan(500);
  });
});
