import { BlockSchema, NestedBlockSchema } from "./provider-schema";
import { isMap, isSame, UNKNOWN, Value, ValueMap } from "./value";

/** A value with everything in it that the schema names, and nothing else. */
export function conformed(block: BlockSchema, value: ValueMap): ValueMap {
  const attributes = Object.keys(block.attributes ?? {}).map((name) => [name, value[name] ?? null]);
  const blocks = Object.entries(block.block_types ?? {}).map(([name, nested]) => [
    name,
    conformedBlocks(nested, value[name] ?? null),
  ]);
  return Object.fromEntries([...attributes, ...blocks]) as ValueMap;
}

function conformedBlocks(nested: NestedBlockSchema, value: Value): Value {
  // How many blocks `dynamic` makes may be known only after the apply.
  if (value === UNKNOWN) return UNKNOWN;
  if (nested.nesting_mode === "single" || nested.nesting_mode === "group") {
    return isMap(value) ? conformed(nested.block, value) : null;
  }
  const items = Array.isArray(value) ? value : isMap(value) ? [value] : [];
  return items.map((item) => (isMap(item) ? conformed(nested.block, item) : item));
}

/**
 * A planned value in which all that OCI decides is unknown until the apply.
 *
 * @param prior what stands at the same place now; what it has, a plan keeps
 */
export function withUnknowns(block: BlockSchema, planned: ValueMap, prior?: ValueMap): ValueMap {
  const attributes = Object.entries(block.attributes ?? {}).map(([name, { computed }]) => {
    const value = planned[name] ?? null;
    return [name, computed && value === null && prior === undefined ? UNKNOWN : value];
  });
  const blocks = Object.entries(block.block_types ?? {}).map(([name, nested]) => [
    name,
    blocksWithUnknowns(nested, planned[name] ?? null, prior?.[name] ?? null),
  ]);
  return Object.fromEntries([...attributes, ...blocks]) as ValueMap;
}

function blocksWithUnknowns(nested: NestedBlockSchema, planned: Value, prior: Value): Value {
  const before: Value[] = Array.isArray(prior) ? prior : [prior];
  // The elements of a set have no place by which an old one could be found.
  const counterpart = (element: Value, i: number): Value | undefined =>
    nested.nesting_mode === "set" ? before.find((old) => isSame(old, element)) : before[i];
  const fill = (element: Value, i: number): Value => {
    if (!isMap(element)) return element;
    const old = counterpart(element, i);
    return withUnknowns(nested.block, element, isMap(old) ? old : undefined);
  };
  return Array.isArray(planned) ? planned.map(fill) : fill(planned, 0);
}
