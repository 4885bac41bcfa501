import { DeclaredAction } from "./action";
import { minimalStatements } from "./catalogue";

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
  /^allow \{\w+\} to (?<grant>.+?) in compartment id \{(?<location>\w+)\}(?: where (?<where>.+))?$/i;

/**
 * The statements that let a subject perform an action, and nothing more.
 *
 * @throws Error when a value is missing or could change the meaning of a statement
 */
export function statementsFor(subject: Subject, action: DeclaredAction): Statement[] {
  return minimalStatements(action.actionId).map((template) => {
    const parts = TEMPLATE.exec(template)?.groups;
    if (parts === undefined) throw new Error(`${action.actionId}: cannot read the template: ${template}`);
    const compartmentId = valueOf(action, parts.location);
    const conditions = [
      ...subject.conditions,
      ...(parts.where === undefined ? [] : [fill(parts.where, action)]),
    ];
    const where = conditions.length === 0 ? "" : ` where ${allOf(conditions)}`;
    return {
      compartmentId,
      compartmentRole: parts.location,
      text: `Allow ${subject.text} to ${parts.grant} in compartment id ${compartmentId}${where}`,
    };
  });
}

/** A placeholder stands alone in quotes; braces elsewhere group conditions. */
function fill(condition: string, action: DeclaredAction): string {
  return condition
    .replace(/'\{(\w+)\}'/g, (_, name: string) => quoted(valueOf(action, name)))
    .replace(/any \{(\w[^{}]* = '[^']*'(?:, \w[^{}]* = '[^']*')*)\}/g, (_, terms: string) =>
      anyOf(terms.split(", ")),
    );
}

function anyOf(terms: string[]): string {
  const distinct = [...new Set(terms)];
  return distinct.length === 1 ? distinct[0] : `any {${distinct.join(", ")}}`;
}

function allOf(conditions: readonly string[]): string {
  return conditions.length === 1 ? conditions[0] : `all {${conditions.join(", ")}}`;
}

/** A value as the policy language quotes it. */
export function quoted(value: string): string {
  return `'${value}'`;
}

function valueOf(action: DeclaredAction, name: string): string {
  const value = action.values[name];
  if (value === undefined) throw new Error(`action ${action.actionId} needs a value for ${name}`);
  // Terraform references hold braces of their own; what is left must not end the quotes or the statement.
  if (/['\r\n{}]/.test(value.replace(/\$\{[^{}]*\}/g, ""))) {
    throw new Error(
      `action ${action.actionId}: ${name} is ${JSON.stringify(value)}; quotes, braces and line breaks could change ` +
        "what the policy statement means and are refused",
    );
  }
  return value;
}
