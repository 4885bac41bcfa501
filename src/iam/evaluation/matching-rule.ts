import { allHold, anyHolds, NO, truth, Truth, unknown } from "./truth";
import { Principal } from "./world";
import { MatchingRule } from "../language/statement";

/**
 * Whether a resource is a member of the dynamic group with this rule; users and services never are.
 *
 * Variables `resource.*` are of resources other than compute instances, `instance.*` of those only.
 * Source: https://docs.oracle.com/en-us/iaas/Content/Identity/dynamicgroups/Writing_Matching_Rules_to_Define_Dynamic_Groups.htm
 */
export function ruleMatches(rule: MatchingRule, principal: Principal): Truth {
  return isResource(principal) ? matches(rule, principal) : NO;
}

/** Whether the principal is neither a person nor a service of OCI. */
export function isResource({ type }: Principal): boolean {
  return type !== "user" && type !== "service";
}

function matches(rule: MatchingRule, principal: Principal): Truth {
  switch (rule.kind) {
    case "any":
      return anyHolds(rule.rules.map((each) => matches(each, principal)));
    case "all":
      return allHold(rule.rules.map((each) => matches(each, principal)));
    case "tag":
      return truth(tagOf(principal, rule.variable) !== undefined);
    case "term":
      return compare(rule, principal);
  }
}

function compare(term: Extract<MatchingRule, { kind: "term" }>, principal: Principal): Truth {
  const { variable, operator, value } = term;
  const isTag = variable.startsWith("tag.");
  if (!isTag && !Object.hasOwn(VALUES, variable)) {
    return unknown(`matching rules have no variable ${variable}`);
  }

  const actual = isTag ? tagOf(principal, variable) : VALUES[variable](principal);
  if (actual === undefined) {
    return isTag && operator === "!="
      ? unknown(`whether resources without ${variable} match ${variable} != '${value}' is not documented`)
      : NO;
  }
  return truth((actual.toLowerCase() === value.toLowerCase()) === (operator === "="));
}

const ofInstances =
  (read: (principal: Principal) => string) =>
  (principal: Principal): string | undefined =>
    principal.type === "instance" ? read(principal) : undefined;
const ofOthers =
  (read: (principal: Principal) => string) =>
  (principal: Principal): string | undefined =>
    principal.type === "instance" ? undefined : read(principal);

const VALUES: Readonly<Record<string, (principal: Principal) => string | undefined>> = {
  "resource.type": ofOthers(({ type }) => type),
  "resource.id": ofOthers(({ id }) => id),
  "resource.compartment.id": ofOthers(({ compartmentId }) => compartmentId),
  "instance.id": ofInstances(({ id }) => id),
  "instance.compartment.id": ofInstances(({ compartmentId }) => compartmentId),
};

/** The value of the tag that a variable such as `tag.namespace.key.value` names. */
function tagOf({ tags = {} }: Principal, variable: string): string | undefined {
  const name = variable.replace(/^tag\./, "").replace(/\.value$/, "");
  return Object.entries(tags).find(([key]) => key.toLowerCase() === name)?.[1];
}
