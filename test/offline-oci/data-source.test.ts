import { configOf, ocidOf } from "./samples";
import { conformed } from "../../src/offline-oci/block-value";
import { Cloud } from "../../src/offline-oci/cloud";
import { CloudError } from "../../src/offline-oci/cloud-error";
import { readDataSource } from "../../src/offline-oci/data-source";
import { providerSchema } from "../../src/offline-oci/provider-schema";
import { TENANCY } from "../../src/offline-oci/references";
import { ValueMap } from "../../src/offline-oci/value";

const PROJECT = "oci_devops_project";
const FUNCTION = "oci_functions_function";
const ids = {
  a: ocidOf("devopsproject", "a"),
  b: ocidOf("devopsproject", "b"),
  c: ocidOf("devopsproject", "c"),
};
const application = ocidOf("fnapp");

/** A cloud with three projects, two of them in one compartment. */
function cloudWithProjects(): Cloud {
  const cloud = new Cloud();
  const project = (id: string, name: string, compartment: string, state: string) =>
    cloud.adopt(
      id,
      PROJECT,
      configOf(PROJECT, {
        id,
        name,
        compartment_id: ocidOf("compartment", compartment),
        state,
        notification_config: [{ topic_id: `topic of ${name}` }],
        freeform_tags: { team: name },
        timeouts: { create: "1h" },
      }),
    );
  project(ids.a, "one", "x", "ACTIVE");
  project(ids.b, "two", "x", "DELETING");
  project(ids.c, "one", "y", "ACTIVE");
  return cloud;
}

function read(
  type: string,
  given: ValueMap,
  cloud = cloudWithProjects(),
  answers: Record<string, ValueMap> = {},
) {
  return readDataSource(
    type,
    conformed(providerSchema().data_source_schemas[type].block, given),
    cloud,
    answers,
  );
}

function errorOf(work: () => unknown): CloudError {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(CloudError);
    return error as CloudError;
  }
  throw new Error("no error");
}

describe("a data source about one thing", () => {
  test("answers its attributes and blocks, and nothing that its schema does not name", () => {
    const answer = read(PROJECT, { project_id: ids.a });
    expect(Object.keys(answer).sort()).toEqual(
      Object.keys(providerSchema().data_source_schemas[PROJECT].block.attributes!).sort(),
    );
    expect(answer).toMatchObject({
      id: ids.a,
      project_id: ids.a,
      name: "one",
      notification_config: [{ topic_id: "topic of one" }],
      freeform_tags: { team: "one" },
      description: null,
    });
  });

  const singular = Object.entries(providerSchema().data_source_schemas).filter(
    ([type]) => type in providerSchema().resource_schemas,
  );
  test.each(singular)("finds by its OCID what it is about: %s", (type, { block }) => {
    const cloud = new Cloud();
    const id = "ocid1.any.oc1.iad.there";
    cloud.adopt(id, type, { id, compartment_id: "c" });
    const [key] = Object.keys(block.attributes!).filter((name) => block.attributes![name].required);
    expect(read(type, { [key]: id }, cloud)).toMatchObject({ [key]: id, compartment_id: "c" });
  });

  test("is answered for the tenancy, too, which no resource makes", () => {
    const cloud = new Cloud();
    cloud.adopt(ocidOf("tenancy"), TENANCY, { id: ocidOf("tenancy"), name: "acme" });
    expect(read("oci_identity_tenancy", { tenancy_id: ocidOf("tenancy") }, cloud).name).toBe("acme");
  });

  test.each([
    ["there is no such thing", PROJECT, ocidOf("devopsproject", "none")],
    ["the thing is of another kind", "oci_devops_build_pipeline", ids.a],
  ])("is answered 404 where %s", (_, type, id) => {
    const key = `${type.replace("oci_devops_", "")}_id`;
    const { status, path, message } = errorOf(() => read(type, { [key]: id }));
    expect([status, path]).toEqual([404, [key]]);
    expect(message).toBe(
      `${key} is ${id}, and there is no such ${type}; ` +
        "to take it as there, name it in withOfflineOci's option `existing`",
    );
  });
});

describe("a data source about many", () => {
  const found = (given: ValueMap) => {
    const { project_collection: collection } = read("oci_devops_projects", given);
    return (collection as any)[0].items.map(({ id }: ValueMap) => id);
  };
  const compartment_id = ocidOf("compartment", "x");

  test("answers all that fit, in a collection where its schema has one", () => {
    expect(found({ compartment_id })).toEqual([ids.a, ids.b]);
    expect(found({ compartment_id: ocidOf("compartment", "none") })).toEqual([]);
    const [collection] = read("oci_devops_projects", { compartment_id }).project_collection as any[];
    expect(collection.items[0]).toMatchObject({
      name: "one",
      notification_config: [{ topic_id: "topic of one" }],
    });
    expect(collection.items[0]).not.toHaveProperty("timeouts");
  });

  test("answers a plain list where its schema has one", () => {
    const cloud = new Cloud();
    const fn = { application_id: application, display_name: "hello", memory_in_mbs: "128" };
    cloud.adopt(ocidOf("fnfunc"), FUNCTION, configOf(FUNCTION, fn));
    cloud.adopt(ocidOf("fnfunc", "other"), FUNCTION, configOf(FUNCTION, { ...fn, application_id: "other" }));
    const { functions } = read("oci_functions_functions", { application_id: application }, cloud);
    expect(functions).toEqual([expect.objectContaining({ display_name: "hello", memory_in_mbs: "128" })]);
  });

  test("understands plurals of words in y", () => {
    const cloud = new Cloud();
    cloud.adopt(
      "r",
      "oci_devops_repository",
      configOf("oci_devops_repository", { name: "code", project_id: "p" }),
    );
    const { repository_collection: collection } = read("oci_devops_repositories", { project_id: "p" }, cloud);
    expect(collection).toEqual([{ items: [expect.objectContaining({ name: "code" })] }]);
  });

  test("answers only what has the values that it is given", () => {
    expect(found({ compartment_id, name: "two" })).toEqual([ids.b]);
    expect(found({ compartment_id, state: "ACTIVE" })).toEqual([ids.a]);
    expect(found({ compartment_id, name: "one", state: "DELETING" })).toEqual([]);
  });

  test("answers only what passes all of its filters", () => {
    const filter = (name: string, ...values: string[]) => ({ name, values });
    expect(found({ compartment_id, filter: [filter("name", "two")] })).toEqual([ids.b]);
    expect(found({ compartment_id, filter: [filter("freeform_tags.team", "one", "two")] })).toEqual([
      ids.a,
      ids.b,
    ]);
    expect(found({ compartment_id, filter: [filter("name", "one"), filter("state", "DELETING")] })).toEqual(
      [],
    );
    expect(found({ compartment_id, filter: [{ ...filter("name", "^o"), regex: true }] })).toEqual([ids.a]);
  });

  test("repeats what it was asked", () => {
    const filter = [{ name: "name", values: ["two"], regex: null }];
    expect(read("oci_devops_projects", { compartment_id, name: "two", filter })).toMatchObject({
      compartment_id,
      name: "two",
      filter,
    });
  });
});

describe("a data source about what no resource makes", () => {
  const NAMESPACE = "oci_objectstorage_namespace";
  const DOMAINS = "oci_identity_availability_domains";

  test("answers what it is told to, cut to its schema, and keeps what it was asked", () => {
    const answers = { [NAMESPACE]: { namespace: "acme", compartment_id: "other", colour: "red" } };
    expect(read(NAMESPACE, { compartment_id: "c" }, new Cloud(), answers)).toEqual({
      id: null,
      compartment_id: "c",
      namespace: "acme",
    });
  });

  test("answers lists of objects, with null for what is left out", () => {
    const answers = { [DOMAINS]: { availability_domains: [{ name: "AD-1", colour: "red" }] } };
    const { availability_domains: domains } = read(DOMAINS, { compartment_id: "c" }, new Cloud(), answers);
    expect(domains).toEqual([{ name: "AD-1", id: null, compartment_id: null }]);
  });

  test("may be about anything, and then what there is does not count", () => {
    const answers = { [PROJECT]: { name: "told" } };
    expect(read(PROJECT, { project_id: "none" }, new Cloud(), answers).name).toBe("told");
  });

  test("is answered 404 without, and the answer says how to tell it", () => {
    const { status, message } = errorOf(() => read(NAMESPACE, {}));
    expect(status).toBe(404);
    expect(message).toBe(
      `nothing is known here that ${NAMESPACE} could answer; ` +
        "give its attributes in withOfflineOci's option `dataSources`",
    );
  });
});
