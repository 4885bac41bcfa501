/** A variable that the service sets for every step of a managed build stage. */
export interface PredefinedVariable {
  readonly name: string;
  readonly meaning: string;
  /** `triggered`: only in runs that a trigger started; it is empty in the others. */
  readonly whenSet: "always" | "triggered";
}

/**
 * All of them; none can be declared or exported under its own name.
 *
 * Source: https://docs.oracle.com/iaas/Content/devops/using/build_specs.htm
 */
export const PREDEFINED_VARIABLES = [
  { name: "OCI_STAGE_ID", meaning: "OCID of the stage", whenSet: "always" },
  { name: "OCI_PIPELINE_ID", meaning: "OCID of the build pipeline", whenSet: "always" },
  { name: "OCI_BUILD_RUN_ID", meaning: "OCID of the build run", whenSet: "always" },
  { name: "OCI_BUILD_STAGE_NAME", meaning: "name of the stage", whenSet: "always" },
  { name: "OCI_PRIMARY_SOURCE_NAME", meaning: "name of the primary source", whenSet: "always" },
  { name: "OCI_PRIMARY_SOURCE_DIR", meaning: "directory of the primary source", whenSet: "always" },
  { name: "OCI_WORKSPACE_DIR", meaning: "directory that holds all sources", whenSet: "always" },
  { name: "OCI_PRIMARY_SOURCE_COMMIT_HASH", meaning: "commit of the primary source", whenSet: "always" },
  { name: "OCI_PRIMARY_SOURCE_SOURCE_URL", meaning: "URL of the primary source", whenSet: "always" },
  {
    name: "OCI_PRIMARY_SOURCE_SOURCE_BRANCH_NAME",
    meaning: "branch of the primary source",
    whenSet: "always",
  },
  { name: "OCI_TRIGGER_COMMIT_HASH", meaning: "commit that triggered the run", whenSet: "triggered" },
  { name: "OCI_TRIGGER_SOURCE_BRANCH_NAME", meaning: "branch that triggered the run", whenSet: "triggered" },
  { name: "OCI_TRIGGER_SOURCE_URL", meaning: "repository that triggered the run", whenSet: "triggered" },
  { name: "OCI_TRIGGER_EVENT_TYPE", meaning: "event that triggered the run", whenSet: "triggered" },
] as const satisfies readonly PredefinedVariable[];
