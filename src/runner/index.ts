/** What a program needs to run pipelines itself; outside the jsii interface. */
export type {
  DeliverArtifactPlan,
  ManagedBuildPlan,
  PipelinePlan,
  StagePlan,
  TriggerDeploymentPlan,
} from "../pipeline/pipeline-plan";
export { PlanError } from "../pipeline/plan-error";
export { readPlan } from "../pipeline/read-plan";
export { Stack } from "../pipeline/stack";
export { CliEngine } from "./engine/cli-engine";
export type { CreateOptions, Engine } from "./engine/engine";
export type { Delivery, Deployment, Emit, RunEvent } from "./events";
export { ExitCode, RunnerError } from "./exit-code";
export { prepareRun } from "./prepare";
export type { PreparedRun, RunRequest } from "./prepare";
export { run } from "./run";
export { sourceFolder } from "./source-files";
export type { SourceFolder } from "./source-files";
