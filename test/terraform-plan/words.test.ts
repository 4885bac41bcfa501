import * as fs from "node:fs";
import * as path from "node:path";
import { changeOf, FUNCTION, Json, REPOSITORY, resourceChange, STAGE } from "./plan-fixture";
import { formerNameOf, nameOf, reasonOf, wordsOf } from "../../src/terraform-plan/words";

const SCHEMA = path.join(__dirname, "..", "..", "schema", "oci-provider-schema.json");

function providerTypes(): string[] {
  const schema = JSON.parse(fs.readFileSync(SCHEMA, "utf8")) as {
    provider_schemas: Record<string, { resource_schemas: Json }>;
  };
  return Object.values(schema.provider_schemas).flatMap((provider) => Object.keys(provider.resource_schemas));
}

const created = (type: string, after: Json = {}) =>
  changeOf(resourceChange(`${type}.x`, "create", { after }));

describe("the words for a thing", () => {
  test.each([
    ["oci_devops_build_pipeline", "build pipeline"],
    ["oci_devops_repository", "code repository"],
    ["oci_artifacts_container_repository", "container repository"],
    ["oci_functions_function", "function"],
    ["oci_identity_dynamic_group", "dynamic group"],
    ["oci_identity_policy", "policy"],
  ])("of type %s are OCI's: %s", (type, words) => {
    expect(wordsOf(created(type))).toBe(words);
  });

  test("are there for every resource that this package has bindings of, no two the same", () => {
    const words = providerTypes().map((type) => [type, wordsOf(created(type))]);
    expect(words.filter(([type, word]) => type === word)).toEqual([]);
    expect(new Set(words.map(([, word]) => word)).size).toBe(words.length);
  });

  test.each([
    [STAGE, "build_pipeline_stage_type", "BUILD", "managed build stage"],
    [STAGE, "build_pipeline_stage_type", "DELIVER_ARTIFACT", "deliver artifact stage"],
    [STAGE, "build_pipeline_stage_type", "TRIGGER_DEPLOYMENT_PIPELINE", "trigger deployment stage"],
    [STAGE, "build_pipeline_stage_type", "WAIT", "wait stage"],
    [STAGE, "build_pipeline_stage_type", "NEW_KIND", "build pipeline stage"],
    [STAGE, "build_pipeline_stage_type", null, "build pipeline stage"],
    ["oci_devops_deploy_stage", "deploy_stage_type", "DEPLOY_FUNCTION", "function deployment stage"],
    ["oci_devops_deploy_stage", "deploy_stage_type", "OKE_DEPLOYMENT", "deployment stage"],
  ])("of a stage tell its kind: %s with %s %s is a %s", (type, attribute, kind, words) => {
    expect(wordsOf(created(type, { [attribute]: kind }))).toBe(words);
    const before = { [attribute]: kind };
    expect(wordsOf(changeOf(resourceChange(`${type}.x`, "delete", { before })))).toBe(words);
  });

  test.each(["oci_core_instance", "aws_instance", "constructor", "__proto__"])(
    "are the Terraform type itself where they are not known: %s",
    (type) => expect(wordsOf(created(type))).toBe(type),
  );
});

describe("the name of a thing", () => {
  test.each([
    [FUNCTION, { display_name: "retriever", name: "other" }, "retriever"],
    [REPOSITORY, { name: "functions" }, "functions"],
    ["oci_vault_secret", { secret_name: "token" }, "token"],
    ["oci_devops_repository_protected_branch_management", { branch_name: "main" }, "main"],
    [FUNCTION, { display_name: "", name: "x" }, "x"],
    [FUNCTION, { display_name: 5 }, undefined],
    [FUNCTION, {}, undefined],
  ])("of type %s with %j is %j", (type, after, name) => {
    expect(nameOf(created(type, after))).toBe(name);
  });

  test("is the one it had where nothing is left of it", () => {
    const change = changeOf(resourceChange(`${FUNCTION}.x`, "delete", { before: { display_name: "old" } }));
    expect([nameOf(change), formerNameOf(change)]).toEqual(["old", undefined]);
  });

  test("is the new one, and the former one can be had", () => {
    const values = { before: { display_name: "old" }, after: { display_name: "new" } };
    const change = changeOf(resourceChange(`${FUNCTION}.x`, "update", values));
    expect([nameOf(change), formerNameOf(change)]).toEqual(["new", "old"]);
  });

  test.each([
    [{ after_sensitive: { display_name: true } }],
    [{ before_sensitive: { display_name: true } }],
    [{ after_sensitive: true }],
  ])("is not told with %j", (marks) => {
    const values = { before: { display_name: "hunter22" }, after: { display_name: "hunter23" } };
    const change = changeOf(resourceChange(`${FUNCTION}.x`, "update", { ...values, ...marks }));
    expect([nameOf(change), formerNameOf(change)]).toEqual([undefined, undefined]);
  });
});

describe("the reason for a change", () => {
  test.each([
    ["replace_because_tainted", "marked as tainted"],
    ["replace_by_request", "asked for with -replace"],
    ["replace_because_cannot_update", undefined],
    ["constructor", undefined],
    [undefined, undefined],
  ])("%s is in words: %s", (action_reason, words) => {
    expect(reasonOf(changeOf(resourceChange(`${FUNCTION}.x`, "update", {}, { action_reason })))).toBe(words);
  });
});
