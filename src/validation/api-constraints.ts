import * as fs from "node:fs";
import * as path from "node:path";

/** One broken rule of the DevOps API contract. */
export interface Violation {
  /** Where in the request body, such as `mirrorRepositoryConfig.triggerSchedule`. */
  readonly path: string;
  /** `Definition.property.rule` of schema/devops-api-constraints.json. */
  readonly rule: string;
  readonly message: string;
}

interface Constraint {
  readonly ref?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Constraint;
}

interface Definition {
  readonly extends?: readonly string[];
  readonly discriminator?: string;
  readonly discriminatorValue?: string;
  readonly properties?: Record<string, Constraint>;
  readonly required?: readonly string[];
}

type Definitions = Record<string, Definition>;

const FILE = path.join(__dirname, "..", "..", "schema", "devops-api-constraints.json");
let loaded: Definitions | undefined;

function definitions(): Definitions {
  return (loaded ??= (JSON.parse(fs.readFileSync(FILE, "utf8")) as { definitions: Definitions }).definitions);
}

/** Whether the contract describes a request body of this name. */
export function hasDefinition(definition: string): boolean {
  return Object.hasOwn(definitions(), definition);
}

/**
 * All rules of a DevOps API request body that a value breaks.
 *
 * Keys may be spelt as the API or as Terraform spells them.
 * @param definition name of the body in schema/devops-api-constraints.json, such as `CreateProjectDetails`
 * @param isUnknown says of values that they are only known later; those satisfy every rule
 */
export function apiViolations(
  definition: string,
  value: Record<string, unknown>,
  isUnknown: (value: unknown) => boolean = () => false,
): Violation[] {
  if (!hasDefinition(definition)) {
    throw new Error(`schema/devops-api-constraints.json has no definition ${definition}`);
  }
  const found: Violation[] = [];
  checkObject(definition, value, "", isUnknown, found);
  return found;
}

function checkObject(
  name: string,
  value: Record<string, unknown>,
  at: string,
  isUnknown: (value: unknown) => boolean,
  found: Violation[],
): void {
  const kind = concrete(name, value);
  const parts = lineage(kind);
  // Of a kind that is not known here only what all kinds have in common can be checked.
  const isOpen = kind === name && definitions()[name]?.discriminator !== undefined;
  const known = new Set(parts.flatMap(([, part]) => Object.keys(part.properties ?? {}).map(spelling)));
  for (const [owner, part] of parts) {
    for (const key of part.required ?? []) {
      if (valueOf(value, key) === undefined) {
        found.push({ path: join(at, key), rule: `${owner}.${key}.required`, message: "is required" });
      }
    }
    for (const [key, constraint] of Object.entries(part.properties ?? {})) {
      const given = valueOf(value, key);
      if (given !== undefined) check(constraint, given, join(at, key), `${owner}.${key}`, isUnknown, found);
    }
  }
  const [owner] = parts.at(-1) ?? [name];
  for (const key of Object.keys(value)) {
    if (!isOpen && known.size > 0 && value[key] !== undefined && !known.has(spelling(key))) {
      found.push({
        path: join(at, key),
        rule: `${owner}.${key}.unknown`,
        message: `is nothing that ${owner} has`,
      });
    }
  }
}

/** What `memoryInGBs`, `memoryInGbs` and `memory_in_gbs` have in common: the API's and Terraform's names of one thing. */
export function spelling(key: string): string {
  return key.replace(/_/g, "").toLowerCase();
}

function valueOf(value: Record<string, unknown>, key: string): unknown {
  const given = Object.keys(value).find((name) => spelling(name) === spelling(key));
  return given === undefined ? undefined : value[given];
}

/** The definition whose discriminator value the object carries, or the named one. */
function concrete(name: string, value: Record<string, unknown>): string {
  const { discriminator } = definitions()[name] ?? {};
  const wanted = discriminator === undefined ? undefined : valueOf(value, discriminator);
  const match = Object.entries(definitions()).find(
    ([, d]) => wanted !== undefined && d.discriminatorValue === wanted && d.extends?.includes(name),
  );
  return match?.[0] ?? name;
}

/** A definition after those it extends; the contract refers to some that it does not describe. */
function lineage(name: string): [string, Definition][] {
  const own = definitions()[name];
  return own === undefined ? [] : [...(own.extends ?? []).flatMap(lineage), [name, own]];
}

function check(
  rule: Constraint,
  given: unknown,
  at: string,
  name: string,
  isUnknown: (value: unknown) => boolean,
  found: Violation[],
): void {
  if (isUnknown(given)) return;
  const value = typeof given === "string" ? asTheServiceSees(given) : given;
  if (rule.ref !== undefined) {
    checkObject(rule.ref, value as Record<string, unknown>, at, isUnknown, found);
    return;
  }
  for (const [key, message] of broken(rule, value)) found.push({ path: at, rule: `${name}.${key}`, message });
  if (rule.items !== undefined && Array.isArray(value)) {
    value.forEach((item, i) => check(rule.items!, item, `${at}[${i}]`, name, isUnknown, found));
  }
}

/** Terraform's way of writing `${`, undone. */
function asTheServiceSees(text: string): string {
  return text.replace(/\$\$\{/g, "${");
}

function broken(rule: Constraint, value: unknown): [keyof Constraint, string][] {
  const size = typeof value === "string" || Array.isArray(value) ? value.length : 0;
  const text = JSON.stringify(value);
  const unit = Array.isArray(value) ? "items" : "characters";
  const all: [keyof Constraint, boolean, string][] = [
    ["enum", !!rule.enum && !rule.enum.includes(value), `${text} is not one of ${rule.enum?.join(", ")}`],
    ["minLength", size < (rule.minLength ?? 0), `needs at least ${rule.minLength} ${unit}, has ${size}`],
    [
      "maxLength",
      size > (rule.maxLength ?? Infinity),
      `takes at most ${rule.maxLength} ${unit}, has ${size}`,
    ],
    ["minItems", size < (rule.minItems ?? 0), `needs at least ${rule.minItems} ${unit}, has ${size}`],
    ["maxItems", size > (rule.maxItems ?? Infinity), `takes at most ${rule.maxItems} ${unit}, has ${size}`],
    ["minimum", Number(value) < (rule.minimum ?? -Infinity), `${text} is less than ${rule.minimum}`],
    ["maximum", Number(value) > (rule.maximum ?? Infinity), `${text} is more than ${rule.maximum}`],
    [
      "pattern",
      rule.pattern !== undefined && !new RegExp(rule.pattern).test(String(value)),
      `${text} does not match ${rule.pattern}`,
    ],
    ["type", rule.type === "integer" && !Number.isInteger(value), `${text} is not a whole number`],
  ];
  return all.filter(([, isBroken]) => isBroken).map(([key, , message]) => [key, message]);
}

function join(at: string, key: string): string {
  return at === "" ? key : `${at}.${key}`;
}
