/** What a build pipeline does, in an order in which it can be done; everything the runner knows of a stack. */
export interface PipelinePlan {
  readonly displayName: string;
  /** Terraform address of the pipeline. */
  readonly address: string;
  readonly pipelineId: string;
  readonly parameters: readonly PlanParameter[];
  readonly stages: readonly StagePlan[];
}

export interface PlanParameter {
  readonly name: string;
  /** Undefined for a deployment parameter that every deployment must give. */
  readonly defaultValue?: string;
}

export type StagePlan = ManagedBuildPlan | DeliverArtifactPlan | TriggerDeploymentPlan | WaitPlan;

interface CommonPlan {
  readonly displayName: string;
  /** Terraform address of the stage. */
  readonly address: string;
  readonly stageId: string;
  /** Addresses of the stages that must have succeeded; empty for a first stage. */
  readonly predecessors: readonly string[];
}

export interface ManagedBuildPlan extends CommonPlan {
  readonly kind: "BUILD";
  /** Image of the service's build runner, such as `OL8_X86_64_STANDARD_10`. */
  readonly image: string;
  /** Size of the build runner; undefined for the service's default. */
  readonly shape?: BuildRunnerShapePlan;
  /** Path of the build specification in the primary source. */
  readonly buildSpecFile: string;
  /** The build specification that synth made for the stage; undefined when it made none. */
  readonly generatedSpec?: string;
  readonly sources: readonly SourcePlan[];
  readonly primarySource: string;
  /** Longest time of the stage, in seconds. */
  readonly timeoutInSeconds?: number;
}

export interface BuildRunnerShapePlan {
  readonly ocpus: number;
  readonly memoryInGbs: number;
}

export interface SourcePlan {
  readonly name: string;
  readonly url: string;
  readonly branch: string;
}

export interface DeliverArtifactPlan extends CommonPlan {
  readonly kind: "DELIVER_ARTIFACT";
  readonly deliveries: readonly DeliveryPlan[];
}

export interface DeliveryPlan {
  /** Name in the build specification's `outputArtifacts`. */
  readonly outputName: string;
  readonly artifact: ArtifactPlan;
}

export interface ArtifactPlan {
  readonly artifactId: string;
  readonly displayName: string;
  /** Address of the image, with `${name}` placeholders; undefined for artifacts of another kind. */
  readonly imageUri?: string;
  /** Whether the pipelines fill in the placeholders. */
  readonly substitutesPlaceholders: boolean;
}

export interface TriggerDeploymentPlan extends CommonPlan {
  readonly kind: "TRIGGER_DEPLOYMENT_PIPELINE";
  readonly passAllParameters: boolean;
  readonly deployment: DeploymentPlan;
}

export interface DeploymentPlan {
  readonly displayName: string;
  readonly pipelineId: string;
  readonly parameters: readonly PlanParameter[];
  /** Functions that get a new image. */
  readonly functions: readonly { readonly functionId: string; readonly artifact: ArtifactPlan }[];
}

export interface WaitPlan extends CommonPlan {
  readonly kind: "WAIT";
  /** ISO 8601, such as `PT10M`. */
  readonly duration: string;
}
