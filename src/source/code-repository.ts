import { IConstruct } from "constructs";
import { DynamicGroupPolicy } from "../iam/dynamic-group-policy";
import { IDevopsProject } from "../project/devops-project";

/** A code repository of a DevOps project, whether hosted there or a mirror of an external one. */
export interface ICodeRepository extends IConstruct {
  /** OCID of the repository. */
  readonly repositoryId: string;
  /** Name of the repository. */
  readonly repositoryName: string;
  /** Address that a build clones it from. */
  readonly httpUrl: string;
  /** The project the repository belongs to. */
  readonly project: IDevopsProject;
  /** What the repository itself may do: mirror, start builds. */
  readonly policy: DynamicGroupPolicy;
}
