import { AllowStatement, Condition } from "../language/statement";

/** A statement without some part of it, and what is missing. */
export interface Lessened {
  readonly without: string;
  readonly statement: AllowStatement;
}

/** Every way to take one alternative out of a statement: a permission, or a member of an `any`. */
export function lessened(statement: AllowStatement): Lessened[] {
  const { grant, condition } = statement;
  const permissions = grant.kind === "permissions" ? grant.permissions : [];
  const fewer = permissions.map((permission): Lessened => ({
    without: permission,
    statement: {
      ...statement,
      grant: { kind: "permissions", permissions: permissions.filter((other) => other !== permission) },
    },
  }));
  const narrower = (condition === undefined ? [] : narrowed(condition)).map(
    ({ without, condition: less }) => ({
      without,
      statement: { ...statement, condition: less },
    }),
  );
  return [...(permissions.length > 1 ? fewer : []), ...narrower];
}

function narrowed(condition: Condition): { without: string; condition: Condition }[] {
  if (condition.kind !== "any" && condition.kind !== "all") return [];
  const { kind, conditions } = condition;
  const inner = conditions.flatMap((part, i) =>
    narrowed(part).map(({ without, condition: less }) => ({
      without,
      condition: { kind, conditions: conditions.map((other, j) => (i === j ? less : other)) } as Condition,
    })),
  );
  if (kind === "all" || conditions.length < 2) return inner;
  const own = conditions.map((part, i) => ({
    without: describe(part),
    condition: { kind, conditions: conditions.filter((_, j) => i !== j) } as Condition,
  }));
  return [...own, ...inner];
}

function describe(condition: Condition): string {
  if (condition.kind !== "comparison") return condition.kind;
  const { variable, operator, value } = condition;
  return `${variable} ${operator} ${value.kind === "text" ? value.text : value.kind === "pattern" ? `/${value.pattern}/` : value.name}`;
}
