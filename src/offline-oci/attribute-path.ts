import { BlockSchema } from "./provider-schema";
import { isMap, Value, ValueMap } from "./value";

/** Where a value stands: names of attributes and blocks, and indexes into lists. */
export type AttributePath = readonly (string | number)[];

/** A place and what stands there. */
export interface Place {
  readonly path: AttributePath;
  readonly value: Value;
}

/** `actions[0].filter.events`, as error messages and Terraform write it. */
export function formatPath(path: AttributePath): string {
  return path
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`))
    .join("")
    .slice(1);
}

/**
 * All places of an attribute or block in a configuration; blocks that repeat give one each.
 *
 * @param name names joined by dots, such as `build_source_collection.items.name`
 */
export function placesOf(block: BlockSchema, value: ValueMap, name: string): Place[] {
  return placesBelow(block, value, name.split("."), []);
}

function placesBelow(block: BlockSchema, value: ValueMap, names: string[], at: AttributePath): Place[] {
  const [name, ...rest] = names;
  const given = value[name] ?? null;
  if (rest.length === 0) return [{ path: [...at, name], value: given }];
  const nested = block.block_types?.[name];
  if (nested === undefined) return [];
  return elementsOf(given, [...at, name]).flatMap(({ path, value: element }) =>
    isMap(element) ? placesBelow(nested.block, element, rest, path) : [],
  );
}

/** The single value of a block that does not repeat, or each of one that does. */
function elementsOf(value: Value, at: AttributePath): Place[] {
  return Array.isArray(value)
    ? value.map((element, i) => ({ path: [...at, i], value: element }))
    : [{ path: at, value }];
}

/** A text, and where it stands. */
export interface PlacedText {
  readonly path: AttributePath;
  readonly text: string;
}

/** A block within another one. */
export interface NestedBlock {
  readonly path: AttributePath;
  readonly block: BlockSchema;
  readonly value: ValueMap;
}

/** The blocks that stand in a block, those of repeated ones each. */
export function blocksIn(block: BlockSchema, value: ValueMap, at: AttributePath): NestedBlock[] {
  return Object.entries(block.block_types ?? {}).flatMap(([name, { block: inner }]) =>
    elementsOf(value[name] ?? null, [...at, name]).flatMap(({ path, value: element }) =>
      isMap(element) ? [{ path, block: inner, value: element }] : [],
    ),
  );
}

/** Every text that a configuration could have given; what only OCI sets is left out. */
export function givenTexts(block: BlockSchema, value: ValueMap, at: AttributePath = []): PlacedText[] {
  const given = Object.entries(block.attributes ?? {}).filter(
    ([, { required, optional }]) => required || optional,
  );
  return [
    ...given.flatMap(([name]) => textsIn(value[name] ?? null, [...at, name])),
    ...blocksIn(block, value, at).flatMap((inner) => givenTexts(inner.block, inner.value, inner.path)),
  ];
}

function textsIn(value: Value, at: AttributePath): PlacedText[] {
  if (typeof value === "string") return [{ path: at, text: value }];
  return Array.isArray(value) ? value.flatMap((item, i) => textsIn(item, [...at, i])) : [];
}
