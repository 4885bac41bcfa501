import { IConstruct } from "constructs";
import { IDevopsProject } from "../project/devops-project";

/** A deployment pipeline. */
export interface IDeployPipeline extends IConstruct {
  /** OCID of the pipeline. */
  readonly pipelineId: string;
  /** The project the pipeline belongs to. */
  readonly project: IDevopsProject;
  /** Names that a deployment must be given values for. */
  readonly requiredArguments: string[];
}
