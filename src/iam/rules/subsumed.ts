import { covers } from "./grants";
import { allows, CheckedAllow, placeText, PolicyRule } from "./rule";
import { conjuncts } from "../language/condition-parts";
import { AllowStatement, Condition, GroupReference, Location, Subject, VERBS } from "../language/statement";

/** Grants nothing that another statement does not grant already. */
export const subsumed: PolicyRule = {
  id: "subsumed",
  severity: "warning",
  check: (subject, all) => {
    if (!allows(subject)) return [];
    const wider = all.filter(allows).find((other) => other !== subject && makesNeedless(other, subject, all));
    if (wider === undefined) return [];
    return [
      {
        message:
          `grants nothing that the statement at ${placeText(wider.source.place)} does not grant already; remove one ` +
          "of them, the broader one where this one is enough",
        replacement: [],
        source: "https://docs.oracle.com/en-us/iaas/Content/Identity/Concepts/policies.htm",
      },
    ];
  },
};

/** Of two statements that mean the same the later one is needless. */
function makesNeedless(wide: CheckedAllow, narrow: CheckedAllow, all: readonly unknown[]): boolean {
  return holds(wide, narrow) && (!holds(narrow, wide) || all.indexOf(wide) < all.indexOf(narrow));
}

function holds(wide: CheckedAllow, narrow: CheckedAllow): boolean {
  const isSamePlace = wide.source.attachedTo === narrow.source.attachedTo;
  const [a, b] = [wide.statement, narrow.statement];
  return (
    holdsSubject(a.subject, b.subject) &&
    holdsGrant(a, b) &&
    holdsLocation(a.location, b.location, isSamePlace) &&
    holdsCondition(a.condition, b.condition)
  );
}

function holdsSubject(wide: Subject, narrow: Subject): boolean {
  if (wide.kind === "group" || wide.kind === "dynamic-group") {
    if (narrow.kind !== wide.kind) return false;
    const groups = wide.groups.map(groupKey);
    return narrow.groups.every((group) => groups.includes(groupKey(group)));
  }
  if (wide.kind === "any-user") return true;
  if (wide.kind === "any-group") return ["any-group", "group", "dynamic-group"].includes(narrow.kind);
  return keyOf(wide) === keyOf(narrow);
}

function groupKey(group: GroupReference): string {
  return "id" in group ? keyOf(group.id) : keyOf([group.domain ?? "Default", group.name]);
}

/** Types that the catalogue does not know are compared by name. */
function holdsGrant({ grant: wide }: AllowStatement, { grant: narrow }: AllowStatement): boolean {
  if (covers(wide, narrow)) return true;
  return (
    wide.kind === "verb" &&
    narrow.kind === "verb" &&
    [narrow.resourceType, "all-resources"].includes(wide.resourceType) &&
    VERBS.indexOf(wide.verb) >= VERBS.indexOf(narrow.verb)
  );
}

/** Names of compartments mean the same only where their policies are attached to the same compartment. */
function holdsLocation(wide: Location, narrow: Location, isSamePlace: boolean): boolean {
  if (wide.kind === "tenancy") return narrow.kind !== "other-tenancy";
  if (wide.kind !== "compartment-path") return keyOf(wide) === keyOf(narrow);
  return (
    isSamePlace &&
    narrow.kind === "compartment-path" &&
    wide.names.every((name, i) => keyOf(name) === keyOf(narrow.names[i]))
  );
}

/** Each part of the wider condition is one of the narrower one too. */
function holdsCondition(wide: Condition | undefined, narrow: Condition | undefined): boolean {
  const parts = conjuncts(narrow).map(keyOf);
  return conjuncts(wide).every((part) => parts.includes(keyOf(part)));
}

/** Policies compare values without regard to case. */
function keyOf(value: unknown): string {
  return (JSON.stringify(value) ?? "").toLowerCase();
}
