import { pairs } from "./pairs";
import { stackFile } from "./stack-file";
import { PipelinePlan } from "../pipeline/pipeline-plan";
import { readPlan } from "../pipeline/read-plan";
import { Stack } from "../pipeline/stack";

export interface StackPlanOptions {
  /** cdk.tf.json, its folder or a stack's name. */
  readonly stack?: string;
  /** `NAME=VALUE` of Terraform variables, before `TF_VAR_NAME` of the environment. */
  readonly var: readonly string[];
}

/** The plan of a build pipeline of a synthesized stack, as the options of a command name it. */
export function stackPlan(
  pipeline: string | undefined,
  options: StackPlanOptions,
  env: NodeJS.ProcessEnv,
): PipelinePlan {
  const environment = Object.entries(env).flatMap(([name, value]): [string, string][] =>
    name.startsWith("TF_VAR_") && value !== undefined ? [[name.slice("TF_VAR_".length), value]] : [],
  );
  const variables = Object.fromEntries([...environment, ...pairs("--var", options.var)]);
  return readPlan(Stack.read(stackFile(options.stack, process.cwd()), variables), pipeline);
}
