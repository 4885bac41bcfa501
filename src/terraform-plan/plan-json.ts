import { PlanError } from "../pipeline/plan-error";

/** An object of JSON. */
export type JsonObject = { readonly [key: string]: unknown };

const HOW = "terraform plan -out tf.plan && terraform show -json tf.plan";

/** What people hand in instead of a plan, told by how the text begins. */
const OTHER_TEXTS: readonly (readonly [what: string, begin: RegExp])[] = [
  ["is empty (has terraform show failed?)", /^\s*$/],
  ["is a plan file in Terraform's own binary format", /^PK/],
  ["is the log of a Terraform command with -json, not a plan", /^\s*\{"@level"/],
];

/** The same for JSON, told by the keys that it has. */
const OTHER_JSON: readonly (readonly [what: string, keys: readonly string[]])[] = [
  ["is the schema of providers, not a plan", ["provider_schemas"]],
  ["is a Terraform state file, not a plan", ["lineage"]],
  ["is a configuration (such as a synthesized cdk.tf.json), not a plan", ["resource"]],
  ["is a configuration (such as a synthesized cdk.tf.json), not a plan", ["terraform"]],
  ["is a state, not a plan", ["values"]],
  ["is an empty state, not a plan", ["format_version"]],
];

/**
 * The JSON object that `terraform show -json PLANFILE` has printed.
 *
 * @param file what messages call the text
 * @throws PlanError that says what the text is instead; it repeats nothing of the text, which may hold secrets
 */
export function parsePlanJson(text: string, file: string): JsonObject {
  const refuse = (what: string) => new PlanError([`${file} ${what}; make the plan's JSON with: ${HOW}`]);
  const otherText = OTHER_TEXTS.find(([, begin]) => begin.test(text));
  if (otherText !== undefined) throw refuse(otherText[0]);
  const json = parse(text);
  if (json === undefined) throw refuse("is not JSON, or is cut off");
  if (!isObject(json)) throw refuse("is JSON, but not a plan");
  if (!("resource_changes" in json) && !("planned_values" in json)) {
    const other = OTHER_JSON.find(([, keys]) => keys.every((key) => key in json));
    throw refuse(other?.[0] ?? "is JSON, but not a plan");
  }
  // The minor version grows with additions only: https://developer.hashicorp.com/terraform/internals/json-format
  const version = json.format_version;
  if (typeof version !== "string" || !/^1\.\d+$/.test(version)) {
    throw new PlanError([`${file} has format_version ${JSON.stringify(version)}; this command reads 1.x`]);
  }
  return json;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
