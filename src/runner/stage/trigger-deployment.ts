import { TriggerDeploymentPlan } from "../../pipeline/pipeline-plan";
import { ExitCode, RunnerError } from "../exit-code";
import { resolvedImageUri } from "./deliver-artifact";
import { pipelineValues, StageContext } from "./stage-context";

/** Longest value of a deployment argument (DevOps API `DeploymentArgument`). */
const MAX_ARGUMENT = 255;

/**
 * Works out the deployment that the service would start: its arguments, and the image each function would get.
 *
 * @throws RunnerError when an argument has no value or is too long
 */
export function runTriggerDeployment(plan: TriggerDeploymentPlan, context: StageContext): void {
  const { deployment } = plan;
  const passed = plan.passAllParameters ? pipelineValues(context) : new Map<string, string>();
  const tooLong = [...passed].filter(([, value]) => value.length > MAX_ARGUMENT);
  if (tooLong.length > 0) {
    throw new RunnerError(
      ExitCode.FAILED,
      `arguments of deployment pipeline ${deployment.displayName} take at most ${MAX_ARGUMENT} characters: ` +
        tooLong.map(([name, value]) => `${name} has ${value.length}`).join(", "),
    );
  }
  const defaults = deployment.parameters.flatMap(({ name, defaultValue }): [string, string][] =>
    defaultValue === undefined ? [] : [[name, defaultValue]],
  );
  const values = new Map([...defaults, ...passed]);
  context.emit({
    type: "deployment",
    stage: plan.displayName,
    deployment: {
      pipeline: deployment.displayName,
      arguments: Object.fromEntries(values),
      functions: deployment.functions.map(({ functionId, artifact }) => ({
        functionId,
        imageUri: resolvedImageUri(artifact, values),
      })),
    },
  });
}
