import { Condition } from "./statement";

/** Parts of a condition that must all hold, those of nested `all` among them; none for no condition. */
export function conjuncts(condition: Condition | undefined): readonly Condition[] {
  if (condition === undefined) return [];
  return condition.kind === "all" ? condition.conditions.flatMap(conjuncts) : [condition];
}

/** The condition that all parts make; undefined for none. */
export function allOf(conditions: readonly Condition[]): Condition | undefined {
  return conditions.length > 1 ? { kind: "all", conditions } : conditions[0];
}
