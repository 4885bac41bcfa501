import { allOf, conjuncts } from "./language/condition-parts";
import { AllowStatement, Condition } from "./language/statement";

/**
 * Fewer statements that grant the same: those that differ in the value of one variable of the target become one, and
 * those that are the same are kept once.
 *
 * The order is that of the first of each.
 */
export function merged(statements: readonly AllowStatement[]): AllowStatement[] {
  const found: AllowStatement[] = [];
  for (const statement of statements) {
    const at = found.findIndex((earlier) => joined(earlier, statement) !== undefined);
    if (at < 0) found.push(statement);
    else found[at] = joined(found[at], statement)!;
  }
  return found;
}

/** One statement for two; undefined where there is none. */
function joined(a: AllowStatement, b: AllowStatement): AllowStatement | undefined {
  if (!isSame({ ...a, condition: undefined }, { ...b, condition: undefined })) return undefined;
  const [ours, theirs] = [conjuncts(a.condition), conjuncts(b.condition)];
  if (ours.length !== theirs.length) return undefined;
  const different = ours.flatMap((part, i) => (isSame(part, theirs[i]) ? [] : [i]));
  if (different.length === 0) return a;
  const [only] = different;
  const alternatives = different.length === 1 ? either(ours[only], theirs[only]) : undefined;
  if (alternatives === undefined) return undefined;
  const parts = ours.map((part, i) => (i === only ? alternatives : part));
  return { ...a, condition: allOf(parts) };
}

function either(a: Condition, b: Condition): Condition | undefined {
  const terms = [...termsOf(a), ...termsOf(b)];
  const [first] = terms;
  const areOfOneTarget = terms.every(
    (term) =>
      term.kind === "comparison" &&
      first.kind === "comparison" &&
      term.operator === "=" &&
      term.variable === first.variable &&
      term.variable.startsWith("target."),
  );
  if (!areOfOneTarget) return undefined;
  const distinct = terms.filter((term, i) => terms.findIndex((other) => isSame(other, term)) === i);
  return distinct.length === 1 ? first : { kind: "any", conditions: distinct };
}

function termsOf(condition: Condition): readonly Condition[] {
  return condition.kind === "any" ? condition.conditions : [condition];
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
