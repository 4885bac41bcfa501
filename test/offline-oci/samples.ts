import { conformed } from "../../src/offline-oci/block-value";
import {
  AttributeSchema,
  AttributeType,
  BlockSchema,
  NestedBlockSchema,
  providerSchema,
} from "../../src/offline-oci/provider-schema";
import { Value, ValueMap } from "../../src/offline-oci/value";

export const RESOURCE_TYPES = Object.keys(providerSchema().resource_schemas);

export function blockOf(type: string): BlockSchema {
  return providerSchema().resource_schemas[type].block;
}

/** A configuration as Terraform hands it over: with null for all that is not given. */
export function configOf(type: string, given: ValueMap): ValueMap {
  return conformed(blockOf(type), given);
}

/** An OCID of something that was there before. */
export function ocidOf(word: string, name = "there"): string {
  return `ocid1.${word}.oc1.iad.${name}`;
}

/** Whether an attribute can be given, and is not for OCI alone to set. */
export function canBeGiven({ required, optional }: AttributeSchema): boolean {
  return required === true || optional === true;
}

/** A value of a type; texts of different length give different values. */
export function sampleOf(type: AttributeType, text: string): Value {
  if (typeof type === "string") {
    return type === "string" ? text : type === "number" ? text.length : text.length % 2 === 1;
  }
  const [kind, of] = type;
  if (kind === "list" || kind === "set") return [sampleOf(of as AttributeType, text)];
  const types = kind === "map" ? { key: of as AttributeType } : (of as Record<string, AttributeType>);
  return Object.fromEntries(Object.entries(types).map(([name, t]) => [name, sampleOf(t, text)]));
}

/** A configuration with all that can be given, and one block of each kind. */
export function fullOf(block: BlockSchema, text: string): ValueMap {
  return blockSample(block, text, canBeGiven, () => true);
}

/** A configuration with nothing that may be left out. */
export function minimalOf(block: BlockSchema, text: string): ValueMap {
  return blockSample(
    block,
    text,
    ({ required }) => required === true,
    ({ min_items }) => (min_items ?? 0) > 0,
  );
}

function blockSample(
  { attributes = {}, block_types: blocks = {} }: BlockSchema,
  text: string,
  hasAttribute: (schema: AttributeSchema) => boolean,
  hasBlock: (nested: NestedBlockSchema) => boolean,
): ValueMap {
  const ofAttributes = Object.entries(attributes)
    .filter(([, schema]) => hasAttribute(schema))
    .map(([name, { type }]) => [name, sampleOf(type, text)]);
  const ofBlocks = Object.entries(blocks)
    .filter(([, nested]) => hasBlock(nested))
    .map(([name, nested]) => [name, alone(nested, blockSample(nested.block, text, hasAttribute, hasBlock))]);
  return Object.fromEntries([...ofAttributes, ...ofBlocks]) as ValueMap;
}

function alone({ nesting_mode: mode }: NestedBlockSchema, value: Value): Value {
  return mode === "list" || mode === "set" ? [value] : value;
}

/** Names of all attributes that can be given, those of nested blocks after the names of their blocks. */
export function leavesOf({ attributes = {}, block_types: blocks = {} }: BlockSchema): string[][] {
  const own = Object.keys(attributes).filter((name) => canBeGiven(attributes[name]));
  const nested = Object.entries(blocks).flatMap(([name, { block }]) =>
    leavesOf(block).map((names) => [name, ...names]),
  );
  return [...own.map((name) => [name]), ...nested];
}

/** A copy in which an attribute, in the first of each block on the way to it, has another value. */
export function withValueAt(block: BlockSchema, value: ValueMap, names: string[], leaf: Value): ValueMap {
  const [name, ...rest] = names;
  if (rest.length === 0) return { ...value, [name]: leaf };
  const nested = block.block_types![name];
  const [before] = [value[name] ?? {}].flat();
  return {
    ...value,
    [name]: alone(nested, withValueAt(nested.block, (before ?? {}) as ValueMap, rest, leaf)),
  };
}

/** How messages write the place of an attribute or block, when each block on the way to it is the first. */
export function placeOf(block: BlockSchema, names: string[]): string {
  const [name, ...rest] = names;
  if (rest.length === 0) return name;
  const nested = block.block_types![name];
  const index = nested.nesting_mode === "list" || nested.nesting_mode === "set" ? "[0]" : "";
  return `${name}${index}.${placeOf(nested.block, rest)}`;
}
