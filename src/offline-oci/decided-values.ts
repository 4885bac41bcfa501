import { AttributeSchema, BlockSchema } from "./provider-schema";
import { isMap, UNKNOWN, Value, ValueMap } from "./value";

/**
 * A planned value in which OCI has decided what the plan left to it.
 *
 * What only OCI can set gets a value of the right type; what the user could have set and did not stays null.
 * @param known values that OCI takes from elsewhere, such as the OCID
 */
export function decided(block: BlockSchema, planned: ValueMap, known: ValueMap, now: Date): ValueMap {
  const attributes = Object.entries(block.attributes ?? {}).map(([name, schema]) => {
    const value = planned[name] ?? null;
    return [name, value === UNKNOWN ? (known[name] ?? madeUp(name, schema, known.id ?? null, now)) : value];
  });
  const blocks = Object.entries(block.block_types ?? {}).map(([name, nested]) => {
    const value = planned[name] ?? null;
    const decide = (item: Value) =>
      isMap(item) ? decided(nested.block, item, { id: known.id ?? null }, now) : item;
    return [name, Array.isArray(value) ? value.map(decide) : decide(value)];
  });
  return Object.fromEntries([...attributes, ...blocks]) as ValueMap;
}

function madeUp(name: string, { type, optional }: AttributeSchema, id: Value, now: Date): Value {
  if (optional) return null;
  if (name === "state") return "ACTIVE";
  if (type !== "string") return type === "number" ? 0 : type === "bool" ? false : emptyOf(type[0]);
  return name.startsWith("time_") ? now.toISOString() : `${name} of ${String(id)}`;
}

function emptyOf(kind: string): Value {
  return kind === "list" || kind === "set" ? [] : {};
}
