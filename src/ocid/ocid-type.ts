/**
 * The word that stands for a kind of resource in its OCIDs, `ocid1.<word>.<realm>.<region>.<unique>`, where it is not
 * the Terraform type's name without its service.
 *
 * Source: OCIDs in the examples of the services' API pages (Functions, Notifications, Artifacts, Vault).
 */
const WORDS: Readonly<Record<string, string>> = {
  oci_artifacts_container_repository: "containerrepo",
  oci_artifacts_repository: "artifactrepository",
  oci_functions_application: "fnapp",
  oci_functions_function: "fnfunc",
  oci_ons_notification_topic: "onstopic",
  oci_ons_subscription: "onssubscription",
  oci_vault_secret: "vaultsecret",
};

/** The word for a Terraform type in OCIDs, such as `devopsbuildpipeline` for `oci_devops_build_pipeline`. */
export function ocidType(terraformType: string): string {
  // DevOps keeps its own name in front; the other services leave theirs out.
  const plain = terraformType.replace(/^oci_(?!devops_)[a-z]+_|^oci_/, "").replace(/_/g, "");
  return Object.hasOwn(WORDS, terraformType) ? WORDS[terraformType] : plain;
}

/** The word in an OCID; undefined for a text of another shape. */
export function typeOfOcid(ocid: string): string | undefined {
  return /^ocid1\.([a-z0-9]+)\.[a-z0-9-]+\.[a-z0-9-]*\../.exec(ocid)?.[1];
}
