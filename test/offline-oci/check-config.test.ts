import { blockOf, configOf, fullOf, placeOf, RESOURCE_TYPES, withValueAt } from "./samples";
import { formatPath } from "../../src/offline-oci/attribute-path";
import { checkConfig } from "../../src/offline-oci/check-config";
import { providerRules } from "../../src/offline-oci/provider-schema";
import { UNKNOWN, Value, ValueMap } from "../../src/offline-oci/value";

const STAGE = "oci_devops_build_pipeline_stage";
const PROJECT = "oci_devops_project";

const project = { compartment_id: "c", name: "functions", notification_config: [{ topic_id: "t" }] };
const source = {
  name: "code",
  connection_type: "GITHUB",
  repository_url: "u",
  branch: "main",
  connection_id: "c",
};
const stage = {
  build_pipeline_id: "p",
  build_pipeline_stage_type: "BUILD",
  build_pipeline_stage_predecessor_collection: [{ items: [{ id: "p" }] }],
  image: "OL7_X86_64_STANDARD_10",
  build_source_collection: [{ items: [source] }],
};
const sources = (...items: Value[]) => ({ ...stage, build_source_collection: [{ items }] });

const findings = (type: string, given: ValueMap) => checkConfig(type, configOf(type, given));
/** What is refused, and what is only warned of, each by its place. */
function places(type: string, given: ValueMap, severity: "error" | "warning" = "error"): string[] {
  return findings(type, given)
    .filter((finding) => finding.severity === severity)
    .map(({ path }) => formatPath(path));
}

describe("a configuration with everything in order", () => {
  test.each<[string, ValueMap]>([
    [PROJECT, project],
    [STAGE, stage],
    [
      STAGE,
      sources(source, {
        ...source,
        name: "more",
        connection_type: "DEVOPS_CODE_REPOSITORY",
        connection_id: null,
        repository_id: "r",
      }),
    ],
    ["oci_devops_build_pipeline", { project_id: "p" }],
    ["oci_functions_function", { application_id: "a", display_name: "f", memory_in_mbs: "128" }],
  ])("has nothing against it: %s", (type, given) => {
    expect(findings(type, given)).toEqual([]);
  });

  test("may have the image of Oracle Linux 8, which the contract is too old to know", () => {
    expect(findings(STAGE, { ...stage, image: "OL8_X86_64_STANDARD_10" })).toEqual([]);
  });
});

describe("the words of an enum", () => {
  const enums = RESOURCE_TYPES.flatMap((type) =>
    Object.entries(providerRules()[type]).flatMap(([name, { enum: words }]) =>
      words === undefined ? [] : [{ type, name, words }],
    ),
  );
  const withWord = (type: string, name: string, word: Value) =>
    withValueAt(blockOf(type), configOf(type, {}), name.split("."), word);

  test.each(enums)(
    "of $type, $name, are the only ones, and the message lists them",
    ({ type, name, words }) => {
      const at = placeOf(blockOf(type), name.split("."));
      const all = checkConfig(type, configOf(type, withWord(type, name, "WRONG")));
      expect(all.filter(({ path }) => formatPath(path) === at)).toEqual([
        {
          severity: "error",
          path: expect.anything(),
          summary: `${at} is "WRONG", not one of ${words.join(", ")}`,
          detail: `Rule of the provider for ${type}.`,
        },
      ]);
    },
  );

  test.each(enums)("of $type, $name, may be written in any case", ({ type, name, words }) => {
    const at = placeOf(blockOf(type), name.split("."));
    for (const word of words.flatMap((w) => [w, w.toLowerCase(), w[0] + w.slice(1).toLowerCase()])) {
      const all = checkConfig(type, configOf(type, withWord(type, name, word)));
      expect([word, all.filter(({ path }) => formatPath(path) === at)]).toEqual([word, []]);
    }
  });

  test("mean the same to the API's contract in any case", () => {
    expect(
      findings(STAGE, {
        ...sources({ ...source, connection_type: "github" }),
        build_pipeline_stage_type: "Build",
      }),
    ).toEqual([]);
  });
});

describe("attributes that exclude each other", () => {
  const conflicting = RESOURCE_TYPES.flatMap((type) =>
    Object.entries(providerRules()[type]).flatMap(([name, { conflicts_with: others = [] }]) =>
      others.map((other) => ({ type, name, other })),
    ),
  );

  test.each(conflicting)(
    "are refused together, not alone: $name and $other of $type",
    ({ type, name, other }) => {
      const full = fullOf(blockOf(type), "text");
      const both = configOf(type, { [name]: full[name], [other]: full[other] });
      const summary = `${name} conflicts with ${other}; give one of them`;
      expect(checkConfig(type, both)).toContainEqual(expect.objectContaining({ path: [name], summary }));
      const allowed: ValueMap[] = [
        { [name]: full[name] },
        { ...both, [other]: UNKNOWN },
        { ...both, [other]: [] },
      ];
      for (const config of allowed) {
        const summaries = checkConfig(type, configOf(type, config)).map((finding) => finding.summary);
        expect(summaries).not.toContain(summary);
      }
    },
  );
});

describe("the contract of the DevOps API", () => {
  test("is checked in nested blocks, and findings have Terraform's own paths", () => {
    const items = [source, { ...source, connection_id: null }, { ...source, name: "1st" }];
    expect(findings(STAGE, sources(...items)).map(({ summary }) => summary)).toEqual([
      "build_source_collection[0].items[1].connection_id is required",
      'build_source_collection[0].items[2].name "1st" does not match ^[a-zA-Z_]{1,}[a-zA-Z0-9_-]{0,}$',
    ]);
    expect(findings(STAGE, sources(...items))[0]).toEqual({
      severity: "error",
      path: ["build_source_collection", 0, "items", 1, "connection_id"],
      summary: "build_source_collection[0].items[1].connection_id is required",
      detail: "DevOps API, GithubBuildSource.connectionId.required.",
    });
  });

  test("asks for what a kind of stage must have, and has no index for blocks that are not there", () => {
    const bare = { ...stage, image: null, build_source_collection: [] };
    expect(places(STAGE, bare)).toEqual(["build_source_collection", "image"]);
    const wait = { ...bare, build_pipeline_stage_type: "WAIT" };
    expect(places(STAGE, wait)).toEqual(["wait_criteria"]);
    const trigger = { ...bare, build_pipeline_stage_type: "TRIGGER_DEPLOYMENT_PIPELINE" };
    expect(places(STAGE, trigger)).toEqual(["deploy_pipeline_id", "is_pass_all_parameters_enabled"]);
  });

  test("finds everything at once", () => {
    const bad = {
      compartment_id: "",
      name: "1".repeat(256),
      description: "d".repeat(401),
      notification_config: [{}],
    };
    expect(new Set(places(PROJECT, bad))).toEqual(
      new Set(["compartment_id", "name", "description", "notification_config[0].topic_id"]),
    );
  });

  test("warns of what belongs to another kind: the provider does not send it", () => {
    const wait = {
      ...stage,
      build_pipeline_stage_type: "WAIT",
      wait_criteria: [{ wait_type: "ABSOLUTE_WAIT", wait_duration: "PT5S" }],
    };
    expect(places(STAGE, wait)).toEqual([]);
    expect(findings(STAGE, { ...wait, build_source_collection: [] })).toEqual([
      {
        severity: "warning",
        path: ["image"],
        summary: "image has no effect: it is nothing that CreateWaitStageDetails has",
        detail: "DevOps API, CreateWaitStageDetails.image.unknown.",
      },
    ]);
  });

  test("has advice where the service is seen to take more: hyphens in names of projects", () => {
    expect(findings(PROJECT, { ...project, name: "team-functions" })).toEqual([
      {
        severity: "warning",
        path: ["name"],
        summary: 'name "team-functions" does not match ^[a-zA-Z][a-zA-Z_0-9]*$',
        detail: expect.stringContaining("Only a warning: the service is seen to accept hyphens."),
      },
    ]);
    expect(places(PROJECT, { ...project, name: "team functions" })).toEqual(["name"]);
  });

  test("says nothing again of a word that the provider has refused", () => {
    expect(findings(STAGE, { ...stage, build_pipeline_stage_type: "TEST" })).toHaveLength(1);
  });

  test("is not about the timeouts of Terraform, nor about resources of other services", () => {
    expect(findings(PROJECT, { ...project, timeouts: { create: "1h" } })).toEqual([]);
    expect(findings("oci_functions_application", { display_name: "" })).toEqual([]);
  });
});

describe("a value that is only known after the apply", () => {
  const broken: ValueMap = { ...sources({ ...source, name: "1st", branch: null }), image: null };

  test.each<[string, ValueMap, string[]]>([
    [
      "nothing, for comparison",
      {},
      ["build_source_collection[0].items[0].branch", "build_source_collection[0].items[0].name", "image"],
    ],
    [
      "an attribute",
      { image: UNKNOWN },
      ["build_source_collection[0].items[0].branch", "build_source_collection[0].items[0].name"],
    ],
    ["the number of blocks", { build_source_collection: [{ items: UNKNOWN }] }, ["image"]],
    ["a block with all that is in it", { build_source_collection: UNKNOWN }, ["image"]],
    ["the kind of stage", { build_pipeline_stage_type: UNKNOWN, build_source_collection: [] }, []],
  ])("satisfies every rule about it, and its neighbours stay checked: %s", (_, later, expected) => {
    expect(places(STAGE, { ...broken, ...later }).sort()).toEqual(expected);
  });

  test.each(RESOURCE_TYPES)("makes nothing wrong with a %s of which nothing is known", (type) => {
    const { attributes = {}, block_types: blocks = {} } = blockOf(type);
    const names = [...Object.keys(attributes), ...Object.keys(blocks)];
    const unknown = Object.fromEntries(names.map((name) => [name, UNKNOWN])) as ValueMap;
    expect(checkConfig(type, unknown).filter(({ severity }) => severity === "error")).toEqual([]);
  });

  test("in a list leaves open how long it is", () => {
    const filter = (paths: Value[]) => ({
      project_id: "p",
      trigger_source: "GITHUB",
      actions: [
        {
          type: "TRIGGER_BUILD_PIPELINE",
          build_pipeline_id: "b",
          filter: [{ trigger_source: "GITHUB", include: [{ file_filter: [{ file_paths: paths }] }] }],
        },
      ],
    });
    const many = Array.from({ length: 11 }, (_, i) => `${i}`);
    const at = "actions[0].filter[0].include[0].file_filter[0].file_paths";
    expect(places("oci_devops_trigger", filter(many))).toEqual([at]);
    expect(places("oci_devops_trigger", filter([...many, UNKNOWN]))).toEqual([]);
  });
});
