import {
  ArtifactPlan,
  DeliverArtifactPlan,
  ManagedBuildPlan,
  PipelinePlan,
  StagePlan,
  TriggerDeploymentPlan,
} from "../../../src/pipeline/pipeline-plan";

export function pipelinePlan(
  stages: readonly StagePlan[],
  parameters: PipelinePlan["parameters"] = [],
): PipelinePlan {
  return { displayName: "pipeline", address: "pipeline", pipelineId: "ocid1.pipeline", parameters, stages };
}

export function buildPlan(more: Partial<ManagedBuildPlan> = {}): ManagedBuildPlan {
  return {
    kind: "BUILD",
    displayName: "Build",
    address: "stage.build",
    stageId: "ocid1.build",
    predecessors: [],
    image: "OL8_X86_64_STANDARD_10",
    buildSpecFile: "build_spec.yaml",
    sources: [{ name: "source", url: "https://example.invalid/repo", branch: "main" }],
    primarySource: "source",
    ...more,
  };
}

export function artifactPlan(more: Partial<ArtifactPlan> = {}): ArtifactPlan {
  return { artifactId: "ocid1.artifact", displayName: "artifact", substitutesPlaceholders: true, ...more };
}

export function deliverPlan(deliveries: DeliverArtifactPlan["deliveries"]): DeliverArtifactPlan {
  return {
    kind: "DELIVER_ARTIFACT",
    displayName: "Deliver",
    address: "stage.deliver",
    stageId: "ocid1.deliver",
    predecessors: ["stage.build"],
    deliveries,
  };
}

export function triggerPlan(more: Partial<TriggerDeploymentPlan> = {}): TriggerDeploymentPlan {
  return {
    kind: "TRIGGER_DEPLOYMENT_PIPELINE",
    displayName: "Deploy",
    address: "stage.trigger",
    stageId: "ocid1.trigger",
    predecessors: ["stage.deliver"],
    passAllParameters: true,
    deployment: { displayName: "deployment", pipelineId: "ocid1.deployment", parameters: [], functions: [] },
    ...more,
  };
}
