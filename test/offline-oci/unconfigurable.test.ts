import { BlockSchema } from "../../src/offline-oci/provider-schema";
import { unconfigurable } from "../../src/offline-oci/unconfigurable";
import { UNKNOWN, ValueMap } from "../../src/offline-oci/value";

const block: BlockSchema = {
  attributes: {
    name: { type: "string", required: true },
    description: { type: "string", optional: true, computed: true },
    state: { type: "string", computed: true },
  },
  block_types: {
    items: { nesting_mode: "list", block: { attributes: { url: { type: "string", computed: true } } } },
  },
};

describe("attributes that only OCI sets", () => {
  test("are no fault where they are left out, nor are others", () => {
    const config = { name: "n", description: "d", state: null, items: [{ url: null }] };
    expect(unconfigurable(block, config)).toEqual([]);
  });

  test("are found with their place, in nested blocks and with unknown values, too", () => {
    const config: ValueMap = {
      name: "n",
      state: UNKNOWN,
      items: [{ url: null }, { url: "https://example.com" }],
    };
    expect(unconfigurable(block, config)).toMatchObject([
      { severity: "error", path: ["state"], summary: "state is set by OCI alone; leave it out" },
      { path: ["items", 1, "url"], summary: "items[1].url is set by OCI alone; leave it out" },
    ]);
  });
});
