import { AttributePath, formatPath, placesOf } from "./attribute-path";
import { BlockSchema, providerRules, providerSchema } from "./provider-schema";
import { hasUnknown, isMap, UNKNOWN, Value, ValueMap } from "./value";
import { apiViolations, hasDefinition, spelling, Violation } from "../validation/api-constraints";
import { excuseFor, isOutdated } from "../validation/contract-deviations";

/** One thing that is wrong with a configuration. */
export interface Finding {
  readonly severity: "error" | "warning";
  readonly path: AttributePath;
  readonly summary: string;
  readonly detail: string;
}

/** Everything that provider and service are known to refuse of a resource's configuration, as far as it is known. */
export function checkConfig(type: string, config: ValueMap): Finding[] {
  const { block } = providerSchema().resource_schemas[type];
  const enums = brokenEnums(type, block, config);
  const refused = new Set(enums.map(({ path }) => formatPath(path)));
  const contract = brokenContract(type, block, config).filter(({ path }) => !refused.has(formatPath(path)));
  return [...enums, ...conflicts(type, config), ...contract];
}

function error(path: AttributePath, text: string, source: string): Finding {
  return { severity: "error", path, summary: `${formatPath(path)} ${text}`, detail: source };
}

/** The provider compares the words of enums without regard to case. */
function brokenEnums(type: string, block: BlockSchema, config: ValueMap): Finding[] {
  return Object.entries(providerRules()[type] ?? {}).flatMap(([name, { enum: words = [] }]) =>
    placesOf(block, config, name)
      .filter(({ value }) => words.length > 0 && typeof value === "string" && !wordFor(value, words))
      .map(({ path, value }) =>
        error(
          path,
          `is ${JSON.stringify(value)}, not one of ${words.join(", ")}`,
          `Rule of the provider for ${type}.`,
        ),
      ),
  );
}

function wordFor(value: string, words: readonly string[]): string | undefined {
  return words.find((word) => word.toLowerCase() === value.toLowerCase());
}

function conflicts(type: string, config: ValueMap): Finding[] {
  const isGiven = (value: Value = null) => value !== null && value !== UNKNOWN && !isEmptyList(value);
  return Object.entries(providerRules()[type] ?? {}).flatMap(([name, { conflicts_with: others = [] }]) =>
    others
      .filter((other) => isGiven(config[name]) && isGiven(config[other]))
      .map((other) =>
        error([name], `conflicts with ${other}; give one of them`, `Rule of the provider for ${type}.`),
      ),
  );
}

function isEmptyList(value: Value): boolean {
  return Array.isArray(value) && value.length === 0;
}

/** `oci_devops_build_pipeline` is made by `CreateBuildPipelineDetails`. */
function requestBodyOf(type: string): string | undefined {
  const words = /^oci_devops_(.+)$/.exec(type)?.[1].split("_") ?? [];
  const name = `Create${words.map((word) => word[0].toUpperCase() + word.slice(1)).join("")}Details`;
  return hasDefinition(name) ? name : undefined;
}

function brokenContract(type: string, block: BlockSchema, config: ValueMap): Finding[] {
  const definition = requestBodyOf(type);
  if (definition === undefined) return [];
  const body = bodyOf(type, block, config, "");
  return apiViolations(definition, body, (value) => value === UNKNOWN)
    .filter((violation) => !isOutdated(violation))
    .map((violation) => {
      const path = pathOf(block, config, violation);
      const detail = `DevOps API, ${violation.rule}.`;
      // What belongs to another kind of resource the provider does not send.
      if (violation.rule.endsWith(".unknown")) {
        return {
          severity: "warning",
          path,
          summary: `${formatPath(path)} has no effect: it ${violation.message}`,
          detail,
        };
      }
      const excuse = excuseFor(violation, body);
      const finding = error(path, violation.message, detail);
      return excuse === undefined
        ? finding
        : { ...finding, severity: "warning", detail: `${detail} Only a warning: ${excuse}.` };
    });
}

/** What a configuration becomes in the request: nothing for what is not given, one object for a block that is alone. */
function bodyOf(type: string, block: BlockSchema, config: ValueMap, at: string): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const name of Object.keys(block.attributes ?? {})) {
    const value = config[name] ?? null;
    const words = providerRules()[type]?.[`${at}${name}`]?.enum ?? [];
    if (value !== null) {
      body[name] = (typeof value === "string" ? wordFor(value, words) : undefined) ?? partlyKnown(value);
    }
  }
  for (const [name, nested] of Object.entries(block.block_types ?? {})) {
    const value = config[name] ?? null;
    if (nested.nesting_mode === "single" || value === null || isEmptyList(value)) continue;
    const items = Array.isArray(value)
      ? value.map((item) => (isMap(item) ? bodyOf(type, nested.block, item, `${at}${name}.`) : item))
      : value;
    body[name] = nested.max_items === 1 && Array.isArray(items) ? items[0] : items;
  }
  return body;
}

/** Of a list or map with unknown parts nothing is known that a rule could be about, not even its size. */
function partlyKnown(value: Value): unknown {
  return hasUnknown(value) ? UNKNOWN : value;
}

/** The place in the configuration that a violation of the request is about. */
function pathOf(block: BlockSchema, config: ValueMap, violation: Violation): AttributePath {
  const path: (string | number)[] = [];
  let within: BlockSchema | undefined = block;
  let value: Value | undefined = config;
  for (const [, key, index] of violation.path.matchAll(/([A-Za-z_0-9]+)|\[(\d+)\]/g)) {
    if (index !== undefined) {
      path.push(Number(index));
      value = Array.isArray(value) ? value[Number(index)] : undefined;
      continue;
    }
    const nested: BlockSchema = within ?? {};
    const names = [...Object.keys(nested.attributes ?? {}), ...Object.keys(nested.block_types ?? {})];
    const name = names.find((candidate) => spelling(candidate) === spelling(key)) ?? key;
    path.push(name);
    value = isMap(value) ? value[name] : undefined;
    const block_type = nested.block_types?.[name];
    within = block_type?.block;
    if (block_type?.max_items === 1 && Array.isArray(value) && value.length > 0) {
      path.push(0);
      [value] = value;
    }
  }
  return path;
}
