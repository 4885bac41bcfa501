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
export type { Delivery, Deployment, Emit, Listener, OutputSource, KeptMachine, RunEvent } from "./events";
export { ExitCode, RunnerError } from "./exit-code";
export { prepareRun } from "./request/prepare";
export type { PreparedRun, RunRequest } from "./request/prepare";
export { run } from "./run";
export { openSource, openSources } from "./source/open-source";
export type { SourceFolder, SourceText } from "./source/source-folder";
export { sourceFolder } from "./source/working-tree";
