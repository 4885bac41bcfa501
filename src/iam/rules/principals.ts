import { leaves } from "./conditions";
import { CheckedMatchingRule } from "./rule";
import { Condition, GroupReference, MatchingRule, Statement } from "../language/statement";

/**
 * Types of the resources that a statement is about, such as `devopsbuildpipeline`; undefined when they are not known.
 *
 * They are named by the condition, or by the matching rules of all its dynamic groups.
 */
export function principalsOf(
  statement: Statement,
  groups: readonly CheckedMatchingRule[],
): readonly string[] | undefined {
  if (statement.kind === "define") return undefined;
  const { subject, condition } = statement;
  if (subject.kind === "group" || subject.kind === "service") return [];
  const named = leaves(condition).flatMap(typesIn);
  if (named.length > 0) return distinct(named);
  if (subject.kind !== "dynamic-group") return undefined;
  const types = subject.groups.map((group) => membersOf(group, groups));
  return types.some((each) => each.length === 0) ? undefined : distinct(types.flat());
}

function typesIn(condition: Condition): readonly string[] {
  if (condition.kind === "in" && condition.variable === "request.principal.type") return condition.values;
  return condition.kind === "comparison" &&
    condition.variable === "request.principal.type" &&
    condition.operator === "=" &&
    condition.value.kind === "text"
    ? [condition.value.text]
    : [];
}

function membersOf(reference: GroupReference, groups: readonly CheckedMatchingRule[]): string[] {
  const name = "id" in reference ? reference.id : reference.name;
  const group = groups.find(({ source }) =>
    source.groupNames?.some((each) => each.toLowerCase() === name.toLowerCase()),
  );
  return group === undefined ? [] : typesOfMembers(group.rule);
}

function typesOfMembers(rule: MatchingRule): string[] {
  if (rule.kind === "any" || rule.kind === "all") return rule.rules.flatMap(typesOfMembers);
  return rule.kind === "term" && rule.variable === "resource.type" && rule.operator === "="
    ? [rule.value]
    : [];
}

function distinct(types: readonly string[]): string[] {
  return [...new Set(types.map((type) => type.toLowerCase()))];
}
