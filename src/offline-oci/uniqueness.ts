import { ValueMap } from "./value";

/** Attributes of which no two resources of a type have the same values, and the page that says so. */
const RULES: Readonly<Record<string, { readonly attributes: readonly string[]; readonly source: string }>> = {
  oci_devops_project: {
    attributes: ["name"],
    source: "DevOps API CreateProjectDetails: unique in the tenancy",
  },
  oci_devops_repository: { attributes: ["project_id", "name"], source: "DevOps API CreateRepositoryDetails" },
  oci_artifacts_container_repository: {
    attributes: ["display_name"],
    source: "Registry: names of repositories are unique in the tenancy and region",
  },
  oci_ons_notification_topic: { attributes: ["name"], source: "Notifications API CreateTopicDetails" },
  oci_identity_policy: { attributes: ["compartment_id", "name"], source: "Identity API CreatePolicyDetails" },
  oci_identity_dynamic_group: { attributes: ["name"], source: "Identity API CreateDynamicGroupDetails" },
  oci_functions_function: {
    attributes: ["application_id", "display_name"],
    source: "Functions API CreateFunctionDetails",
  },
  oci_functions_application: {
    attributes: ["compartment_id", "display_name"],
    source: "Functions API CreateApplicationDetails",
  },
  oci_logging_log_group: {
    attributes: ["compartment_id", "display_name"],
    source: "Logging API CreateLogGroupDetails",
  },
};

/** A text that two resources share only where a name is taken; undefined for types that have no such rule. */
export function nameKey(type: string, attributes: ValueMap): string | undefined {
  const rule = Object.hasOwn(RULES, type) ? RULES[type] : undefined;
  return rule && JSON.stringify([type, ...rule.attributes.map((name) => attributes[name] ?? null)]);
}

/** The last of the attributes by which a type's resources differ: the name itself. */
export function nameAttribute(type: string): string {
  return RULES[type].attributes.at(-1)!;
}
