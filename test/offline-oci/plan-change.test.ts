import {
  blockOf,
  configOf,
  fullOf,
  leavesOf,
  placeOf,
  RESOURCE_TYPES,
  sampleOf,
  withValueAt,
} from "./samples";
import { formatPath } from "../../src/offline-oci/attribute-path";
import { planChange } from "../../src/offline-oci/plan-change";
import { BlockSchema, providerRules } from "../../src/offline-oci/provider-schema";
import { UNKNOWN, Value, ValueMap } from "../../src/offline-oci/value";

const RUN = "oci_devops_build_run";
const commit = { commit_hash: "0123", repository_branch: "main", repository_url: "https://example.com/a" };
const argument = (name: string, value: string) => ({ name, value });
const run = configOf(RUN, {
  id: "ocid1.devopsbuildrun.oc1.iad.a",
  build_pipeline_id: "p",
  commit_info: [commit],
  build_run_arguments: [{ items: [argument("a", "1"), argument("b", "2")] }],
});

/** The places because of which a change of what is there makes it anew. */
function replacing(type: string, prior: ValueMap, change: ValueMap): string[] {
  return planChange(type, prior, { ...prior, ...change }).requiresReplace.map(formatPath);
}

/** Another value for one attribute, by the schema of the block that it is in. */
function otherFor(block: BlockSchema, names: string[]): Value {
  const [name, ...rest] = names;
  return rest.length === 0
    ? sampleOf(block.attributes![name].type, "four")
    : otherFor(block.block_types![name].block, rest);
}

/** An attribute after the blocks that it is in, outermost first, each by its names. */
const linesTo = (names: string[]) => names.map((_, i) => names.slice(0, i + 1));

describe("a change of one attribute", () => {
  test.each(RESOURCE_TYPES)("of %s makes it anew by the provider's rules, and only by them", (type) => {
    const block = blockOf(type);
    const rules = providerRules()[type];
    const prior = configOf(type, fullOf(block, "three"));
    for (const names of leavesOf(block)) {
      const changed = withValueAt(block, prior, names, otherFor(block, names));
      const expected = linesTo(names)
        .filter((line) => rules[line.join(".")]?.force_new)
        .map((line) => placeOf(block, line));
      expect([names, replacing(type, prior, changed).sort()]).toEqual([names, expected.sort()]);
    }
  });

  test.each(RESOURCE_TYPES)("of %s to one that is not known yet does so, too", (type) => {
    const block = blockOf(type);
    const prior = configOf(type, fullOf(block, "three"));
    for (const name of Object.keys(block.attributes ?? {})) {
      const expected = providerRules()[type][name]?.force_new ? [name] : [];
      expect([name, replacing(type, prior, { [name]: UNKNOWN })]).toEqual([name, expected]);
    }
  });

  test("is none when nothing changes", () => {
    for (const type of RESOURCE_TYPES) {
      const prior = configOf(type, fullOf(blockOf(type), "three"));
      expect(planChange(type, prior, prior)).toEqual({ planned: prior, requiresReplace: [] });
    }
  });
});

describe("a change of a build run", () => {
  test.each<[string, ValueMap, string[]]>([
    ["another pipeline", { build_pipeline_id: "q" }, ["build_pipeline_id"]],
    [
      "another commit",
      { commit_info: [{ ...commit, commit_hash: "4567" }] },
      ["commit_info", "commit_info[0].commit_hash"],
    ],
    ["no commit any more", { commit_info: [] }, ["commit_info"]],
    [
      "another value of the second argument",
      { build_run_arguments: [{ items: [argument("a", "1"), argument("b", "3")] }] },
      ["build_run_arguments", "build_run_arguments[0].items", "build_run_arguments[0].items[1].value"],
    ],
    [
      "other values of both arguments",
      { build_run_arguments: [{ items: [argument("a", "2"), argument("b", "3")] }] },
      [
        "build_run_arguments",
        "build_run_arguments[0].items",
        "build_run_arguments[0].items[0].value",
        "build_run_arguments[0].items[1].value",
      ],
    ],
  ])("to %s makes it anew because of just what has changed", (_, change, expected) => {
    expect(new Set(replacing(RUN, run, change))).toEqual(new Set(expected));
  });

  test("to another name to show does not make it anew", () => {
    expect(replacing(RUN, run, { display_name: "other" })).toEqual([]);
  });

  test("that names a place names one that is there before or after it, as Terraform asks", () => {
    const places = planChange(RUN, run, {
      ...run,
      commit_info: [],
      build_run_arguments: [{ items: [argument("a", "1")] }],
    }).requiresReplace;
    expect(places.length).toBeGreaterThan(0);
    for (const path of places) {
      const there = path.reduce<any>((within, step) => within?.[step], run);
      expect([formatPath(path), there]).not.toEqual([formatPath(path), undefined]);
    }
  });
});

describe("a plan", () => {
  test("for something new has nothing to make anew, and leaves to OCI what it sets", () => {
    const { planned, requiresReplace } = planChange(
      RUN,
      undefined,
      configOf(RUN, { build_pipeline_id: "p", commit_info: [commit] }),
    );
    expect(requiresReplace).toEqual([]);
    expect(planned).toMatchObject({
      id: UNKNOWN,
      state: UNKNOWN,
      build_pipeline_id: "p",
      commit_info: [commit],
    });
  });

  test("has just what the schema names", () => {
    const { planned } = planChange(RUN, run, { ...run, colour: "red" });
    expect(planned).toEqual(run);
  });

  test("keeps the number of blocks open where it is not known, and then makes anew what depends on it", () => {
    const later: ValueMap = { build_run_arguments: [{ items: UNKNOWN }] };
    expect(planChange(RUN, run, { ...run, ...later }).planned).toMatchObject(later);
    expect(replacing(RUN, run, later)).toContain("build_run_arguments[0].items");
  });
});

describe("the provider's rules about what is made anew", () => {
  const nested = RESOURCE_TYPES.flatMap((type) =>
    Object.entries(providerRules()[type])
      .filter(([name, rule]) => rule.force_new && name.includes("."))
      .map(([name]) => ({ type, names: name.split(".") })),
  );

  test("are about each block, too, that they are about an attribute of", () => {
    expect(nested.length).toBeGreaterThan(10);
    for (const { type, names } of nested) {
      const rules = linesTo(names).map((line) => providerRules()[type][line.join(".")]?.force_new);
      expect([type, names, rules]).toEqual([type, names, names.map(() => true)]);
    }
  });

  test("are about nothing within a set, whose elements have no place", () => {
    for (const { type, names } of nested) {
      expect(blockOf(type).block_types![names[0]].nesting_mode).toBe("list");
    }
  });
});
