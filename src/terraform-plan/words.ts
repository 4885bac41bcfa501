import { isObject, JsonObject } from "./plan-json";
import { ResourceChange } from "./resource-changes";

/** OCI's own words for the things behind Terraform's types. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ["oci_artifacts_container_configuration", "container registry configuration"],
  ["oci_artifacts_container_repository", "container repository"],
  ["oci_artifacts_generic_artifact", "generic artifact"],
  ["oci_artifacts_repository", "artifact repository"],
  ["oci_core_internet_gateway", "internet gateway"],
  ["oci_core_nat_gateway", "NAT gateway"],
  ["oci_core_network_security_group", "network security group"],
  ["oci_core_route_table", "route table"],
  ["oci_core_security_list", "security list"],
  ["oci_core_service_gateway", "service gateway"],
  ["oci_core_subnet", "subnet"],
  ["oci_core_vcn", "virtual cloud network"],
  ["oci_devops_build_pipeline", "build pipeline"],
  ["oci_devops_build_pipeline_stage", "build pipeline stage"],
  ["oci_devops_build_run", "build run"],
  ["oci_devops_connection", "external connection"],
  ["oci_devops_deploy_artifact", "artifact"],
  ["oci_devops_deploy_environment", "environment"],
  ["oci_devops_deploy_pipeline", "deployment pipeline"],
  ["oci_devops_deploy_stage", "deployment stage"],
  ["oci_devops_deployment", "deployment"],
  ["oci_devops_project", "DevOps project"],
  ["oci_devops_project_repository_setting", "repository settings of a project"],
  ["oci_devops_repository", "code repository"],
  ["oci_devops_repository_mirror", "mirroring of a code repository"],
  ["oci_devops_repository_protected_branch_management", "branch protection"],
  ["oci_devops_repository_ref", "branch or tag"],
  ["oci_devops_repository_setting", "code repository settings"],
  ["oci_devops_trigger", "trigger"],
  ["oci_functions_application", "application"],
  ["oci_functions_function", "function"],
  ["oci_identity_compartment", "compartment"],
  ["oci_identity_dynamic_group", "dynamic group"],
  ["oci_identity_group", "group"],
  ["oci_identity_policy", "policy"],
  ["oci_kms_key", "master encryption key"],
  ["oci_kms_vault", "vault"],
  ["oci_logging_log", "log"],
  ["oci_logging_log_group", "log group"],
  ["oci_objectstorage_bucket", "bucket"],
  ["oci_ons_notification_topic", "notification topic"],
  ["oci_ons_subscription", "subscription"],
  ["oci_vault_secret", "secret"],
]);

/** Words for the stages of pipelines, by the attribute that tells their kind. */
const STAGE_WORDS: ReadonlyMap<string, readonly [attribute: string, words: ReadonlyMap<unknown, string>]> =
  new Map([
    [
      "oci_devops_build_pipeline_stage",
      [
        "build_pipeline_stage_type",
        new Map([
          ["BUILD", "managed build stage"],
          ["DELIVER_ARTIFACT", "deliver artifact stage"],
          ["TRIGGER_DEPLOYMENT_PIPELINE", "trigger deployment stage"],
          ["WAIT", "wait stage"],
        ]),
      ],
    ],
    [
      "oci_devops_deploy_stage",
      [
        "deploy_stage_type",
        new Map([
          ["DEPLOY_FUNCTION", "function deployment stage"],
          ["INVOKE_FUNCTION", "invoke function stage"],
          ["MANUAL_APPROVAL", "approval stage"],
          ["SHELL", "shell stage"],
          ["WAIT", "wait stage"],
        ]),
      ],
    ],
  ]);

/** Why a change is as it is, by Terraform's code; what the view says anyway is left out. */
const REASONS: ReadonlyMap<string, string> = new Map([
  ["replace_because_tainted", "marked as tainted"],
  ["replace_by_request", "asked for with -replace"],
  ["replace_by_triggers", "replace_triggered_by"],
  ["delete_because_no_module", "its module is gone from the configuration"],
  ["delete_because_wrong_repetition", "count or for_each is new or gone"],
  ["delete_because_count_index", "count is lower now"],
  ["delete_because_each_key", "its key is gone from for_each"],
  ["delete_because_no_move_target", "it has moved to where nothing is configured"],
]);

/** Attributes that hold the name under which people know a thing, the first that is there counts. */
const NAMES = ["display_name", "name", "secret_name", "branch_name", "ref_name"];

/** What a thing is in the words of OCI; the Terraform type where they are not known. */
export function wordsOf(change: ResourceChange): string {
  const [attribute, stages] = STAGE_WORDS.get(change.type) ?? [];
  const kind =
    attribute && (visible(change, change.after, attribute) ?? visible(change, change.before, attribute));
  return stages?.get(kind) ?? WORDS.get(change.type) ?? change.type;
}

/** The name that a thing will have, or has had; undefined when it is sensitive or not known yet. */
export function nameOf(change: ResourceChange): string | undefined {
  return nameIn(change, change.after) ?? nameIn(change, change.before);
}

/** The name that a thing has before the change; undefined when there is none or it stays. */
export function formerNameOf(change: ResourceChange): string | undefined {
  const former = nameIn(change, change.before);
  return former === nameOf(change) ? undefined : former;
}

function nameIn(change: ResourceChange, values: unknown): string | undefined {
  return NAMES.map((attribute) => visible(change, values, attribute)).find(
    (name) => typeof name === "string" && name !== "",
  ) as string | undefined;
}

/** Why Terraform makes a change, where it is worth a word. */
export function reasonOf({ reason }: ResourceChange): string | undefined {
  return reason === undefined ? undefined : REASONS.get(reason);
}

/** An attribute's value, unless it is sensitive before or after the change. */
function visible(change: ResourceChange, values: unknown, attribute: string): unknown {
  const { beforeSensitive, afterSensitive } = change;
  const isSensitive = [beforeSensitive, afterSensitive].some(
    (marks) => marks === true || objectOf(marks)[attribute] === true,
  );
  return isSensitive ? undefined : (objectOf(values)[attribute] ?? undefined);
}

function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}
