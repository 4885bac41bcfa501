import { blockOf, configOf, RESOURCE_TYPES } from "./samples";
import { withUnknowns } from "../../src/offline-oci/block-value";
import { decided } from "../../src/offline-oci/decided-values";
import { BlockSchema } from "../../src/offline-oci/provider-schema";
import { hasUnknown, UNKNOWN, ValueMap } from "../../src/offline-oci/value";

const NOW = new Date("2026-01-02T03:04:05Z");
const schema: BlockSchema = {
  attributes: {
    id: { type: "string", computed: true },
    state: { type: "string", computed: true },
    time_created: { type: "string", computed: true },
    url: { type: "string", computed: true },
    count: { type: "number", computed: true },
    is_on: { type: "bool", computed: true },
    tags: { type: ["map", "string"], computed: true },
    hosts: { type: ["list", "string"], computed: true },
    image_digest: { type: "string", optional: true, computed: true },
    name: { type: "string", required: true },
  },
};
const open: ValueMap = Object.fromEntries(Object.keys(schema.attributes!).map((name) => [name, UNKNOWN]));

describe("what OCI decides", () => {
  test("has a value of the right type, and null where the user could have given one", () => {
    expect(decided(schema, { ...open, name: "a" }, { id: "ocid1" }, NOW)).toEqual({
      id: "ocid1",
      state: "ACTIVE",
      time_created: "2026-01-02T03:04:05.000Z",
      url: "url of ocid1",
      count: 0,
      is_on: false,
      tags: {},
      hosts: [],
      image_digest: null,
      name: "a",
    });
  });

  test("is nothing that the plan has already, nor that was left out before", () => {
    const planned = { ...open, state: "DELETING", url: null, image_digest: "sha256:1", name: "a" };
    expect(decided(schema, planned, { id: "ocid1" }, NOW)).toMatchObject({
      state: "DELETING",
      url: null,
      image_digest: "sha256:1",
    });
  });

  test("is what is known from elsewhere, where it is left to OCI", () => {
    const known = { id: "ocid1", url: "https://example.com", image_digest: "sha256:2", name: "other" };
    expect(decided(schema, { ...open, name: "a" }, known, NOW)).toMatchObject({
      url: "https://example.com",
      image_digest: "sha256:2",
      name: "a",
    });
  });

  test("is in blocks, too, those of lists and those that are alone", () => {
    const nested: BlockSchema = {
      block_types: {
        items: { nesting_mode: "list", block: schema },
        one: { nesting_mode: "single", block: schema },
        none: { nesting_mode: "single", block: schema },
      },
    };
    const value = decided(nested, { items: [open, open], one: open, none: null }, { id: "ocid1" }, NOW);
    expect(value).toMatchObject({ items: [{ url: "url of ocid1" }, { count: 0 }], one: { is_on: false } });
    expect(value.none).toBeNull();
  });

  test.each(RESOURCE_TYPES)("is all that is open in a plan for a %s", (type) => {
    const planned = withUnknowns(blockOf(type), configOf(type, {}));
    expect(hasUnknown(planned)).toBe(true);
    expect(hasUnknown(decided(blockOf(type), planned, { id: "ocid1" }, NOW))).toBe(false);
  });
});
