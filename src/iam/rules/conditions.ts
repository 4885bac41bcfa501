import { Condition } from "../language/statement";

/** Every variable that a condition names. */
export function variablesIn(condition: Condition): string[] {
  switch (condition.kind) {
    case "any":
    case "all":
      return condition.conditions.flatMap(variablesIn);
    case "comparison":
      return condition.value.kind === "variable"
        ? [condition.variable, condition.value.name]
        : [condition.variable];
    case "sets":
      return [condition.left, condition.right];
    default:
      return [condition.variable];
  }
}

/** Comparisons and other conditions that hold no further ones. */
export function leaves(condition: Condition | undefined): Condition[] {
  if (condition === undefined) return [];
  return condition.kind === "any" || condition.kind === "all"
    ? condition.conditions.flatMap(leaves)
    : [condition];
}

/** Whether a condition lets only named values of one of these variables through. */
export function isNarrowedBy(condition: Condition | undefined, variables: readonly string[]): boolean {
  if (condition === undefined) return false;
  switch (condition.kind) {
    case "any":
      return condition.conditions.every((part) => isNarrowedBy(part, variables));
    case "all":
      return condition.conditions.some((part) => isNarrowedBy(part, variables));
    case "comparison":
      return (
        condition.operator === "=" &&
        variablesIn(condition).some((name) => variables.includes(name)) &&
        !(condition.value.kind === "pattern" && /^\**$/.test(condition.value.pattern))
      );
    case "in":
      return variables.includes(condition.variable);
    default:
      return false;
  }
}
