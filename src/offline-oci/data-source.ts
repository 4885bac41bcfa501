import { Cloud, CloudResource } from "./cloud";
import { CloudError } from "./cloud-error";
import { passes } from "./filter";
import { AttributeType, providerSchema } from "./provider-schema";
import { isMap, isSame, Value, ValueMap } from "./value";

/**
 * What a data source answers: the one thing whose OCID it is given, or the list of those that fit.
 *
 * @param given answers of data sources about things that no resource makes, by type
 * @throws CloudError when there is no such thing, or nothing is known that the data source could answer
 */
export function readDataSource(
  type: string,
  config: ValueMap,
  cloud: Cloud,
  given: Readonly<Record<string, ValueMap>>,
): ValueMap {
  const answer = Object.hasOwn(given, type)
    ? given[type]
    : (one(type, config, cloud) ?? many(type, config, cloud));
  if (answer === undefined) {
    throw new CloudError(
      404,
      "NotAuthorizedOrNotFound",
      `nothing is known here that ${type} could answer; give its attributes in withOfflineOci's option \`dataSources\``,
    );
  }
  const { attributes = {}, block_types: blocks = {} } = providerSchema().data_source_schemas[type].block;
  const ofAttributes = Object.entries(attributes).map(([name, schema]) => [
    name,
    ofType(schema.type, config[name] ?? answer[name] ?? null),
  ]);
  const ofBlocks = Object.keys(blocks).map((name) => [name, config[name] ?? null]);
  return Object.fromEntries([...ofAttributes, ...ofBlocks]) as ValueMap;
}

function one(type: string, config: ValueMap, cloud: Cloud): ValueMap | undefined {
  const { attributes = {} } = providerSchema().data_source_schemas[type].block;
  const [key] = Object.keys(attributes).filter((name) => attributes[name].required && name.endsWith("_id"));
  if (key === undefined || pluralOf(type) !== undefined) return undefined;
  const id = String(config[key]);
  const found = cloud.get(id);
  if (found?.type === type) return found.attributes;
  throw new CloudError(
    404,
    "NotAuthorizedOrNotFound",
    `${key} is ${id}, and there is no such ${type}; to take it as there, name it in withOfflineOci's option \`existing\``,
    [key],
  );
}

/** The resource type whose plural a data source is. */
function pluralOf(type: string): string | undefined {
  return Object.keys(providerSchema().resource_schemas).find(
    (resource) =>
      type === `${resource}s` || (resource.endsWith("y") && type === `${resource.slice(0, -1)}ies`),
  );
}

function many(type: string, config: ValueMap, cloud: Cloud): ValueMap | undefined {
  const resource = pluralOf(type);
  if (resource === undefined) return undefined;
  const found = cloud.ofType(resource).filter((candidate) => fits(candidate, config));
  const { attributes = {} } = providerSchema().data_source_schemas[type].block;
  const list = found.map(({ attributes: values }) => values);
  const lists = Object.entries(attributes).filter(([, schema]) => objectIn(schema.type) !== undefined);
  return Object.fromEntries(
    lists.map(([name, schema]) => [name, "items" in objectIn(schema.type)! ? [{ items: list }] : list]),
  );
}

function fits({ attributes }: CloudResource, { filter, ...config }: ValueMap): boolean {
  const filters = Array.isArray(filter) ? filter.filter(isMap) : [];
  return (
    filters.every((wanted) => passes(attributes, wanted)) &&
    Object.entries(config).every(
      ([name, wanted]) => wanted === null || !(name in attributes) || isSame(attributes[name], wanted),
    )
  );
}

/** The object that a list holds. */
function objectIn(type: AttributeType): Readonly<Record<string, AttributeType>> | undefined {
  if (typeof type === "string" || type[0] !== "list" || typeof type[1] === "string") return undefined;
  const [kind, of] = type[1] as readonly [string, Readonly<Record<string, AttributeType>>];
  return kind === "object" ? of : undefined;
}

/** A value cut to a type: lists and objects have just what the type names. */
function ofType(type: AttributeType, value: Value): Value {
  if (value === null || typeof type === "string") return isMap(value) || Array.isArray(value) ? null : value;
  const [kind, of] = type;
  if (kind === "list" || kind === "set") {
    return Array.isArray(value) ? value.map((item) => ofType(of as AttributeType, item)) : null;
  }
  if (!isMap(value)) return null;
  const types = kind === "object" ? Object.entries(of) : Object.keys(value).map((key) => [key, of] as const);
  return Object.fromEntries(types.map(([key, t]) => [key, ofType(t as AttributeType, value[key] ?? null)]));
}
