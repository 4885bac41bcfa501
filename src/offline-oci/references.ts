import { AttributePath, formatPath, givenTexts } from "./attribute-path";
import { Finding } from "./check-config";
import { providerSchema } from "./provider-schema";
import { ValueMap } from "./value";
import { ocidType, typeOfOcid } from "../ocid/ocid-type";

/** The one thing that compartments can be in and that no resource makes. */
export const TENANCY = "oci_identity_tenancy";

/** An attribute that holds OCIDs of other things. */
interface ReferenceRule {
  /** Types whose attribute it is; a beginning is enough. */
  readonly of: string;
  /** Path of the attribute without indexes, or its end. */
  readonly attribute: RegExp;
  readonly to: readonly string[];
  /** Whether a text that is no OCID is the name of something instead. */
  readonly mayBeName?: boolean;
  /** The page of the provider's documentation that says so. */
  readonly source: string;
}

const DEVOPS_STAGE = "r/devops_build_pipeline_stage";
const DEPLOY_STAGE = "r/devops_deploy_stage";

/** The first rule that fits an attribute counts. */
const RULES: readonly ReferenceRule[] = [
  {
    of: "oci_devops_build_pipeline_stage",
    attribute: /^build_pipeline_stage_predecessor_collection\.items\.id$/,
    to: ["oci_devops_build_pipeline_stage", "oci_devops_build_pipeline"],
    source: DEVOPS_STAGE,
  },
  {
    of: "oci_devops_deploy_stage",
    attribute: /^deploy_stage_predecessor_collection\.items\.id$/,
    to: ["oci_devops_deploy_stage", "oci_devops_deploy_pipeline"],
    source: DEPLOY_STAGE,
  },
  {
    of: "oci_devops_build_pipeline_stage",
    attribute: /^deliver_artifact_collection\.items\.artifact_id$/,
    to: ["oci_devops_deploy_artifact"],
    source: DEVOPS_STAGE,
  },
  {
    of: "oci_devops_deploy_artifact",
    attribute: /^deploy_artifact_source\.repository_id$/,
    to: ["oci_artifacts_repository"],
    source: "r/devops_deploy_artifact",
  },
  {
    of: "oci_devops_deploy_artifact",
    attribute: /\.vault_secret_id$/,
    to: ["oci_vault_secret"],
    source: "r/devops_deploy_artifact",
  },
  {
    of: "oci_devops_connection",
    attribute: /^(access_token|app_password)$/,
    to: ["oci_vault_secret"],
    source: "r/devops_connection",
  },
  {
    of: "oci_devops_",
    attribute: /(^|\.)project_id$/,
    to: ["oci_devops_project"],
    source: "r/devops_build_pipeline",
  },
  {
    of: "oci_devops_",
    attribute: /(^|\.)build_pipeline_id$/,
    to: ["oci_devops_build_pipeline"],
    source: DEVOPS_STAGE,
  },
  {
    of: "oci_devops_",
    attribute: /(^|\.)deploy_pipeline_id$/,
    to: ["oci_devops_deploy_pipeline"],
    source: DEPLOY_STAGE,
  },
  {
    of: "oci_devops_deployment",
    attribute: /^previous_deployment_id$/,
    to: ["oci_devops_deployment"],
    source: "r/devops_deployment",
  },
  {
    of: "oci_devops_",
    attribute: /(^|\.)(\w+_)?deploy_stage_id$/,
    to: ["oci_devops_deploy_stage"],
    source: DEPLOY_STAGE,
  },
  {
    of: "oci_devops_",
    attribute: /(^|\.)((\w+_)?deploy_artifact_ids?|helm_command_artifact_ids|values_artifact_ids)$/,
    to: ["oci_devops_deploy_artifact"],
    source: DEPLOY_STAGE,
  },
  {
    of: "oci_devops_",
    attribute: /^(\w+_deploy_environment_id|deploy_environment_id_[ab])$/,
    to: ["oci_devops_deploy_environment"],
    source: DEPLOY_STAGE,
  },
  {
    of: "oci_devops_",
    attribute: /(^|\.)(connection_id|connector_id)$/,
    to: ["oci_devops_connection"],
    source: "r/devops_repository",
  },
  {
    of: "oci_devops_",
    attribute: /(^|\.)(parent_)?repository_id$/,
    to: ["oci_devops_repository"],
    source: "r/devops_trigger",
  },
  {
    of: "oci_",
    attribute: /(^|\.)function_id$/,
    to: ["oci_functions_function"],
    source: "r/devops_deploy_environment",
  },
  {
    of: "oci_functions_",
    attribute: /^application_id$/,
    to: ["oci_functions_application"],
    source: "r/functions_function",
  },
  {
    of: "oci_",
    attribute: /(^|\.)topic_id$/,
    to: ["oci_ons_notification_topic"],
    source: "r/devops_project",
  },
  { of: "oci_logging_", attribute: /^log_group_id$/, to: ["oci_logging_log_group"], source: "r/logging_log" },
  {
    of: "oci_logging_log",
    attribute: /^configuration\.source\.resource$/,
    to: ["oci_devops_project", "oci_functions_application", "oci_core_subnet"],
    mayBeName: true,
    source: "r/logging_log",
  },
  { of: "oci_", attribute: /(^|\.)subnet_ids?$/, to: ["oci_core_subnet"], source: "r/functions_application" },
  {
    of: "oci_",
    attribute: /(^|\.)(nsg_ids|network_security_group_ids)$/,
    to: ["oci_core_network_security_group"],
    source: "r/functions_application",
  },
  { of: "oci_core_", attribute: /^vcn_id$/, to: ["oci_core_vcn"], source: "r/core_subnet" },
  {
    of: "oci_core_",
    attribute: /^security_list_ids$/,
    to: ["oci_core_security_list"],
    source: "r/core_subnet",
  },
  { of: "oci_core_", attribute: /^route_table_id$/, to: ["oci_core_route_table"], source: "r/core_subnet" },
  { of: "oci_vault_", attribute: /^vault_id$/, to: ["oci_kms_vault"], source: "r/vault_secret" },
  { of: "oci_vault_", attribute: /^key_id$/, to: ["oci_kms_key"], source: "r/vault_secret" },
  { of: "oci_", attribute: /(^|\.)kms_key_id$/, to: ["oci_kms_key"], source: "r/functions_application" },
  {
    of: "oci_",
    attribute: /(^|\.)compartment_id$/,
    to: ["oci_identity_compartment", TENANCY],
    source: "r/identity_compartment",
  },
];

/** A text that stands for another thing. */
export interface Reference {
  readonly path: AttributePath;
  readonly ocid: string;
  /** Terraform types of what it may be. */
  readonly to: readonly string[];
  readonly source: string;
}

/** The references in a resource's attributes. */
export function referencesIn(type: string, attributes: ValueMap): Reference[] {
  const schema = providerSchema().resource_schemas[type];
  // Of what Terraform did not make the schema need not be known.
  return (schema === undefined ? [] : givenTexts(schema.block, attributes)).flatMap(({ path, text }) => {
    const name = path.filter((step) => typeof step === "string").join(".");
    const rule = RULES.find(({ of, attribute }) => type.startsWith(of) && attribute.test(name));
    const isReference = text !== "" && !(rule?.mayBeName && typeOfOcid(text) === undefined);
    return rule && isReference ? [{ path, ocid: text, to: rule.to, source: rule.source }] : [];
  });
}

/** OCIDs that tell by themselves that they are of the wrong kind. */
export function checkReferenceTypes(type: string, attributes: ValueMap): Finding[] {
  return referencesIn(type, attributes).flatMap(({ path, ocid, to, source }): Finding[] => {
    const word = typeOfOcid(ocid);
    const wanted = to.map(ocidType);
    if (word === undefined || wanted.includes(word)) return [];
    const summary = `${formatPath(path)} is an OCID of kind ${word}, not ${wanted.join(" or ")}`;
    return [{ severity: "error", path, summary, detail: `Provider documentation, ${source}.` }];
  });
}
