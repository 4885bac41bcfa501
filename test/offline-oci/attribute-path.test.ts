import { blockOf, configOf, fullOf, RESOURCE_TYPES } from "./samples";
import { AttributePath, formatPath, givenTexts, placesOf } from "../../src/offline-oci/attribute-path";
import { providerRules } from "../../src/offline-oci/provider-schema";
import { UNKNOWN, Value, ValueMap } from "../../src/offline-oci/value";

const STAGE = "oci_devops_build_pipeline_stage";
const stage = configOf(STAGE, {
  display_name: "build",
  build_source_collection: [{ items: [{ name: "a", branch: "main" }, { name: "b" }] }],
});

/** What stands at a path. */
function at(value: ValueMap, path: AttributePath): Value | undefined {
  return path.reduce<any>((within, step) => within?.[step], value);
}

const found = (type: string, value: ValueMap, name: string) =>
  placesOf(blockOf(type), value, name).map((place) => [formatPath(place.path), place.value]);

describe("a path, written", () => {
  test.each<[AttributePath, string]>([
    [["name"], "name"],
    [["actions", 0, "filter", 0, "events"], "actions[0].filter[0].events"],
    [["subnet_ids", 12], "subnet_ids[12]"],
    [["matrix", 0, 1], "matrix[0][1]"],
    [[], ""],
  ])("is %j: %s", (path, text) => {
    expect(formatPath(path)).toBe(text);
  });
});

describe("the places of an attribute", () => {
  test("is one at the top, given or not", () => {
    expect(found(STAGE, stage, "display_name")).toEqual([["display_name", "build"]]);
    expect(found(STAGE, stage, "image")).toEqual([["image", null]]);
  });

  test("are as many as the blocks that it is in", () => {
    expect(found(STAGE, stage, "build_source_collection.items.name")).toEqual([
      ["build_source_collection[0].items[0].name", "a"],
      ["build_source_collection[0].items[1].name", "b"],
    ]);
    expect(found(STAGE, stage, "build_source_collection.items.branch")).toEqual([
      ["build_source_collection[0].items[0].branch", "main"],
      ["build_source_collection[0].items[1].branch", null],
    ]);
  });

  test("are none without a block, in a block that is not known yet, and in a block that there is none of", () => {
    expect(found(STAGE, stage, "wait_criteria.wait_type")).toEqual([]);
    const later: ValueMap = { ...stage, build_source_collection: UNKNOWN };
    expect(found(STAGE, later, "build_source_collection.items.name")).toEqual([]);
    expect(found(STAGE, stage, "display_name.text")).toEqual([]);
  });

  test("of a block are its lists", () => {
    expect(found(STAGE, stage, "wait_criteria")).toEqual([["wait_criteria", []]]);
    expect(found(STAGE, stage, "build_source_collection.items")).toEqual([
      ["build_source_collection[0].items", at(stage, ["build_source_collection", 0, "items"])],
    ]);
  });

  test("have no index in a block that is always alone", () => {
    const value = { ...stage, timeouts: { create: "1h", delete: null, update: null } };
    expect(found(STAGE, value, "timeouts.create")).toEqual([["timeouts.create", "1h"]]);
  });

  test.each(RESOURCE_TYPES)(
    "of %s lead to what stands there, and each rule of the provider has one",
    (type) => {
      const value = fullOf(blockOf(type), "text");
      for (const name of Object.keys(providerRules()[type])) {
        const places = placesOf(blockOf(type), value, name);
        expect([name, places.length]).toEqual([name, 1]);
        expect(at(value, places[0].path)).toBe(places[0].value);
      }
    },
  );
});

describe("the texts of a configuration", () => {
  const texts = (type: string, value: ValueMap) =>
    givenTexts(blockOf(type), value).map(({ path, text }) => `${formatPath(path)}: ${text}`);

  test("are those of attributes, of lists and of nested blocks", () => {
    const application = configOf("oci_functions_application", {
      display_name: "app",
      subnet_ids: ["s1", "s2"],
      trace_config: [{ domain_id: "d", is_enabled: true }],
    });
    expect(texts("oci_functions_application", application)).toEqual([
      "display_name: app",
      "subnet_ids[0]: s1",
      "subnet_ids[1]: s2",
      "trace_config[0].domain_id: d",
    ]);
  });

  test("are not those that only OCI sets, nor what is not known", () => {
    const project = configOf("oci_devops_project", {
      state: "ACTIVE",
      time_created: "2026-01-01T00:00:00Z",
      name: UNKNOWN,
      notification_config: [{ topic_id: UNKNOWN }],
    });
    expect(texts("oci_devops_project", project)).toEqual([]);
  });
});
