import { isObject, JsonObject } from "./plan-json";
import { ResourceChange, TerraformPlan } from "./resource-changes";

/** Types of stages, with the type of their pipeline and the attribute that refers to it. */
const PIPELINES: ReadonlyMap<string, readonly [type: string, attribute: string]> = new Map([
  ["oci_devops_build_pipeline_stage", ["oci_devops_build_pipeline", "build_pipeline_id"]],
  ["oci_devops_deploy_stage", ["oci_devops_deploy_pipeline", "deploy_pipeline_id"]],
]);

/** The pipeline of a stage, where the plan tells which it is. */
export function pipelineOf(stage: ResourceChange, plan: TerraformPlan): ResourceChange | undefined {
  const [type, attribute] = PIPELINES.get(stage.type) ?? [];
  if (attribute === undefined || stage.isDataSource) return undefined;
  const pipelines = plan.changes.filter(
    (change) => change.type === type && !change.isDataSource && change.deposed === undefined,
  );
  return (
    referenced(stage, attribute, pipelines, plan.configuration) ?? identified(stage, attribute, pipelines)
  );
}

/** By the stage's configuration; a stage that is destroyed has none. */
function referenced(
  stage: ResourceChange,
  attribute: string,
  pipelines: readonly ResourceChange[],
  configuration: JsonObject,
): ResourceChange | undefined {
  const expressions = resourceIn(moduleIn(configuration, stage.moduleAddress), stage)?.expressions;
  const expression = isObject(expressions) ? expressions[attribute] : undefined;
  const references =
    isObject(expression) && Array.isArray(expression.references) ? expression.references : [];
  const siblings = pipelines.filter((pipeline) => pipeline.moduleAddress === stage.moduleAddress);
  const prefix = stage.moduleAddress === undefined ? "" : `${stage.moduleAddress}.`;
  const exact = siblings.find(({ address }) => references.some((text) => `${prefix}${text}` === address));
  if (exact !== undefined) return exact;
  // With count or for_each the reference may stand for any of several.
  const named = siblings.filter(({ type, name }) => references.includes(`${type}.${name}`));
  return named.length === 1 ? named[0] : undefined;
}

/** By the OCID that the stage holds. */
function identified(
  stage: ResourceChange,
  attribute: string,
  pipelines: readonly ResourceChange[],
): ResourceChange | undefined {
  const ids = [stage.after, stage.before].map((values) => (isObject(values) ? values[attribute] : undefined));
  return ids
    .filter((id) => typeof id === "string")
    .map((id) =>
      pipelines.find(({ before, after }) => [after, before].some((all) => isObject(all) && all.id === id)),
    )
    .find((pipeline) => pipeline !== undefined);
}

function moduleIn(root: JsonObject, address = ""): JsonObject {
  const names = [...address.matchAll(/module\.([\w-]+)(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?(?:\.|$)/g)];
  return names.reduce<JsonObject>((module, [, name]) => {
    const calls = isObject(module.module_calls) ? module.module_calls : {};
    const call = Object.hasOwn(calls, name) ? calls[name] : undefined;
    return isObject(call) && isObject(call.module) ? call.module : {};
  }, root);
}

function resourceIn({ resources }: JsonObject, { type, name }: ResourceChange): JsonObject | undefined {
  const all: unknown[] = Array.isArray(resources) ? resources : [];
  return all
    .filter(isObject)
    .find((resource) => resource.mode !== "data" && resource.type === type && resource.name === name);
}
