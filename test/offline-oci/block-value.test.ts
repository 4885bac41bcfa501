import * as fc from "fast-check";
import { blockOf, fullOf, RESOURCE_TYPES } from "./samples";
import { conformed, withUnknowns } from "../../src/offline-oci/block-value";
import { BlockSchema, NestedBlockSchema } from "../../src/offline-oci/provider-schema";
import { hasUnknown, UNKNOWN, Value, ValueMap } from "../../src/offline-oci/value";

const inner: BlockSchema = {
  attributes: {
    name: { type: "string", required: true },
    digest: { type: "string", computed: true },
    level: { type: "number", optional: true, computed: true },
  },
};
const nested = (nesting_mode: NestedBlockSchema["nesting_mode"]) => ({ nesting_mode, block: inner });
const schema: BlockSchema = {
  attributes: {
    id: { type: "string", computed: true },
    text: { type: "string", optional: true },
    tags: { type: ["map", "string"], optional: true, computed: true },
  },
  block_types: {
    items: nested("list"),
    rules: nested("set"),
    timeouts: nested("single"),
    boxes: {
      nesting_mode: "list",
      block: {
        attributes: { size: { type: "number", computed: true } },
        block_types: { items: nested("list") },
      },
    },
  },
};
const nothing = { id: null, text: null, tags: null, items: [], rules: [], timeouts: null, boxes: [] };
const item = (name: string, digest: Value = null, level: Value = null): ValueMap => ({ name, digest, level });

describe("a value, conformed to its schema", () => {
  test("has null for attributes and no blocks where nothing is given", () => {
    expect(conformed(schema, {})).toEqual(nothing);
  });

  test("has lost what the schema does not name, in nested blocks, too", () => {
    const value = { colour: "red", text: "a", items: [{ name: "n", colour: "red" }] };
    expect(conformed(schema, value)).toEqual({ ...nothing, text: "a", items: [item("n")] });
  });

  test("has a block of a list that was given alone as its only element", () => {
    expect(conformed(schema, { items: { name: "n" }, rules: { name: "r" } })).toEqual({
      ...nothing,
      items: [item("n")],
      rules: [item("r")],
    });
  });

  test("has a block that is always alone as it is, or null", () => {
    expect(conformed(schema, { timeouts: { name: "t" } }).timeouts).toEqual(item("t"));
    expect(conformed(schema, { timeouts: [] }).timeouts).toBeNull();
  });

  test("keeps what is unknown: an attribute, one block, or how many blocks there are", () => {
    const value: ValueMap = { id: UNKNOWN, items: UNKNOWN, rules: [UNKNOWN], timeouts: UNKNOWN };
    expect(conformed(schema, value)).toEqual({ ...nothing, ...value });
  });

  test("keeps attributes as they are, whatever is in them", () => {
    const tags: ValueMap = { a: "1", "oci.b": UNKNOWN };
    expect(conformed(schema, { tags }).tags).toBe(tags);
  });

  test("is conformed for good, whatever it was", () => {
    const names = ["id", "text", "tags", "items", "rules", "timeouts", "boxes", "name", "size", "colour"];
    const { value: any } = fc.letrec<{ value: Value }>((tie) => ({
      value: fc.oneof(
        { depthSize: "small" },
        fc.constantFrom<Value[]>(null, "a", 1, true, UNKNOWN),
        fc.array(tie("value"), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...names), tie("value")) as fc.Arbitrary<ValueMap>,
      ),
    }));
    const map = fc.dictionary(fc.constantFrom(...names), any) as fc.Arbitrary<ValueMap>;
    fc.assert(
      fc.property(map, (value) => {
        const once = conformed(schema, value);
        expect(conformed(schema, once)).toEqual(once);
        expect(Object.keys(once).sort()).toEqual(Object.keys(nothing).sort());
      }),
    );
  });

  test.each(RESOURCE_TYPES)("is the same for a full %s", (type) => {
    const full = conformed(blockOf(type), fullOf(blockOf(type), "text"));
    expect(conformed(blockOf(type), full)).toEqual(full);
    expect(full).toMatchObject(fullOf(blockOf(type), "text"));
  });
});

describe("a plan for something new", () => {
  const planned = (value: ValueMap) => withUnknowns(schema, conformed(schema, value));

  test("leaves to OCI what only it sets, and what it sets where nothing is given", () => {
    expect(planned({})).toEqual({ ...nothing, id: UNKNOWN, tags: UNKNOWN });
    expect(planned({ text: "a", tags: {} })).toEqual({ ...nothing, id: UNKNOWN, text: "a", tags: {} });
  });

  test("does so in all blocks, however deep and of each kind", () => {
    const value: ValueMap = {
      items: [{ name: "a", level: 1 }, { name: "b" }],
      rules: [{ name: "r" }],
      timeouts: { name: "t" },
      boxes: [{ items: [{ name: "in" }] }],
    };
    expect(planned(value)).toMatchObject({
      items: [item("a", UNKNOWN, 1), item("b", UNKNOWN, UNKNOWN)],
      rules: [item("r", UNKNOWN, UNKNOWN)],
      timeouts: item("t", UNKNOWN, UNKNOWN),
      boxes: [{ size: UNKNOWN, items: [item("in", UNKNOWN, UNKNOWN)] }],
    });
  });

  test("leaves blocks open whose number is not known", () => {
    expect(planned({ items: UNKNOWN })).toMatchObject({ items: UNKNOWN });
  });
});

describe("a plan for something that is there", () => {
  const prior = conformed(schema, {
    id: "ocid1",
    items: [item("a", "sha:a", 1), item("b", "sha:b")],
    rules: [item("r", "sha:r", 1), item("s", "sha:s", 2)],
    boxes: [{ size: 1, items: [item("in", "sha:in", 1)] }],
  });
  const planned = (change: ValueMap) => withUnknowns(schema, { ...prior, ...change }, prior);

  test("keeps all that is there, and what OCI has left out", () => {
    expect(planned({})).toEqual(prior);
    expect(planned({ text: "new" })).toEqual({ ...prior, text: "new" });
    expect(hasUnknown(planned({ items: [item("other", "sha:a", 1), item("b", "sha:b")] }))).toBe(false);
  });

  test("leaves to OCI what it sets in the blocks by which a list has grown", () => {
    expect(planned({ items: [item("a", "sha:a", 1), item("b", "sha:b"), item("c")] }).items).toEqual([
      item("a", "sha:a", 1),
      item("b", "sha:b"),
      item("c", UNKNOWN, UNKNOWN),
    ]);
    expect(planned({ items: [] }).items).toEqual([]);
  });

  test("does so in a list that was not there, and deep in one that was", () => {
    const boxes = [
      { size: 1, items: [item("in", "sha:in", 1), item("new")] },
      { size: null, items: [item("x")] },
    ];
    expect(planned({ boxes }).boxes).toEqual([
      { size: 1, items: [item("in", "sha:in", 1), item("new", UNKNOWN, UNKNOWN)] },
      { size: UNKNOWN, items: [item("x", UNKNOWN, UNKNOWN)] },
    ]);
    expect(planned({ timeouts: item("t") }).timeouts).toEqual(item("t", UNKNOWN, UNKNOWN));
  });

  test("knows the elements of a set by what they are, not by where they are", () => {
    const rules = [item("new"), item("s", "sha:s", 2), item("r", "sha:r", 1)];
    expect(planned({ rules }).rules).toEqual([
      item("new", UNKNOWN, UNKNOWN),
      item("s", "sha:s", 2),
      item("r", "sha:r", 1),
    ]);
  });
});
