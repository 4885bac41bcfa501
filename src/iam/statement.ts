import { DeclaredAction } from "./action";
import { minimalStatements } from "./catalogue/actions";
import { safeText } from "./language/safe-words";

/** A policy statement and the compartment whose resources it is about. */
export interface Statement {
  readonly compartmentId: string;
  /** The catalogue's word for that compartment, such as `secretCompartment`. */
  readonly compartmentRole: string;
  readonly text: string;
}

/** Whom a statement is about. */
export interface Subject {
  /** As the policy language writes it, such as `dynamic-group id ocid1.dynamicgroup...`. */
  readonly text: string;
  /** Conditions that narrow the subject itself, such as `request.principal.id = '...'`. */
  readonly conditions: readonly string[];
}

const TEMPLATE =
  /^allow \{\w+\} to (?<grant>.+?) in (?:compartment id \{(?<location>\w+)\}|tenancy)(?: where (?<where>.+))?$/i;

/** What the root is called in statements; policies for it are attached to its OCID, a value of the same name. */
const TENANCY = "tenancy";

/**
 * The statements that let a subject perform an action, and nothing more.
 *
 * @throws Error when a value is missing or could change the meaning of a statement
 */
export function statementsFor(
  subject: Subject,
  action: DeclaredAction,
  templates: readonly string[] = minimalStatements(action.actionId),
): Statement[] {
  return templates.map((template) => {
    const parts = TEMPLATE.exec(template)?.groups;
    if (parts === undefined) throw new Error(`${action.actionId}: cannot read the template: ${template}`);
    const role = parts.location ?? TENANCY;
    const compartmentId = compartmentOf(action, role);
    const conditions = [
      ...subject.conditions,
      ...(parts.where === undefined ? [] : [fill(parts.where, action)]),
    ];
    const where = conditions.length === 0 ? "" : ` where ${allOf(conditions)}`;
    return {
      compartmentId,
      compartmentRole: role,
      text: `Allow ${subject.text} to ${parts.grant} in ${role === TENANCY ? TENANCY : `compartment id ${compartmentId}`}${where}`,
    };
  });
}

/** Several conditions of which one must hold, as the catalogue writes them: none holds braces of its own. */
const ANY = /any \{((?:[^{}]|\{\w+\})*)\}/g;

/** Terms of `any` that are the same once filled in are written once. */
function fill(condition: string, action: DeclaredAction): string {
  const filled = (text: string) =>
    text
      .replace(/'\{(\w+)\}'/g, (_, name: string) => quoted(valueOf(action, name)))
      .replace(/\/\{(\w+)\}\*\//g, (_, name: string) => `/${beginning(valueOf(action, name))}*/`);
  const parts = condition.split(ANY);
  return parts.map((part, i) => (i % 2 === 0 ? filled(part) : anyOf(part.split(", ").map(filled)))).join("");
}

function anyOf(terms: string[]): string {
  const distinct = [...new Set(terms)];
  return distinct.length === 1 ? distinct[0] : `any {${distinct.join(", ")}}`;
}

function allOf(conditions: readonly string[]): string {
  return conditions.length === 1 ? conditions[0] : `all {${conditions.join(", ")}}`;
}

/**
 * A value as the policy language quotes it.
 *
 * @throws Error when the value could end the quotes
 */
export function quoted(value: string): string {
  return `'${safeText("the value", value)}'`;
}

/** Of names that begin so; what could end the pattern or widen it is refused. */
function beginning(value: string): string {
  if (/^[a-zA-Z0-9._-]+$/.test(value)) return value;
  throw new Error(
    `${JSON.stringify(value)} is no beginning of a name: it takes letters, digits, ".", "_" and "-"`,
  );
}

function valueOf(action: DeclaredAction, name: string): string {
  const value = action.values[name];
  if (value === undefined) throw new Error(`action ${action.actionId} needs a value for ${name}`);
  return safeText(`action ${action.actionId}: ${name}`, value);
}

/** The one value that stands without quotes. */
function compartmentOf(action: DeclaredAction, name: string): string {
  const value = valueOf(action, name);
  if (/^[^\s",]+$/.test(value)) return value;
  throw new Error(
    `action ${action.actionId}: ${name} is ${JSON.stringify(value)}; the OCID of a compartment is one word`,
  );
}
