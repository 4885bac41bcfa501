import { Key, OBJECT_NAMES, ObjectName, objectShape, Shape } from "./keys";
import { SCALAR_FORMS } from "./scalars";

/** A schema of JSON Schema draft-07: keywords with their values. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** A boolean and a whole number obey the patterns of the key table, a fraction has a dot and does not. */
const TEXT = ["string", "number", "boolean"];
const TEXT_WITH_PATTERN = ["string", "integer", "boolean"];

/**
 * A JSON Schema (draft-07) of build_spec.yaml for editors, from the table of keys that the checker reads, too.
 *
 * It refuses what the checker's codes `BS2xx` refuse as errors. The one difference: the checker reads a number as it
 * is written, JSON Schema by its value. So `version: 0.10`, `timeoutInSeconds: 600.0` and `name: 1.0` are errors of
 * the checker alone.
 */
export function buildSpecJsonSchema(): JsonSchema {
  const definitions = OBJECT_NAMES.filter((name) => name !== "spec");
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    $comment:
      "Made from the table of keys of cdktf-oci-devops. oci-devops-local validate checks more: the service reads " +
      "numbers as they are written, so 0.10 is no version for it.",
    title: "OCI DevOps build specification",
    ...objectSchema("spec"),
    definitions: Object.fromEntries(definitions.map((name) => [name, objectSchema(name)])),
  };
}

function objectSchema(name: ObjectName): JsonSchema {
  const { description, keys, unknownKeys } = objectShape(name);
  const required = Object.keys(keys).filter((key) => keys[key].required);
  return {
    description,
    type: "object",
    properties: Object.fromEntries(Object.entries(keys).map(([key, value]) => [key, keySchema(value)])),
    ...(required.length > 0 && { required }),
    additionalProperties: unknownKeys === "warning",
  };
}

/** A key without a value counts as absent, so only a required one needs a value. */
function keySchema({ shape, description, required, default: fallback, pattern }: Key): JsonSchema {
  const schema = valueSchema(shape, pattern);
  return {
    description,
    ...(fallback !== undefined && { default: fallback }),
    ...(required ? schema : orNull(schema)),
  };
}

function valueSchema(shape: Shape, pattern?: RegExp): JsonSchema {
  switch (shape.kind) {
    case "object":
      return { $ref: `#/definitions/${shape.object}` };
    case "list":
      return {
        type: "array",
        items: itemSchema(shape.of),
        ...(shape.atLeast !== undefined && { minItems: shape.atLeast }),
      };
    case "map":
      return {
        type: "object",
        ...(shape.names && { propertyNames: { pattern: shape.names.source } }),
        additionalProperties: itemSchema(shape.of),
      };
    case "enum":
      return { enum: shape.values.flatMap(asJson) };
    case "string":
      return pattern ? { type: TEXT_WITH_PATTERN, pattern: pattern.source } : { type: TEXT };
    default: {
      const { json, pattern: written } = SCALAR_FORMS[shape.kind];
      return { ...json, type: [json.type, "string"], pattern: written.source };
    }
  }
}

/** In lists and maps of texts an item without a value is an empty text. */
function itemSchema(shape: Shape): JsonSchema {
  return shape.kind === "string" ? orNull(valueSchema(shape)) : valueSchema(shape);
}

/** A text of the file as values of JSON: `0.1` is a number there, or the text. */
function asJson(text: string): (string | number)[] {
  return Number.isNaN(Number(text)) ? [text] : [Number(text), text];
}

function orNull(schema: JsonSchema): JsonSchema {
  if ("$ref" in schema) return { anyOf: [schema, { type: "null" }] };
  if (Array.isArray(schema.enum)) return { enum: [...schema.enum, null] };
  return { ...schema, type: [schema.type, "null"].flat() };
}
