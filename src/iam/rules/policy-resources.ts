import { PolicyText } from "./rule";
import { parseTemplate } from "../../pipeline/template";
import { isObject, JsonObject } from "../../terraform-plan/plan-json";

/** Statements and matching rules with their places. */
export interface PolicySource {
  readonly statements: readonly PolicyText[];
  readonly matchingRules: readonly PolicyText[];
  /** What cannot be read yet, and why. */
  readonly unread: readonly UnreadText[];
}

/** A statement or matching rule that cannot be read. */
export interface UnreadText {
  /** Address and argument, such as `oci_identity_policy.p.statements[0]`. */
  readonly at: string;
  readonly why: string;
}

/** A resource of Terraform, of any type. */
export interface PolicyResource {
  readonly address: string;
  readonly type: string;
  /** Arguments, as an object. */
  readonly values: unknown;
}

export const NOTHING: PolicySource = { statements: [], matchingRules: [], unread: [] };

const UNKNOWN = "only an apply makes its value known";

/** Says why a value of an argument cannot be read; undefined when it can. */
type Obstacle = (value: unknown, mark: unknown) => string | undefined;

/** What a plan says of a policy or dynamic group; nothing of other resources. */
export function plannedPolicies(resource: PolicyResource, sensitive: unknown): PolicySource {
  return policies(resource, isObject(sensitive) ? sensitive : {}, (value, mark) => {
    if (mark === true) return "it is sensitive";
    return typeof value === "string" ? undefined : UNKNOWN;
  });
}

/** What a configuration says of a policy or dynamic group; nothing of other resources. */
export function configuredPolicies(resource: PolicyResource): PolicySource {
  return policies(resource, {}, (value) =>
    typeof value === "string" && !isReference(value) ? undefined : UNKNOWN,
  );
}

export function joined(...sources: readonly PolicySource[]): PolicySource {
  return {
    statements: sources.flatMap(({ statements }) => statements),
    matchingRules: sources.flatMap(({ matchingRules }) => matchingRules),
    unread: sources.flatMap(({ unread }) => unread),
  };
}

function policies(resource: PolicyResource, marks: JsonObject, obstacle: Obstacle): PolicySource {
  const values = isObject(resource.values) ? resource.values : {};
  switch (resource.type) {
    case "oci_identity_policy":
      return ofPolicy(resource.address, values, marks.statements, obstacle);
    case "oci_identity_dynamic_group":
      return ofDynamicGroup(resource.address, values, marks.matching_rule, obstacle);
    default:
      return NOTHING;
  }
}

function ofPolicy(address: string, values: JsonObject, mark: unknown, obstacle: Obstacle): PolicySource {
  const { statements, compartment_id: compartment } = values;
  const attachedTo = typeof compartment === "string" ? compartment : address;
  if (!Array.isArray(statements)) {
    return {
      ...NOTHING,
      unread: [{ at: `${address}.statements`, why: obstacle(undefined, mark) ?? UNKNOWN }],
    };
  }
  return joined(
    ...statements.map((text: unknown, index): PolicySource => {
      const why = obstacle(text, Array.isArray(mark) ? mark[index] : mark);
      if (why !== undefined) return { ...NOTHING, unread: [{ at: `${address}.statements[${index}]`, why }] };
      const place = { of: address, argument: "statements", index };
      return { ...NOTHING, statements: [{ text: text as string, place, attachedTo }] };
    }),
  );
}

function ofDynamicGroup(
  address: string,
  values: JsonObject,
  mark: unknown,
  obstacle: Obstacle,
): PolicySource {
  const { matching_rule: text, name } = values;
  const why = obstacle(text, mark);
  if (why !== undefined) return { ...NOTHING, unread: [{ at: `${address}.matching_rule`, why }] };
  const references = [`\${${address}.id}`, `\${${address}.name}`];
  const groupNames = typeof name === "string" ? [name, ...references] : references;
  const place = { of: address, argument: "matching_rule" };
  return { ...NOTHING, matchingRules: [{ text: text as string, place, groupNames }] };
}

/** A text that is nothing but a reference says nothing before Terraform has filled it in. */
function isReference(text: string): boolean {
  const [part, ...more] = parseTemplate(text.trim());
  return part !== undefined && more.length === 0 && "expression" in part;
}
