import providerRules from "../../schema/oci-provider-rules.json";
import providerSchema from "../../schema/oci-provider-schema.json";

type Type = string | [string, Type | Record<string, Type>];

interface Attribute {
  readonly type: Type;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
}

interface BlockSchema {
  readonly attributes?: Record<string, Attribute>;
  readonly block_types?: Record<
    string,
    {
      readonly nesting_mode: string;
      readonly block: BlockSchema;
      readonly min_items?: number;
      readonly max_items?: number;
    }
  >;
}

interface Schemas {
  readonly provider: { readonly block: BlockSchema };
  readonly resource_schemas: Record<string, { readonly block: BlockSchema }>;
  readonly data_source_schemas: Record<string, { readonly block: BlockSchema }>;
}

type Json = Record<string, unknown>;
type Rules = Record<string, Record<string, { readonly enum?: readonly string[] }>>;

const SCHEMAS = Object.values(providerSchema.provider_schemas)[0] as unknown as Schemas;
const RULES = providerRules as Rules;
const META_ARGUMENTS = new Set([
  "//",
  "count",
  "depends_on",
  "for_each",
  "lifecycle",
  "provider",
  "provisioner",
]);

/**
 * Everything in a synthesized stack that the real provider's schema does not allow: unknown and missing attributes and
 * blocks, wrong types, wrong block counts, attributes that only OCI sets, values outside an enum.
 */
export function schemaViolations(stack: Json): string[] {
  const found: string[] = [];
  const kinds = [
    ["resource", SCHEMAS.resource_schemas],
    ["data", SCHEMAS.data_source_schemas],
  ] as const;
  for (const [kind, schemas] of kinds) {
    for (const [type, resources] of Object.entries((stack[kind] ?? {}) as Record<string, Json>)) {
      if (!type.startsWith("oci_")) continue;
      for (const [name, body] of Object.entries(resources)) {
        const at = `${kind}.${type}.${name}`;
        const schema = schemas[type];
        if (schema === undefined) {
          found.push(`${at}: the provider has no such type`);
        } else {
          checkBlock(
            schema.block,
            body as Json,
            at,
            "",
            kind === "resource" ? (RULES[type] ?? {}) : {},
            found,
          );
        }
      }
    }
  }
  for (const provider of blocksOf(((stack.provider ?? {}) as Json).oci)) {
    checkBlock(SCHEMAS.provider.block, { ...provider, alias: undefined }, "provider.oci", "", {}, found);
  }
  return found;
}

function checkBlock(
  schema: BlockSchema,
  body: Json,
  at: string,
  path: string,
  rules: Rules[string],
  found: string[],
): void {
  const { attributes = {}, block_types: blockTypes = {} } = schema;
  for (const [key, value] of Object.entries(body)) {
    if (value === undefined || (path === "" && META_ARGUMENTS.has(key))) continue;
    const below = path === "" ? key : `${path}.${key}`;
    const attribute = Object.hasOwn(attributes, key) ? attributes[key] : undefined;
    if (attribute) {
      found.push(
        ...attributeViolations(attribute, value, rules[below]?.enum).map((v) => `${at}.${below} ${v}`),
      );
    } else if (!Object.hasOwn(blockTypes, key)) {
      found.push(`${at}.${below} is not in the schema`);
    }
  }
  for (const [key, { required }] of Object.entries(attributes)) {
    if (required && body[key] === undefined) {
      found.push(`${at}.${path === "" ? key : `${path}.${key}`} is required`);
    }
  }
  for (const [key, { block, min_items: least = 0, max_items: most = 0 }] of Object.entries(blockTypes)) {
    const below = path === "" ? key : `${path}.${key}`;
    const blocks = blocksOf(body[key]);
    if (blocks.length < least) {
      found.push(`${at}.${below} needs at least ${least} blocks, has ${blocks.length}`);
    }
    if (most > 0 && blocks.length > most) {
      found.push(`${at}.${below} takes at most ${most} blocks, has ${blocks.length}`);
    }
    blocks.forEach((item, i) =>
      checkBlock(block, item, `${at}[${i}]`.replace(/\[0\]$/, ""), below, rules, found),
    );
  }
}

function attributeViolations(attribute: Attribute, value: unknown, allowed?: readonly string[]): string[] {
  if (!attribute.required && !attribute.optional) return ["is set by OCI and cannot be given"];
  if (!hasType(attribute.type, value)) {
    return [`is ${JSON.stringify(value)}, not a ${JSON.stringify(attribute.type)}`];
  }
  return allowed && typeof value === "string" && !isExpression(value) && !allowed.includes(value)
    ? [`is ${JSON.stringify(value)}, not one of ${allowed.join(", ")}`]
    : [];
}

function hasType(type: Type, value: unknown): boolean {
  if (isExpression(value)) return true;
  if (typeof type === "string") {
    const kinds: Record<string, string> = { string: "string", number: "number", bool: "boolean" };
    return typeof value === kinds[type];
  }
  const [kind, of] = type;
  if (kind === "list" || kind === "set") {
    return Array.isArray(value) && value.every((item) => hasType(of as Type, item));
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return kind !== "map" || Object.values(value).every((item) => hasType(of as Type, item));
}

/** A text that is one reference may have any type. */
function isExpression(value: unknown): boolean {
  return typeof value === "string" && /^\$\{[^{}]+\}$/.test(value);
}

function blocksOf(value: unknown): Json[] {
  return value === undefined ? [] : ((Array.isArray(value) ? value : [value]) as Json[]);
}
