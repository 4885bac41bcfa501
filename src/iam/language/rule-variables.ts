import { INTERPOLATION } from "./words";

/** The variables of matching rules besides tags. */
export const RULE_VARIABLES: readonly string[] = [
  ...["resource.type", "resource.id", "resource.compartment.id"],
  ...["instance.id", "instance.compartment.id"],
];

/** Whether a matching rule knows the variable, which is in lower case. */
export function isRuleVariable(variable: string): boolean {
  return RULE_VARIABLES.includes(variable) || isTagVariable(variable);
}

/** Whether a variable of matching rules, which is in lower case, is that of a tag. */
export function isTagVariable(variable: string): boolean {
  const names = variable.replaceAll(new RegExp(INTERPOLATION, "gu"), "x");
  return /^tag\.[^.]+\.[^.]+\.value$/.test(names);
}
