import { blockOf, configOf, minimalOf, ocidOf, RESOURCE_TYPES } from "./samples";
import { ocidType } from "../../src/ocid/ocid-type";
import { formatPath } from "../../src/offline-oci/attribute-path";
import { conformed } from "../../src/offline-oci/block-value";
import { Cloud } from "../../src/offline-oci/cloud";
import { Answer, Provider } from "../../src/offline-oci/provider";
import { providerSchema } from "../../src/offline-oci/provider-schema";
import { referencesIn, TENANCY } from "../../src/offline-oci/references";
import { hasUnknown, ValueMap } from "../../src/offline-oci/value";

const PIPELINE = "oci_devops_build_pipeline";
const STAGE = "oci_devops_build_pipeline_stage";
const ARTIFACT = "oci_devops_deploy_artifact";
const compartment = ocidOf("compartment");
const projects = [ocidOf("devopsproject", "a"), ocidOf("devopsproject", "b")];

/** A provider, and a cloud with one thing of each type and two projects. */
function started({ isRetryDisabled = false } = {}) {
  const cloud = new Cloud();
  cloud.adopt(compartment, TENANCY, {});
  for (const type of RESOURCE_TYPES) {
    const id = ocidOf(ocidType(type));
    cloud.adopt(id, type, { id, compartment_id: compartment });
  }
  for (const id of projects) {
    cloud.adopt(id, "oci_devops_project", { id, name: id, compartment_id: compartment });
  }
  return { cloud, provider: new Provider(cloud, { dataSources: {}, isRetryDisabled }) };
}

/** What Terraform does to have a resource be as its configuration says. */
function apply(provider: Provider, type: string, prior: ValueMap | null, given: ValueMap) {
  const change = provider.plan(type, prior, conformed(blockOf(type), { ...prior, ...given }))!;
  return provider.apply(type, prior, change.planned);
}

async function made(provider: Provider, type: string, given: ValueMap): Promise<ValueMap> {
  const { result, findings } = await apply(provider, type, null, given);
  expect(findings).toEqual([]);
  return result!;
}

const artifact = (project_id: string, display_name: string) => ({ project_id, display_name });
const summaries = ({ findings }: Answer<unknown>) => findings.map(({ summary }) => summary);
const requests = ({ requests: all }: Provider) =>
  all.map(({ operation, status }) => `${operation} ${status}`);

/** The least that a type needs, with references to what is there. */
function leastOf(type: string): ValueMap {
  const least = structuredClone(minimalOf(blockOf(type), "sample")) as Record<string, any>;
  for (const { path, to } of referencesIn(type, least)) {
    const holder = path.slice(0, -1).reduce((within, step) => within[step], least);
    holder[path.at(-1)!] = ocidOf(ocidType(to[0]));
  }
  return least;
}

describe("the life of a resource", () => {
  test.each(RESOURCE_TYPES)("has each step of Terraform's: %s", async (type) => {
    const { provider, cloud } = started();
    const before = cloud.all().length;

    const state = await made(provider, type, leastOf(type));
    expect(hasUnknown(state)).toBe(false);
    expect(state).toMatchObject({ ...leastOf(type), id: expect.stringContaining(`.${ocidType(type)}.`) });
    expect(provider.read(type, state)).toEqual(state);
    expect(provider.plan(type, state, state)).toEqual({ planned: state, requiresReplace: [] });
    expect(provider.import(type, state.id as string)).toEqual({ result: state, findings: [] });

    const tags: ValueMap = "freeform_tags" in blockOf(type).attributes! ? { freeform_tags: { a: "b" } } : {};
    const { result: changed, findings } = await apply(provider, type, state, tags);
    expect(findings).toEqual([]);
    expect(changed).toEqual({ ...state, ...tags });
    expect(provider.read(type, state)).toEqual(changed);

    expect(await provider.apply(type, changed!, null)).toEqual({ result: null, findings: [] });
    expect(provider.read(type, state)).toBeNull();
    expect(cloud.all()).toHaveLength(before);
    expect(requests(provider)).toEqual(["create 200", "update 200", "delete 200"]);
  });
});

describe("a configuration", () => {
  test("is checked by the rules of the provider and of the service, and by the kinds of OCIDs in it", () => {
    const { provider } = started();
    const given = { project_id: ocidOf("fnfunc"), display_name: "n".repeat(256) };
    const found = provider.validate(PIPELINE, configOf(PIPELINE, given));
    expect(found.map(({ severity, path }) => `${severity} ${formatPath(path)}`)).toEqual([
      "error display_name",
      "error project_id",
    ]);
  });

  test("has no plan for a deletion, which Terraform plans by itself", () => {
    expect(started().provider.plan(PIPELINE, configOf(PIPELINE, {}), null)).toBeNull();
  });
});

describe("an apply", () => {
  test("that the service refuses makes nothing, and says so as the provider does", async () => {
    const { provider, cloud } = started();
    const none = ocidOf("devopsproject", "none");
    const answer = await apply(provider, PIPELINE, null, { project_id: none });
    expect(answer).toEqual({
      result: undefined,
      findings: [
        {
          severity: "error",
          path: ["project_id"],
          summary: expect.stringMatching(/^404-NotAuthorizedOrNotFound, project_id must be the OCID of/),
          detail: "",
        },
      ],
    });
    expect(cloud.ofType(PIPELINE)).toHaveLength(1);
    expect(provider.requests).toEqual([{ operation: "create", type: PIPELINE, id: undefined, status: 404 }]);
  });

  test("that the service refuses leaves what was there", async () => {
    const { provider } = started();
    const state = await made(provider, PIPELINE, { project_id: projects[0] });
    const refused = await apply(provider, PIPELINE, state, { project_id: ocidOf("devopsproject", "none") });
    expect(refused.result).toEqual(state);
    expect(summaries(refused)).toEqual([expect.stringMatching(/^404-/)]);

    await made(provider, STAGE, { build_pipeline_id: state.id });
    const held = await provider.apply(PIPELINE, state, null);
    expect(held.result).toEqual(state);
    expect(summaries(held)).toEqual([expect.stringMatching(/^409-Conflict, .* cannot be deleted: 1 thing/)]);
    expect(provider.read(PIPELINE, state)).toEqual(state);
  });

  test("deletes what is gone already, without a request", async () => {
    const { provider, cloud } = started();
    const state = await made(provider, PIPELINE, { project_id: projects[0] });
    cloud.delete(state.id as string);
    expect(await provider.apply(PIPELINE, state, null)).toEqual({ result: null, findings: [] });
    expect(requests(provider)).toEqual(["create 200"]);
  });

  test("makes what a resource belongs to part of it", async () => {
    const { provider } = started();
    const pipeline = await made(provider, PIPELINE, { project_id: projects[0] });
    expect(pipeline.compartment_id).toBe(compartment);
    const stage = await made(provider, STAGE, { build_pipeline_id: pipeline.id });
    expect(stage).toMatchObject({ project_id: projects[0], compartment_id: compartment });
  });

  test("does not hide what is no answer of the service", async () => {
    const { provider } = started();
    await expect(provider.apply("oci_nothing", null, {})).rejects.toThrow(TypeError);
  });
});

describe("a refresh", () => {
  test("tells what was changed past Terraform, and keeps what OCI does not know", async () => {
    const { provider, cloud } = started();
    const state = await made(provider, PIPELINE, { project_id: projects[0] });
    cloud.change(state.id as string, { description: "changed" });
    const timeouts = { create: "1h", update: null, delete: null };
    cloud.change(ocidOf("devopsbuildpipeline"), { description: "other" });
    expect(provider.read(PIPELINE, state)).toEqual({ ...state, description: "changed" });
    const known = configOf(PIPELINE, { id: ocidOf("devopsbuildpipeline"), timeouts });
    expect(provider.read(PIPELINE, known)).toMatchObject({ description: "other", timeouts });
  });
});

describe("an import", () => {
  test("is of all that there is, as the schema has it", () => {
    const id = ocidOf("devopsbuildpipeline");
    const { result, findings } = started().provider.import(PIPELINE, id);
    expect(findings).toEqual([]);
    expect(result).toEqual(configOf(PIPELINE, { id, compartment_id: compartment }));
  });

  test.each([
    ["there is nothing", ocidOf("devopsbuildpipeline", "none"), "does not exist"],
    ["there is something else", ocidOf("fnfunc"), "is a oci_functions_function"],
  ])("is refused where %s", (_, id, problem) => {
    const answer = started().provider.import(PIPELINE, id);
    expect(answer.result).toBeUndefined();
    expect(summaries(answer)).toEqual([
      `404-NotAuthorizedOrNotFound, ${id} ${problem}; ${PIPELINE} cannot be imported from it`,
    ]);
  });
});

test("a data source is answered from what there is, or with what is wrong", () => {
  const { provider } = started();
  const read = (project_id: string) =>
    provider.readData(
      "oci_devops_project",
      conformed(providerSchema().data_source_schemas.oci_devops_project.block, { project_id }),
    );
  expect(read(projects[0])).toMatchObject({
    result: { id: projects[0], compartment_id: compartment },
    findings: [],
  });
  expect(summaries(read("none"))).toEqual([
    expect.stringMatching(/^404-NotAuthorizedOrNotFound, project_id is none/),
  ]);
});

describe("writes at the same time", () => {
  test("to one project are answered one 409, and both succeed when the provider tries again", async () => {
    const { provider, cloud } = started();
    const answers = await Promise.all(
      ["a", "b"].map((name) => apply(provider, ARTIFACT, null, artifact(projects[0], name))),
    );
    expect(answers.map(summaries)).toEqual([[], []]);
    expect(answers.map(({ result }) => cloud.get(result!.id as string)!.attributes.display_name)).toEqual([
      "a",
      "b",
    ]);
    expect(requests(provider)).toEqual(["create 409", "create 200", "create 200"]);
  });

  test("to one project fail but for the first, when it does not try again, and later ones succeed", async () => {
    const { provider } = started({ isRetryDisabled: true });
    const [first, second] = await Promise.all(
      ["a", "b"].map((name) => apply(provider, ARTIFACT, null, artifact(projects[0], name))),
    );
    expect(summaries(first)).toEqual([]);
    expect(second.result).toBeUndefined();
    expect(summaries(second)).toEqual([
      `409-IncorrectState, ${projects[0]} is being changed by another request; do one after the other`,
    ]);
    expect(requests(provider)).toEqual(["create 409", "create 200"]);
    await made(provider, ARTIFACT, artifact(projects[0], "b"));
  });

  test("meet whatever they are: changes, deletions, and of what belongs to a pipeline of the project", async () => {
    const { provider } = started();
    const pipeline = await made(provider, PIPELINE, { project_id: projects[0] });
    const old = await made(provider, ARTIFACT, artifact(projects[0], "old"));
    const before = provider.requests.length;
    const answers = await Promise.all([
      apply(provider, PIPELINE, pipeline, { description: "new" }),
      provider.apply(ARTIFACT, old, null),
      apply(provider, STAGE, null, { build_pipeline_id: pipeline.id }),
    ]);
    expect(answers.map(summaries)).toEqual([[], [], []]);
    const statuses = provider.requests.slice(before).map(({ operation, status }) => `${status} ${operation}`);
    expect(statuses).toEqual(["409 delete", "409 create", "200 update", "200 delete", "200 create"]);
  });

  test("to different projects do not meet, nor do those of other services", async () => {
    const { provider } = started({ isRetryDisabled: true });
    const topic = (name: string) => ({ name, compartment_id: compartment });
    const answers = await Promise.all([
      ...projects.map((id) => apply(provider, ARTIFACT, null, artifact(id, "a"))),
      apply(provider, "oci_ons_notification_topic", null, topic("a")),
      apply(provider, "oci_ons_notification_topic", null, topic("b")),
    ]);
    expect(answers.flatMap(summaries)).toEqual([]);
    expect(provider.requests.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  });
});
