import { isObject, JsonObject, parsePlanJson } from "./plan-json";
import { PlanError } from "../pipeline/plan-error";

/** What a plan does, as `terraform show -json` tells it. */
export interface TerraformPlan {
  readonly changes: readonly ResourceChange[];
  /** What has changed without Terraform since its last run. */
  readonly drift: readonly ResourceChange[];
  /** Names of outputs whose values change. */
  readonly outputs: readonly string[];
  /** The root module's configuration; empty where the plan has none. */
  readonly configuration: JsonObject;
  /** Terraform has met an error while it planned, so changes may be missing. */
  readonly isErrored: boolean;
  /** Applying the plan leaves nothing to do. */
  readonly isComplete: boolean;
}

export type Action = "create" | "update" | "replace" | "delete" | "forget" | "read" | "no-op";

/** A path into the values of a resource. */
export type AttributePath = readonly (string | number)[];

export interface ResourceChange {
  readonly address: string;
  /** Undefined unless the resource has moved. */
  readonly previousAddress?: string;
  /** Undefined in the root module. */
  readonly moduleAddress?: string;
  readonly isDataSource: boolean;
  readonly type: string;
  readonly name: string;
  readonly action: Action;
  /** Terraform lets go of the old object and does not destroy it. */
  readonly forgets: boolean;
  readonly isImported: boolean;
  /** Key of an object that an earlier replacement has left behind. */
  readonly deposed?: string;
  /** Terraform's own code for why, such as `replace_because_tainted`. */
  readonly reason?: string;
  readonly before: unknown;
  /** Without what is only known after the plan is applied. */
  readonly after: unknown;
  /** `true` where the value is only known after the plan is applied. */
  readonly afterUnknown: unknown;
  /** `true` where the value is sensitive. */
  readonly beforeSensitive: unknown;
  readonly afterSensitive: unknown;
  /** Attributes that cannot change in place. */
  readonly replacePaths: readonly AttributePath[];
}

const ACTIONS: ReadonlyMap<string, Action> = new Map([
  ["no-op", "no-op"],
  ["create", "create"],
  ["read", "read"],
  ["update", "update"],
  ["delete", "delete"],
  ["forget", "forget"],
  ["delete,create", "replace"],
  ["create,delete", "replace"],
  ["create,forget", "replace"],
  ["forget,create", "replace"],
]);

/**
 * Reads what `terraform show -json PLANFILE` has printed.
 *
 * @param file what messages call the text
 * @throws PlanError when the text is no plan, or one with something that is not known here
 */
export function readTerraformPlan(text: string, file: string): TerraformPlan {
  const json = parsePlanJson(text, file);
  const problems: string[] = [];
  const changes = readChanges(json, "resource_changes", problems);
  const drift = readChanges(json, "resource_drift", problems);
  if (problems.length > 0) throw new PlanError(problems.map((problem) => `${file}: ${problem}`));
  const configuration = isObject(json.configuration) ? json.configuration.root_module : undefined;
  return {
    changes,
    drift,
    outputs: Object.entries(isObject(json.output_changes) ? json.output_changes : {})
      .filter(([, change]) => !isObject(change) || String(change.actions) !== "no-op")
      .map(([name]) => name),
    configuration: isObject(configuration) ? configuration : {},
    isErrored: json.errored === true,
    isComplete: json.complete !== false,
  };
}

function readChanges(json: JsonObject, key: string, problems: string[]): ResourceChange[] {
  const list = json[key] ?? [];
  if (!Array.isArray(list)) {
    problems.push(`${key} is no list`);
    return [];
  }
  return list.flatMap((item: unknown, i) => {
    const { change, ...resource } = isObject(item) ? item : {};
    const where = `${key}[${i}]`;
    const missing = ["address", "type", "name"].filter((name) => typeof resource[name] !== "string");
    problems.push(...missing.map((name) => `${where} has no ${name}`));
    if (!isObject(change)) problems.push(`${where} has no change`);
    if (missing.length > 0 || !isObject(change)) return [];
    const action = ACTIONS.get(String(change.actions));
    if (action === undefined) {
      const actions = JSON.stringify(change.actions);
      problems.push(`${where} (${JSON.stringify(resource.address)}): the actions ${actions} are not known`);
      return [];
    }
    return [resourceChange(resource, change, action)];
  });
}

function resourceChange(resource: JsonObject, change: JsonObject, action: Action): ResourceChange {
  return {
    address: resource.address as string,
    previousAddress: stringOf(resource.previous_address),
    moduleAddress: stringOf(resource.module_address),
    isDataSource: resource.mode === "data",
    type: resource.type as string,
    name: resource.name as string,
    action,
    forgets: (change.actions as string[]).includes("forget"),
    isImported: isObject(change.importing),
    deposed: stringOf(resource.deposed),
    reason: stringOf(resource.action_reason),
    before: change.before,
    after: change.after,
    afterUnknown: change.after_unknown,
    beforeSensitive: change.before_sensitive,
    afterSensitive: change.after_sensitive,
    replacePaths: Array.isArray(change.replace_paths) ? change.replace_paths.map(attributePath) : [],
  };
}

function attributePath(steps: unknown): AttributePath {
  return (Array.isArray(steps) ? steps : []).filter((step) => ["string", "number"].includes(typeof step));
}

function stringOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
