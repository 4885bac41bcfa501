import { allOf, conjuncts } from "../../../src/iam/language/condition-parts";
import { Condition } from "../../../src/iam/language/statement";

const is = (text: string): Condition => ({
  kind: "comparison",
  variable: "target.repo.name",
  operator: "=",
  value: { kind: "text", text },
});
const [a, b, c] = ["a", "b", "c"].map(is);

describe("the parts of a condition that must all hold", () => {
  test("are none of no condition, and itself of one that is no group", () => {
    expect(conjuncts(undefined)).toEqual([]);
    expect(conjuncts(a)).toEqual([a]);
  });

  test("are those of nested groups in their order, alternatives kept whole", () => {
    const any: Condition = { kind: "any", conditions: [b, { kind: "all", conditions: [a, c] }] };
    const nested: Condition = {
      kind: "all",
      conditions: [a, { kind: "all", conditions: [any, { kind: "all", conditions: [c] }] }],
    };
    expect(conjuncts(nested)).toEqual([a, any, c]);
  });

  test.each([[[]], [[a]], [[a, b, c]]])("make the condition again: %#", (parts) => {
    expect(conjuncts(allOf(parts))).toEqual(parts);
  });

  test("make no group of one, and nothing of none", () => {
    expect(allOf([a])).toBe(a);
    expect(allOf([])).toBeUndefined();
    expect(allOf([a, b])).toEqual({ kind: "all", conditions: [a, b] });
  });
});
