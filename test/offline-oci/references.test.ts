import { blockOf, configOf, leavesOf, ocidOf, placeOf, RESOURCE_TYPES, withValueAt } from "./samples";
import { ocidType } from "../../src/ocid/ocid-type";
import { formatPath } from "../../src/offline-oci/attribute-path";
import { checkReferenceTypes, referencesIn, TENANCY } from "../../src/offline-oci/references";
import { UNKNOWN, Value, ValueMap } from "../../src/offline-oci/value";

const PROJECT = "oci_devops_project";
const TRIGGER = "oci_devops_trigger";
const BUILD_STAGE = "oci_devops_build_pipeline_stage";
const DEPLOY_STAGE = "oci_devops_deploy_stage";
const ARTIFACT = "oci_devops_deploy_artifact";
const CONNECTION = "oci_devops_connection";
const DEPLOYMENT = "oci_devops_deployment";
const FUNCTION = "oci_functions_function";
const APPLICATION = "oci_functions_application";

/** Each kind of reference once: the attribute, and what it refers to. */
const REFERENCES: [type: string, attribute: string, to: string[]][] = [
  [
    BUILD_STAGE,
    "build_pipeline_stage_predecessor_collection.items.id",
    [BUILD_STAGE, "oci_devops_build_pipeline"],
  ],
  [
    DEPLOY_STAGE,
    "deploy_stage_predecessor_collection.items.id",
    [DEPLOY_STAGE, "oci_devops_deploy_pipeline"],
  ],
  [BUILD_STAGE, "deliver_artifact_collection.items.artifact_id", [ARTIFACT]],
  [ARTIFACT, "deploy_artifact_source.repository_id", ["oci_artifacts_repository"]],
  [ARTIFACT, "deploy_artifact_source.helm_verification_key_source.vault_secret_id", ["oci_vault_secret"]],
  [CONNECTION, "access_token", ["oci_vault_secret"]],
  [CONNECTION, "app_password", ["oci_vault_secret"]],
  [TRIGGER, "project_id", [PROJECT]],
  [BUILD_STAGE, "build_pipeline_id", ["oci_devops_build_pipeline"]],
  [TRIGGER, "actions.build_pipeline_id", ["oci_devops_build_pipeline"]],
  [BUILD_STAGE, "deploy_pipeline_id", ["oci_devops_deploy_pipeline"]],
  [DEPLOYMENT, "deploy_stage_id", [DEPLOY_STAGE]],
  [DEPLOYMENT, "previous_deployment_id", [DEPLOYMENT]],
  [DEPLOYMENT, "deploy_stage_override_arguments.items.deploy_stage_id", [DEPLOY_STAGE]],
  [DEPLOY_STAGE, "oke_canary_deploy_stage_id", [DEPLOY_STAGE]],
  [DEPLOY_STAGE, "docker_image_deploy_artifact_id", [ARTIFACT]],
  [DEPLOY_STAGE, "deploy_artifact_ids", [ARTIFACT]],
  [DEPLOY_STAGE, "kubernetes_manifest_deploy_artifact_ids", [ARTIFACT]],
  [DEPLOY_STAGE, "helm_command_artifact_ids", [ARTIFACT]],
  [DEPLOY_STAGE, "values_artifact_ids", [ARTIFACT]],
  [DEPLOY_STAGE, "function_deploy_environment_id", ["oci_devops_deploy_environment"]],
  [DEPLOY_STAGE, "deploy_environment_id_a", ["oci_devops_deploy_environment"]],
  [BUILD_STAGE, "build_source_collection.items.connection_id", [CONNECTION]],
  ["oci_devops_repository", "mirror_repository_config.connector_id", [CONNECTION]],
  [BUILD_STAGE, "build_source_collection.items.repository_id", ["oci_devops_repository"]],
  [TRIGGER, "repository_id", ["oci_devops_repository"]],
  ["oci_devops_repository", "parent_repository_id", ["oci_devops_repository"]],
  ["oci_devops_deploy_environment", "function_id", [FUNCTION]],
  [FUNCTION, "application_id", [APPLICATION]],
  [PROJECT, "notification_config.topic_id", ["oci_ons_notification_topic"]],
  [FUNCTION, "failure_destination.topic_id", ["oci_ons_notification_topic"]],
  ["oci_logging_log", "log_group_id", ["oci_logging_log_group"]],
  ["oci_logging_log", "configuration.source.resource", [PROJECT, APPLICATION, "oci_core_subnet"]],
  [APPLICATION, "subnet_ids", ["oci_core_subnet"]],
  [BUILD_STAGE, "private_access_config.subnet_id", ["oci_core_subnet"]],
  [BUILD_STAGE, "private_access_config.nsg_ids", ["oci_core_network_security_group"]],
  [APPLICATION, "network_security_group_ids", ["oci_core_network_security_group"]],
  ["oci_core_subnet", "vcn_id", ["oci_core_vcn"]],
  ["oci_core_subnet", "security_list_ids", ["oci_core_security_list"]],
  ["oci_core_subnet", "route_table_id", ["oci_core_route_table"]],
  ["oci_vault_secret", "vault_id", ["oci_kms_vault"]],
  ["oci_vault_secret", "key_id", ["oci_kms_key"]],
  [APPLICATION, "image_policy_config.key_details.kms_key_id", ["oci_kms_key"]],
  [PROJECT, "compartment_id", ["oci_identity_compartment", TENANCY]],
  ["oci_identity_compartment", "compartment_id", ["oci_identity_compartment", TENANCY]],
];

/** OCIDs of load balancers, clusters and the like, and identifiers that are no OCIDs. */
const WITHOUT_RULE = [
  "adb_id",
  "artifact_id",
  "byoipv6range_id",
  "ca_certificate_bundle_id",
  "channel_id",
  "client_app_id",
  "cluster_id",
  "commit_id",
  "compute_instance_ids",
  "curve_id",
  "dhcp_options_id",
  "domain_id",
  "external_key_id",
  "load_balancer_id",
  "network_entity_id",
  "object_id",
  "pbf_listing_id",
  "principal_id",
  "private_endpoint_id",
  "public_ip_id",
  "queue_id",
  "service_id",
  "stream_id",
  "target_key_id",
  "target_vault_id",
];

/** A resource in which one attribute, or the one element of it, has a text. */
function withText(type: string, attribute: string, text: Value): ValueMap {
  const value: Value = /_ids$/.test(attribute) ? [text] : text;
  return configOf(type, withValueAt(blockOf(type), configOf(type, {}), attribute.split("."), value));
}

function placeIn(type: string, attribute: string): string {
  return placeOf(blockOf(type), attribute.split(".")) + (/_ids$/.test(attribute) ? "[0]" : "");
}

const OCID = ocidOf("instance");

describe("a reference", () => {
  test.each(REFERENCES)("of %s, %s, is one to %j", (type, attribute, to) => {
    const references = referencesIn(type, withText(type, attribute, OCID));
    expect(references).toEqual([
      { path: expect.anything(), ocid: OCID, to, source: expect.stringMatching(/^r\//) },
    ]);
    expect(formatPath(references[0].path)).toBe(placeIn(type, attribute));
  });

  test("refers to a type that the provider has, or to the tenancy", () => {
    for (const type of RESOURCE_TYPES) {
      for (const names of leavesOf(blockOf(type))) {
        const [reference] = referencesIn(type, withText(type, names.join("."), OCID));
        for (const to of reference?.to ?? []) expect([...RESOURCE_TYPES, TENANCY]).toContain(to);
      }
    }
  });

  test("is any attribute that is called like one, but for those of what this package knows no types of", () => {
    const others = RESOURCE_TYPES.flatMap((type) =>
      leavesOf(blockOf(type))
        .filter((names) => /_ids?$|_id_[ab]$/.test(names.at(-1)!))
        .filter((names) => referencesIn(type, withText(type, names.join("."), OCID)).length === 0)
        .map((names) => names.at(-1)),
    );
    expect([...new Set(others)].sort()).toEqual(WITHOUT_RULE);
  });

  test("is not a name, nor a tag that is called like one", () => {
    const tagged = { name: "p", freeform_tags: { project_id: "p", compartment_id: "c" } };
    expect(referencesIn(PROJECT, configOf(PROJECT, tagged))).toEqual([]);
  });

  test("is not the name of a bucket whose log is kept", () => {
    const log = withText("oci_logging_log", "configuration.source.resource", "my-bucket");
    expect(referencesIn("oci_logging_log", log)).toEqual([]);
  });

  test("is not there where nothing is given, or it is not known yet", () => {
    for (const text of ["", null, UNKNOWN] as Value[]) {
      expect(referencesIn(TRIGGER, withText(TRIGGER, "project_id", text))).toEqual([]);
    }
  });

  test("is each of a list, each with its place", () => {
    const application = configOf(APPLICATION, { subnet_ids: ["a", UNKNOWN, "b"] });
    const found = referencesIn(APPLICATION, application).map(({ path, ocid }) => [formatPath(path), ocid]);
    expect(found).toEqual([
      ["subnet_ids[0]", "a"],
      ["subnet_ids[2]", "b"],
    ]);
  });

  test("is not known of a thing whose type the provider does not have", () => {
    expect(referencesIn("unknown cluster", { compartment_id: "c" })).toEqual([]);
  });
});

describe("the kind of an OCID", () => {
  test.each(REFERENCES)("must fit %s, %s", (type, attribute, to) => {
    const words = to.map(ocidType);
    for (const word of words) {
      expect(checkReferenceTypes(type, withText(type, attribute, ocidOf(word)))).toEqual([]);
    }
    const place = placeIn(type, attribute);
    expect(checkReferenceTypes(type, withText(type, attribute, ocidOf("instance")))).toEqual([
      {
        severity: "error",
        path: expect.anything(),
        summary: `${place} is an OCID of kind instance, not ${words.join(" or ")}`,
        detail: expect.stringMatching(/^Provider documentation, r\/\w+\.$/),
      },
    ]);
  });

  test("cannot be told of a text that is none", () => {
    expect(checkReferenceTypes(TRIGGER, withText(TRIGGER, "project_id", "my-project"))).toEqual([]);
  });

  test("is checked of all references at once", () => {
    const trigger = { project_id: ocidOf("fnfunc"), repository_id: ocidOf("devopsproject") };
    const found = checkReferenceTypes(TRIGGER, configOf(TRIGGER, trigger));
    expect(found.map(({ path }) => formatPath(path))).toEqual(["project_id", "repository_id"]);
  });
});
