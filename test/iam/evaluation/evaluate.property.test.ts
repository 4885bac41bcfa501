import * as fc from "fast-check";
import { policies } from "./arbitrary-policy";
import { allowedRequests } from "./naive-evaluator";
import { evaluate } from "../../../src/iam/evaluation/evaluate";

const POLICIES = 1000;
const REQUESTS_EACH = 40;
const RUNS = { numRuns: POLICIES, seed: 20261124 };

describe("the evaluator and one that writes everything out", () => {
  test("agree on every request", () => {
    const seen = { allowed: 0, denied: 0, refused: 0 };
    fc.assert(
      fc.property(policies(REQUESTS_EACH), ({ world, statements, requests }) => {
        const allowed = allowedRequests(statements, requests, world);
        const decisions = requests.map((request) => evaluate(statements, request, world));
        expect(decisions.flatMap((decision, i) => (decision.allowed ? [i] : []))).toEqual(
          [...allowed].sort((a, b) => a - b),
        );
        for (const { allowed: isAllowed, by } of decisions) {
          seen[isAllowed ? "allowed" : by.length > 0 ? "denied" : "refused"] += 1;
        }
      }),
      RUNS,
    );
    expect(seen.allowed + seen.denied + seen.refused).toBe(POLICIES * REQUESTS_EACH);
    expect(Math.min(seen.allowed, seen.denied, seen.refused)).toBeGreaterThan(300);
  });
});

describe("statements", () => {
  test("that allow only add, those that deny only take away", () => {
    fc.assert(
      fc.property(policies(REQUESTS_EACH), ({ world, statements, requests }) => {
        const only = (kind: string) => statements.filter(({ statement }) => statement.kind === kind);
        for (const request of requests) {
          const { allowed, by, deniedBy } = evaluate(statements, request, world);
          expect(evaluate(only("allow"), request, world)).toMatchObject({ allowed: by.length > 0, by });
          expect(evaluate(only("deny"), request, world)).toMatchObject({ allowed: false, deniedBy });
          expect(allowed).toBe(by.length > 0 && deniedBy.length === 0);
        }
      }),
      { ...RUNS, numRuns: 100 },
    );
  });
});
