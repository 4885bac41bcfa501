import { readTerraformPlan, ResourceChange, TerraformPlan } from "../../src/terraform-plan/resource-changes";

export type Json = Record<string, unknown>;

export const REPOSITORY = "oci_devops_repository";
export const FUNCTION = "oci_functions_function";
export const PIPELINE = "oci_devops_build_pipeline";
export const STAGE = "oci_devops_build_pipeline_stage";

const BEFORE = ["update", "delete", "forget", "no-op"];
const AFTER = ["create", "update", "read", "no-op"];

/** An entry of `resource_changes`, as Terraform 1.11 writes it. */
export function resourceChange(
  address: string,
  actions: string | string[],
  change: Json = {},
  more: Json = {},
): Json {
  const [, module, data, type, name] =
    /^(module\..*?\.)?(data\.)?(\w+)\.([\w-]+)(?:\[.*\])?$/s.exec(address) ?? [];
  const all = [actions].flat();
  return {
    address,
    ...(module === undefined ? {} : { module_address: module.slice(0, -1) }),
    mode: data === undefined ? "managed" : "data",
    type,
    name,
    provider_name: "registry.terraform.io/oracle/oci",
    change: {
      actions: all,
      before: all.some((action) => BEFORE.includes(action)) ? {} : null,
      after: all.some((action) => AFTER.includes(action)) ? {} : null,
      after_unknown: {},
      before_sensitive: {},
      after_sensitive: {},
      ...change,
    },
    ...more,
  };
}

/** What `terraform show -json` prints of a plan with these changes. */
export function planJson(changes: readonly Json[], more: Json = {}): Json {
  return {
    format_version: "1.2",
    terraform_version: "1.11.4",
    planned_values: { root_module: {} },
    resource_changes: changes,
    configuration: { root_module: {} },
    timestamp: "2026-01-01T00:00:00Z",
    applyable: true,
    complete: true,
    errored: false,
    ...more,
  };
}

export function planText(changes: readonly Json[], more: Json = {}): string {
  return JSON.stringify(planJson(changes, more));
}

export function planOf(changes: readonly Json[], more: Json = {}): TerraformPlan {
  return readTerraformPlan(planText(changes, more), "plan.json");
}

/** The one change of a plan. */
export function changeOf(change: Json): ResourceChange {
  return planOf([change]).changes[0];
}

/** A configuration whose stages refer to these pipelines, such as `{ build: "main" }`. */
export function configurationOf(stages: Record<string, string>): Json {
  const resources = Object.entries(stages).map(([name, pipeline]) => ({
    address: `${STAGE}.${name}`,
    mode: "managed",
    type: STAGE,
    name,
    provider_config_key: "oci",
    expressions: {
      build_pipeline_id: {
        constant_value: `\${${PIPELINE}.${pipeline}.id}`,
        references: [`${PIPELINE}.${pipeline}.id`, `${PIPELINE}.${pipeline}`],
      },
    },
    schema_version: 0,
  }));
  return { resources };
}
