import { typesOfPermission } from "../../../src/iam/catalogue/permissions";
import { AllowStatement, Condition, MatchingRule, Verb, VERBS } from "../../../src/iam/language/statement";
import { ProofSubject } from "../../../src/iam/proof/grants-of";
import { lessened } from "../../../src/iam/proof/parts";
import { grantsOf } from "../../../src/iam/proof/requirements";

/** A change to a set of grants that makes it wrong. */
export interface Mutant {
  readonly change: string;
  readonly subject: ProofSubject;
}

/** Every way to drop something from grants or to widen something in them. */
export function mutantsOf(subject: ProofSubject): Mutant[] {
  const { statements, world } = subject;
  const ofStatements = statements.flatMap((attached, i) => {
    const others = statements.filter((_, j) => i !== j);
    const statement = attached.statement as AllowStatement;
    const place = (change: string, changed: AllowStatement[]): Mutant => ({
      change: `${change} in statement ${i + 1}`,
      subject: {
        ...subject,
        statements: [...others, ...changed.map((s) => ({ ...attached, statement: s }))],
      },
    });
    return [
      place("all dropped", []),
      ...lessened(statement).map((less) => place(`${less.without} dropped`, [less.statement])),
      ...withoutConditions(statement).map((wider) => place("a condition dropped", [wider])),
      ...withMore(statement).map((wider) => place("a broader grant", [wider])),
      // A policy in a compartment cannot name the tenancy, so this one is attached to it, too.
      {
        change: `the tenancy as the place of statement ${i + 1}`,
        subject: {
          ...subject,
          statements: [
            ...others,
            {
              statement: { ...statement, location: { kind: "tenancy" } as const },
              attachedTo: world.tenancyId,
            },
          ],
        },
      },
      place("any user", [
        { ...statement, subject: { kind: "any-user" }, condition: withoutPrincipal(statement) },
      ]),
    ];
  });
  const ofGroups = world.groups.flatMap((group, i) =>
    widerRules(group.matchingRule!).map((matchingRule) => ({
      change: `a wider rule of group ${i + 1}`,
      subject: {
        ...subject,
        world: {
          ...world,
          groups: world.groups.map((other, j) => (i === j ? { ...other, matchingRule } : other)),
        },
      },
    })),
  );
  return [...ofStatements, ...ofGroups];
}

function partsOf(condition?: Condition): readonly Condition[] {
  if (condition === undefined) return [];
  return condition.kind === "all" ? condition.conditions : [condition];
}

function withoutConditions(statement: AllowStatement): AllowStatement[] {
  const parts = partsOf(statement.condition);
  return parts.map((_, i) => {
    const left = parts.filter((__, j) => i !== j);
    return { ...statement, condition: left.length === 0 ? undefined : { kind: "all", conditions: left } };
  });
}

function withoutPrincipal(statement: AllowStatement): Condition | undefined {
  const left = partsOf(statement.condition).filter(
    (part) => part.kind !== "comparison" || !part.variable.startsWith("request.principal."),
  );
  return left.length === 0 ? undefined : { kind: "all", conditions: left };
}

/** The same statement with each higher verb that grants more. */
function withMore(statement: AllowStatement): AllowStatement[] {
  const { grant } = statement;
  const type = grant.kind === "verb" ? grant.resourceType : typesOfPermission(grant.permissions[0])[0];
  const from = grant.kind === "verb" ? VERBS.indexOf(grant.verb) + 1 : 0;
  const wider = (verb: Verb, resourceType = type): AllowStatement => ({
    ...statement,
    grant: { kind: "verb", verb, resourceType },
  });
  // Where the condition names the permissions, a broader grant grants no more.
  if (JSON.stringify(statement.condition ?? {}).includes("request.permission")) return [];
  const now = grantsOf(statement);
  return [...VERBS.slice(from).map((verb) => wider(verb)), wider("manage", "all-resources")].filter(
    (changed) =>
      now.every((permission) => grantsOf(changed).includes(permission)) &&
      grantsOf(changed).length > now.length,
  );
}

function widerRules(rule: MatchingRule): MatchingRule[] {
  if (rule.kind === "tag") return [];
  if (rule.kind === "term") return [{ ...rule, operator: "!=" }];
  const { kind, rules } = rule;
  const own: MatchingRule[] = kind === "all" ? [{ kind: "any", rules }] : [];
  // An OCID says of itself what it is of; its type besides narrows nothing.
  const isOcid = (part: MatchingRule) => part.kind === "term" && part.variable === "resource.id";
  const fewer = kind === "all" ? rules.filter(isOcid).map((id) => rules.filter((other) => other !== id)) : [];
  const inner = rules.flatMap((part, i) =>
    widerRules(part).map((wider): MatchingRule => ({
      kind,
      rules: rules.map((other, j) => (i === j ? wider : other)),
    })),
  );
  return [...own, ...fewer.map((left): MatchingRule => ({ kind: "all", rules: left })), ...inner];
}
