import { isPolicyType, similarPrincipalType } from "./principal-types";
import { MatchingRule } from "./statement";
import { hasInterpolation } from "./words";

type Term = Extract<MatchingRule, { kind: "term" }>;

/** Takes a warning about a part of a rule. */
type Warn = (part: MatchingRule, code: string, message: string, fix: string) => void;

/** Warns of rules that are well written and match something else than they seem to. */
export function warnOfTraps(rule: MatchingRule, warn: Warn): void {
  visit(rule, false, warn);
}

/** @param narrowed whether all of the groups around confine the rule to a compartment, a resource or a tag */
function visit(rule: MatchingRule, narrowed: boolean, warn: Warn): void {
  if (rule.kind === "tag") return;
  if (rule.kind === "term") {
    if (!equals(rule) || rule.variable !== "resource.type") return;
    warnOfPolicyType(rule, warn);
    if (!narrowed) warnOfUnscopedType(rule, warn);
    return;
  }
  const parts = flat(rule);
  if (rule.kind === "any") warnOfWholeCompartment(parts, warn);
  else warnOfContradictions(parts, warn);
  const inner = narrowed || (rule.kind === "all" && parts.some(narrows));
  for (const part of parts) visit(part, inner, warn);
}

function equals(rule: MatchingRule): rule is Term {
  return rule.kind === "term" && rule.operator === "=";
}

/** Parts of groups of the same kind within count as its own. */
function flat(rule: MatchingRule & { readonly rules: readonly MatchingRule[] }): MatchingRule[] {
  return rule.rules.flatMap((part) => ("rules" in part && part.kind === rule.kind ? flat(part) : [part]));
}

/** Whether a rule matches nothing outside of some compartments, resources or tags. */
function narrows(rule: MatchingRule): boolean {
  if (rule.kind === "tag") return true;
  if (rule.kind === "term") return equals(rule) && rule.variable !== "resource.type";
  return rule.kind === "all" ? rule.rules.some(narrows) : rule.rules.every(narrows);
}

function warnOfWholeCompartment(parts: readonly MatchingRule[], warn: Warn): void {
  const typed = parts.some((part) => equals(part) && part.variable === "resource.type");
  const compartments = parts.filter((part) => equals(part) && part.variable.endsWith(".compartment.id"));
  if (!typed) return;
  for (const part of compartments) {
    warn(
      part,
      "any-with-compartment",
      "within ANY this matches everything in the compartment, whatever its type",
      "write ALL {resource.compartment.id = '...', ANY {resource.type = '...'}}",
    );
  }
}

function warnOfContradictions(parts: readonly MatchingRule[], warn: Warn): void {
  const terms = parts.filter((part): part is Term => part.kind === "term" && !hasInterpolation(part.value));
  for (const [i, term] of terms.entries()) {
    const earlier = terms.slice(0, i).find((other) => contradict(term, other));
    if (earlier === undefined) continue;
    warn(
      term,
      "never-matches",
      `nothing matches this and ${earlier.variable} ${earlier.operator} '${earlier.value}' at once`,
      "write ANY for alternatives",
    );
  }
}

function contradict(a: Term, b: Term): boolean {
  if (a.variable !== b.variable) return false;
  const same = a.value.toLowerCase() === b.value.toLowerCase();
  return a.operator === b.operator ? a.operator === "=" && !same : same;
}

function warnOfUnscopedType(term: Term, warn: Warn): void {
  warn(
    term,
    "unscoped-type",
    `this matches each ${term.value} of the tenancy`,
    `write ALL {resource.type = '${term.value}', resource.id = '...'} or resource.compartment.id`,
  );
}

function warnOfPolicyType(term: Term, warn: Warn): void {
  if (!isPolicyType(term.value)) return;
  const similar = similarPrincipalType(term.value);
  warn(
    term,
    "policy-type-as-principal",
    `${term.value} is a resource type of policies, and no principal is of it`,
    similar === undefined ? "name a type of principals such as devopsbuildpipeline" : `write ${similar}`,
  );
}
