import { isResource, ruleMatches } from "./matching-rule";
import { anyHolds, no, NO, truth, Truth, unknown, YES } from "./truth";
import { Group, Principal, World } from "./world";
import { GroupReference, Subject } from "../language/statement";

const DEFAULT_DOMAIN = "Default";

/**
 * Whether a statement is about the principal.
 *
 * Source: https://docs.oracle.com/en-us/iaas/Content/Identity/policysyntax/subject.htm
 */
export function subjectHolds(subject: Subject, principal: Principal, world: World): Truth {
  switch (subject.kind) {
    case "any-user":
      return YES;
    case "any-group":
      return anyHolds([
        truth(principal.type === "user" && (principal.groupIds ?? []).length > 0),
        ...world.groups.map((group) => isMember(principal, group)),
      ]);
    case "group":
      return principal.type === "user" ? inOneOf(subject.groups, principal, usersIn(world)) : NO;
    case "dynamic-group":
      return isResource(principal) ? inOneOf(subject.groups, principal, resourcesIn(world)) : NO;
    case "service":
      return truth(principal.type === "service" && subject.names.some((name) => same(name, principal.id)));
    case "resource":
      return isResource(principal)
        ? unknown(`whether "resource ${subject.words.join(" ")}" is the ${principal.type} is not known`)
        : NO;
  }
}

/**
 * Whether denials pass the principal by: the administrators' group that each tenancy begins with, in its default domain.
 *
 * Source: https://docs.oracle.com/en-us/iaas/Content/Identity/policysyntax/denypolicies.htm, account lockout prevention
 */
export function isExemptFromDenials(principal: Principal, world: World): boolean {
  return usersIn(world).some(
    (group) => isNamed(group, "Administrators") && isMember(principal, group).holds === true,
  );
}

const usersIn = (world: World) => world.groups.filter(({ matchingRule }) => matchingRule === undefined);
const resourcesIn = (world: World) => world.groups.filter(({ matchingRule }) => matchingRule !== undefined);

function isMember(principal: Principal, { id, matchingRule }: Group): Truth {
  return matchingRule === undefined
    ? truth(principal.type === "user" && (principal.groupIds ?? []).includes(id))
    : ruleMatches(matchingRule, principal);
}

function inOneOf(
  references: readonly GroupReference[],
  principal: Principal,
  groups: readonly Group[],
): Truth {
  return anyHolds(references.map((reference) => isIn(reference, principal, groups)));
}

function isIn(reference: GroupReference, principal: Principal, groups: readonly Group[]): Truth {
  const byId = "id" in reference;
  if (byId && principal.groupIds?.includes(reference.id)) return YES;
  const group = groups.find((each) =>
    byId ? each.id === reference.id : isNamed(each, reference.name, reference.domain),
  );
  if (group !== undefined) return isMember(principal, group);

  const remark = `the group ${nameOf(reference)} is not known`;
  return byId && principal.type === "user" ? no(remark) : unknown(remark);
}

function isNamed(group: Group, name: string, domain = DEFAULT_DOMAIN): boolean {
  return same(group.name, name) && same(group.domain ?? DEFAULT_DOMAIN, domain);
}

function nameOf(reference: GroupReference): string {
  return "id" in reference ? reference.id : `${reference.domain ?? DEFAULT_DOMAIN}/${reference.name}`;
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
