import { schemaViolations } from "./schema-check";

const pipeline = (body: object) => ({ resource: { oci_devops_build_pipeline: { p: body } } });
const at = "resource.oci_devops_build_pipeline.p";

describe("the check against the provider's schema", () => {
  test("accepts what the schema allows, references included", () => {
    const body = {
      "//": { metadata: {} },
      depends_on: ["oci_devops_project.x"],
      project_id: "${oci_devops_project.x.id}",
      build_pipeline_parameters: { items: [{ name: "a", default_value: "1" }] },
    };
    expect(schemaViolations(pipeline(body))).toEqual([]);
  });

  test.each([
    [
      "an unknown resource type",
      { resource: { oci_devops_nothing: { x: {} } } },
      "resource.oci_devops_nothing.x: the provider has no such type",
    ],
    [
      "an unknown attribute",
      pipeline({ project_id: "p", colour: "red" }),
      `${at}.colour is not in the schema`,
    ],
    ["a missing attribute", pipeline({}), `${at}.project_id is required`],
    ["a wrong type", pipeline({ project_id: 5 }), `${at}.project_id is 5, not a "string"`],
    [
      "a wrong type in a map",
      pipeline({ project_id: "p", freeform_tags: { a: 1 } }),
      `${at}.freeform_tags is {"a":1}, not a ["map","string"]`,
    ],
    [
      "an attribute that only OCI sets",
      pipeline({ project_id: "p", state: "ACTIVE" }),
      `${at}.state is set by OCI and cannot be given`,
    ],
    [
      "too many blocks",
      pipeline({
        project_id: "p",
        build_pipeline_parameters: [
          { items: [{ name: "a", default_value: "1" }] },
          { items: [{ name: "a", default_value: "1" }] },
        ],
      }),
      `${at}.build_pipeline_parameters takes at most 1 blocks, has 2`,
    ],
    [
      "too few blocks",
      pipeline({ project_id: "p", build_pipeline_parameters: {} }),
      `${at}.build_pipeline_parameters.items needs at least 1 blocks, has 0`,
    ],
    [
      "a missing attribute of a nested block",
      pipeline({ project_id: "p", build_pipeline_parameters: { items: [{ name: "a" }] } }),
      `${at}.build_pipeline_parameters.items.default_value is required`,
    ],
    [
      "a value outside an enum",
      {
        resource: {
          oci_devops_trigger: {
            t: {
              project_id: "p",
              trigger_source: "SVN",
              actions: { type: "TRIGGER_BUILD_PIPELINE", build_pipeline_id: "b" },
            },
          },
        },
      },
      'resource.oci_devops_trigger.t.trigger_source is "SVN", not one of',
    ],
    [
      "a value outside an enum of a nested block",
      {
        resource: {
          oci_devops_trigger: {
            t: { project_id: "p", trigger_source: "VBS", actions: [{ type: "RUN", build_pipeline_id: "b" }] },
          },
        },
      },
      'resource.oci_devops_trigger.t.actions.type is "RUN", not one of',
    ],
    [
      "an unknown attribute of the provider",
      { provider: { oci: [{ alias: "home", planet: "mars" }] } },
      "provider.oci.planet is not in the schema",
    ],
    [
      "an unknown data source",
      { data: { oci_devops_nothing: { x: {} } } },
      "data.oci_devops_nothing.x: the provider has no such type",
    ],
  ])("finds %s", (_, stack, violation) => {
    const found = schemaViolations(stack);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(violation);
  });
});
