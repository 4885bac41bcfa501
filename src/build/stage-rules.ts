import type { BuildPipeline } from "./build-pipeline";
import type { BuildPipelineStage } from "./build-pipeline-stage";
import { DeliverArtifactStage } from "./deliver-artifact-stage";
import { ManagedBuildStage } from "./managed-build-stage";
import { TriggerDeploymentStage } from "./trigger-deployment-stage";

/** What is wrong with the stages of a pipeline taken together, each with the stage's path. */
export function brokenStageRules(pipeline: BuildPipeline): string[] {
  return pipeline.stages.flatMap((stage) => {
    const broken =
      stage instanceof DeliverArtifactStage
        ? [...unknownOutputs(stage), ...missingForDelivery(pipeline, stage)]
        : stage instanceof TriggerDeploymentStage
          ? missingForDeployment(pipeline, stage)
          : [];
    return broken.map((text) => `${stage.node.path}: ${text}`);
  });
}

function builds(stage: BuildPipelineStage): ManagedBuildStage[] {
  return stage.upstream.filter((s): s is ManagedBuildStage => s instanceof ManagedBuildStage);
}

/** The union of what several specifications name; undefined when one of them is not known here. */
function union(lists: (string[] | undefined)[]): string[] | undefined {
  return lists.some((names) => names === undefined) ? undefined : lists.flatMap((names) => names!);
}

function unknownOutputs(stage: DeliverArtifactStage): string[] {
  const before = builds(stage);
  if (before.length === 0) {
    return ["delivers artifacts before any managed build stage has run; add one before it"];
  }
  const known = union(before.map((build) => build.buildSpec.outputNames));
  return Object.keys(stage.artifacts)
    .filter((name) => known !== undefined && !known.includes(name))
    .map((name) => `no build specification before it has the output ${name}; known outputs: ${list(known!)}`);
}

/** What the placeholders of later stages can be filled with; undefined when a specification is not known here. */
function provided(pipeline: BuildPipeline, stage: BuildPipelineStage): string[] | undefined {
  const exported = union(builds(stage).map((build) => build.buildSpec.exportedVariables));
  return exported && [...pipeline.parameterNames, ...exported];
}

function missingForDelivery(pipeline: BuildPipeline, stage: DeliverArtifactStage): string[] {
  const values = provided(pipeline, stage);
  return Object.values(stage.artifacts).flatMap((artifact) =>
    artifact.placeholders
      .filter((name) => values !== undefined && !values.includes(name))
      .map(
        (name) =>
          `nothing gives \${${name}} of ${artifact.node.path} a value; make ${name} a parameter of the pipeline or ` +
          "export it from the build specification",
      ),
  );
}

function missingForDeployment(pipeline: BuildPipeline, stage: TriggerDeploymentStage): string[] {
  const values = stage.passAllParameters ? provided(pipeline, stage) : [];
  const hint = stage.passAllParameters
    ? "make it a parameter of one of the two pipelines or export it from the build specification"
    : "set passAllParameters, or make it a parameter of the deployment pipeline";
  return stage.deployPipeline.requiredArguments
    .filter((name) => values !== undefined && !values.includes(name))
    .map((name) => `${stage.deployPipeline.node.path} needs ${name}, which nothing gives; ${hint}`);
}

function list(names: string[]): string {
  return names.length === 0 ? "none" : names.join(", ");
}
