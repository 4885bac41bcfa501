import { Construct } from "constructs";
import { BuildPipelineStage, BuildPipelineStageProps } from "./build-pipeline-stage";
import { IDeployPipeline } from "../deploy/deploy-pipeline";
import { action } from "../iam/action";

/** Properties of `TriggerDeploymentStage`. */
export interface TriggerDeploymentStageProps extends BuildPipelineStageProps {
  /** The deployment pipeline to start. */
  readonly deployPipeline: IDeployPipeline;
  /**
   * Whether the deployment gets all parameters and exported variables of the build as arguments.
   *
   * @default true
   */
  readonly passAllParameters?: boolean;
}

/**
 * A stage that starts a deployment and does not wait for it.
 *
 * Source: DevOps API `CreateTriggerDeploymentStageDetails`.
 */
export class TriggerDeploymentStage extends BuildPipelineStage {
  /** The deployment pipeline that is started. */
  public readonly deployPipeline: IDeployPipeline;
  /** Whether the deployment gets all parameters and exported variables of the build. */
  public readonly passAllParameters: boolean;

  /** @throws ValidationError when a value breaks a rule of the DevOps API */
  constructor(scope: Construct, id: string, props: TriggerDeploymentStageProps) {
    super(scope, id, props);
    this.deployPipeline = props.deployPipeline;
    this.passAllParameters = props.passAllParameters ?? true;
    this._make(
      "TRIGGER_DEPLOYMENT_PIPELINE",
      {
        deployPipelineId: this.deployPipeline.pipelineId,
        isPassAllParametersEnabled: this.passAllParameters,
      },
      [action("trigger-deploy-pipeline", { projectCompartment: this.deployPipeline.project.compartmentId })],
    );
  }
}
