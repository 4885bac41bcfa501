import { ManagedBuildPlan } from "../../pipeline/pipeline-plan";
import { predefinedVariables } from "../environment";
import { isOn } from "../fidelity/assumptions";
import { resolvePlaceholders } from "../placeholders";
import { StageContext } from "./stage-context";
import { StageSpec } from "./stage-spec";

/** Variables of a stage before its first step. */
export interface StageVariables {
  /** What input artifacts may name: all but the file's own variables. */
  readonly pipeline: ReadonlyMap<string, string>;
  /** What the first step sees. */
  readonly initial: ReadonlyMap<string, string>;
  /** Names that carry from step to step, beside PATH. */
  readonly declared: ReadonlySet<string>;
}

/**
 * Parameters, then what earlier stages exported, vault variables, the file's own, and what the service predefines; later
 * ones win.
 *
 * @param workspace root of all sources in the build runner
 */
export function stageVariables(
  plan: ManagedBuildPlan,
  spec: StageSpec,
  workspace: string,
  context: StageContext,
): StageVariables {
  const { variables = {}, vaultVariables = {}, exportedVariables = [] } = spec.document.env ?? {};
  const source = context.sources.get(plan.primarySource)!;
  const predefined = predefinedVariables(
    context.pipeline,
    plan,
    context.buildRunId,
    source,
    workspace,
    context.trigger,
  );
  const pipeline = new Map([...context.parameters, ...context.exported, ...predefined]);
  const fill = (text: string) =>
    isOn(context.assumptions, "parameters-in-variables") ? resolvePlaceholders(text, pipeline).text : text;
  const initial = new Map([
    ...context.parameters,
    ...context.exported,
    ...Object.entries(vaultVariables).map(([name, id]): [string, string] => [name, context.secrets.get(id)!]),
    ...Object.entries(variables).map(([name, text]): [string, string] => [name, fill(text)]),
    ...predefined,
  ]);
  const declared = new Set([...Object.keys(variables), ...Object.keys(vaultVariables), ...exportedVariables]);
  return { pipeline, initial, declared };
}
