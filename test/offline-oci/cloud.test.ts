import { configOf, ocidOf } from "./samples";
import { formatPath } from "../../src/offline-oci/attribute-path";
import { Cloud, CloudResource, Journal, typeOfExisting } from "../../src/offline-oci/cloud";
import { CloudError } from "../../src/offline-oci/cloud-error";
import { TENANCY } from "../../src/offline-oci/references";
import { ValueMap } from "../../src/offline-oci/value";

const PROJECT = "oci_devops_project";
const TOPIC = "oci_ons_notification_topic";
const PIPELINE = "oci_devops_build_pipeline";
const ENVIRONMENT = "oci_devops_deploy_environment";

const tenancy = ocidOf("tenancy");
const compartment = ocidOf("compartment");
const otherCompartment = ocidOf("compartment", "other");
const topic = ocidOf("onstopic");

/** A cloud with a tenancy, two compartments and a topic. */
function cloudWithTopic(journal?: Journal): Cloud {
  const cloud = new Cloud(journal);
  cloud.adopt(tenancy, TENANCY, {});
  cloud.adopt(compartment, "oci_identity_compartment", { compartment_id: tenancy });
  cloud.adopt(otherCompartment, "oci_identity_compartment", { compartment_id: tenancy });
  cloud.adopt(topic, TOPIC, { compartment_id: compartment, name: "there" });
  return cloud;
}

const project = (name: string, topicId = topic) =>
  configOf(PROJECT, { compartment_id: compartment, name, notification_config: [{ topic_id: topicId }] });
const pipeline = (projectId: string) => configOf(PIPELINE, { project_id: projectId });

/** Attributes in which what is not given is what OCI knows. */
const completed =
  (attributes: ValueMap) =>
  (known: ValueMap): ValueMap => {
    const given = Object.entries(attributes).filter(([name, value]) => value !== null || !(name in known));
    return { ...known, ...(Object.fromEntries(given) as ValueMap) };
  };

function create(cloud: Cloud, type: string, attributes: ValueMap): CloudResource {
  return cloud.create(type, attributes, completed(attributes));
}

function update(cloud: Cloud, id: string, attributes: ValueMap): CloudResource {
  return cloud.update(id, attributes, completed(attributes));
}

/** The error that some work ends in. */
function errorOf(work: () => unknown): CloudError {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(CloudError);
    return error as CloudError;
  }
  throw new Error("no error");
}

describe("a creation", () => {
  test("gives the resource an OCID of its kind, and keeps it", () => {
    const cloud = cloudWithTopic();
    const made = create(cloud, PROJECT, project("a"));
    expect(made.id).toMatch(/^ocid1\.devopsproject\.oc1\.local\.\w+$/);
    expect(made).toEqual({ id: made.id, type: PROJECT, attributes: { ...project("a"), id: made.id } });
    expect(cloud.get(made.id)).toBe(made);
    expect(cloud.ofType(PROJECT)).toEqual([made]);
    expect(cloud.all()).toContain(made);
  });

  test.each([
    [TOPIC, "topic_id"],
    ["oci_objectstorage_bucket", "bucket_id"],
  ])("tells a %s its OCID in its %s, too", (type, name) => {
    const given = configOf(type, { compartment_id: compartment, name: "new" });
    const { id, attributes } = create(cloudWithTopic(), type, given);
    expect(attributes[name]).toBe(id);
  });

  test("is answered 404 where it refers to what is not there, and the answer says how it could be", () => {
    const cloud = cloudWithTopic();
    const missing = ocidOf("onstopic", "none");
    const { status, code, message, path } = errorOf(() => create(cloud, PROJECT, project("a", missing)));
    expect([status, code]).toEqual([404, "NotAuthorizedOrNotFound"]);
    expect(formatPath(path)).toBe("notification_config[0].topic_id");
    expect(message).toBe(
      "notification_config[0].topic_id must be the OCID of a ons_notification_topic (r/devops_project): " +
        `${missing} does not exist; to take it as there, name it in withOfflineOci's option \`existing\``,
    );
    expect(cloud.ofType(PROJECT)).toEqual([]);
  });

  test("is answered 404 where it refers to a thing of another kind", () => {
    const cloud = cloudWithTopic();
    const { status, message, path } = errorOf(() => create(cloud, PIPELINE, pipeline(topic)));
    expect(status).toBe(404);
    expect(path).toEqual(["project_id"]);
    expect(message).toBe(
      `project_id must be the OCID of a devops_project (r/devops_build_pipeline): ${topic} is a ${TOPIC}`,
    );
  });

  test("may be in the tenancy itself as in a compartment", () => {
    const cloud = cloudWithTopic();
    const atTop = configOf(TOPIC, { compartment_id: tenancy, name: "top" });
    expect(create(cloud, TOPIC, atTop).attributes.compartment_id).toBe(tenancy);
  });

  test("is answered 409 where the name is taken, also by what was there before", () => {
    const cloud = cloudWithTopic();
    const { id } = create(cloud, PROJECT, project("a"));
    const { status, code, message, path } = errorOf(() => create(cloud, PROJECT, project("a")));
    expect([status, code, path]).toEqual([409, "Conflict", ["name"]]);
    expect(message).toBe(`name "a" is taken by ${id}`);
    const there = configOf(TOPIC, { compartment_id: otherCompartment, name: "there" });
    expect(errorOf(() => create(cloud, TOPIC, there)).message).toBe(`name "there" is taken by ${topic}`);
  });
});

describe("what a resource inherits", () => {
  const inProject = (cloud: Cloud) => create(cloud, PROJECT, project("a")).id;

  test("is its project's compartment, and its pipeline's project", () => {
    const cloud = cloudWithTopic();
    const projectId = inProject(cloud);
    const made = create(cloud, PIPELINE, pipeline(projectId));
    expect(made.attributes.compartment_id).toBe(compartment);
    const stage = { build_pipeline_id: made.id };
    expect(cloud.inherited("oci_devops_build_pipeline_stage", stage)).toEqual({
      project_id: projectId,
      compartment_id: compartment,
    });
  });

  test("is that of what it must belong to, not of what it only uses", () => {
    const cloud = cloudWithTopic();
    const fn = ocidOf("fnfunc");
    cloud.adopt(fn, "oci_functions_function", { compartment_id: otherCompartment });
    const environment = { function_id: fn, project_id: inProject(cloud) };
    expect(cloud.inherited(ENVIRONMENT, configOf(ENVIRONMENT, environment))).toEqual({
      compartment_id: compartment,
    });
  });

  test("is nothing where its owner has none of it, or is not there", () => {
    const cloud = cloudWithTopic();
    cloud.adopt(ocidOf("devopsproject"), PROJECT, {});
    expect(cloud.inherited(PIPELINE, pipeline(ocidOf("devopsproject")))).toEqual({});
    expect(cloud.inherited(PIPELINE, pipeline(ocidOf("devopsproject", "none")))).toEqual({});
  });
});

describe("an update", () => {
  test("changes the resource and leaves its OCID", () => {
    const cloud = cloudWithTopic();
    const { id } = create(cloud, PROJECT, project("a"));
    update(cloud, id, { ...project("a"), description: "new" });
    expect(cloud.get(id)).toMatchObject({
      id,
      type: PROJECT,
      attributes: { id, name: "a", description: "new" },
    });
    expect(cloud.ofType(PROJECT)).toHaveLength(1);
  });

  test("is answered 404 where there is nothing, or it refers to nothing", () => {
    const cloud = cloudWithTopic();
    const none = ocidOf("devopsproject", "none");
    const { status, message } = errorOf(() => update(cloud, none, project("a")));
    expect([status, message]).toEqual([404, `${none} does not exist`]);
    const { id } = create(cloud, PROJECT, project("a"));
    const { path } = errorOf(() => update(cloud, id, project("a", ocidOf("onstopic", "none"))));
    expect(formatPath(path)).toBe("notification_config[0].topic_id");
    expect(cloud.get(id)!.attributes.notification_config).toEqual([{ topic_id: topic }]);
  });

  test("may keep the name and take a free one, which frees the old one, but none that is taken", () => {
    const cloud = cloudWithTopic();
    const { id } = create(cloud, PROJECT, project("a"));
    create(cloud, PROJECT, project("b"));
    expect(errorOf(() => update(cloud, id, project("b"))).status).toBe(409);
    update(cloud, id, project("a"));
    update(cloud, id, project("c"));
    expect(create(cloud, PROJECT, project("a")).attributes.name).toBe("a");
  });
});

describe("a change from elsewhere", () => {
  test("is of the attributes it names", () => {
    const cloud = cloudWithTopic();
    cloud.change(topic, { description: "changed" });
    expect(cloud.get(topic)).toEqual({
      id: topic,
      type: TOPIC,
      attributes: { compartment_id: compartment, name: "there", description: "changed" },
    });
  });

  test("is answered 404 where there is nothing", () => {
    expect(errorOf(() => new Cloud().change(topic, {})).message).toBe(`${topic} does not exist`);
  });
});

describe("a deletion", () => {
  test("leaves nothing, and frees the name", () => {
    const cloud = cloudWithTopic();
    const { id } = create(cloud, PROJECT, project("a"));
    cloud.delete(id);
    expect(cloud.get(id)).toBeUndefined();
    expect(cloud.ofType(PROJECT)).toEqual([]);
    expect(errorOf(() => cloud.delete(id)).status).toBe(404);
    expect(create(cloud, PROJECT, project("a")).id).not.toBe(id);
  });

  test("is answered 409 while something refers to it, and the answer says what does", () => {
    const cloud = cloudWithTopic();
    const { id } = create(cloud, PROJECT, project("a"));
    const user = create(cloud, PIPELINE, pipeline(id)).id;
    const { status, code, message } = errorOf(() => cloud.delete(id));
    expect([status, code]).toEqual([409, "Conflict"]);
    expect(message).toBe(
      `${PROJECT} ${id} cannot be deleted: 1 thing(s) still refer to it, ${PIPELINE} ${user}`,
    );
    cloud.delete(user);
    cloud.delete(id);
    expect(cloud.get(id)).toBeUndefined();
  });

  test("is no longer held up by what has come to refer to something else", () => {
    const cloud = cloudWithTopic();
    const other = create(cloud, TOPIC, configOf(TOPIC, { compartment_id: compartment, name: "other" })).id;
    const { id } = create(cloud, PROJECT, project("a"));
    expect(errorOf(() => cloud.delete(topic)).status).toBe(409);
    update(cloud, id, project("a", other));
    cloud.delete(topic);
    expect(errorOf(() => cloud.delete(other)).status).toBe(409);
  });

  test("is answered with the first five of many that refer to it", () => {
    const cloud = cloudWithTopic();
    const { id } = create(cloud, PROJECT, project("a"));
    const users = Array.from({ length: 7 }, () => create(cloud, PIPELINE, pipeline(id)).id);
    const { message } = errorOf(() => cloud.delete(id));
    expect(message).toContain("7 thing(s)");
    expect(users.map((user) => message.includes(user))).toEqual([true, true, true, true, true, false, false]);
  });
});

test("a cloud with a journal goes on where the one before it ended", () => {
  const lines: [string, CloudResource | undefined][] = [];
  const journal: Journal = { read: () => [...lines], append: (...line) => void lines.push(line) };
  const before = cloudWithTopic(journal);
  const kept = create(before, PROJECT, project("kept"));
  before.delete(create(before, PROJECT, project("gone")).id);
  before.change(topic, { description: "changed" });

  const after = new Cloud(journal);

  expect(
    after
      .all()
      .map(({ id }) => id)
      .sort(),
  ).toEqual(
    before
      .all()
      .map(({ id }) => id)
      .sort(),
  );
  expect(after.get(topic)!.attributes.description).toBe("changed");
  expect(errorOf(() => after.delete(topic)).message).toContain(kept.id);
  expect(errorOf(() => create(after, PROJECT, project("kept"))).status).toBe(409);
  expect(create(after, PROJECT, project("gone")).attributes.name).toBe("gone");
});

test("what was there before is of the type that its OCID tells", () => {
  const types = [PROJECT, "oci_functions_function"];
  expect(typeOfExisting(ocidOf("fnfunc"), types)).toBe("oci_functions_function");
  expect(typeOfExisting(tenancy, types)).toBe(TENANCY);
  expect(typeOfExisting(ocidOf("cluster"), types)).toBe("unknown cluster");
  expect(typeOfExisting("service", types)).toBe("unknown thing");
});
