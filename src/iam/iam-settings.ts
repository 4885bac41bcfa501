import { TerraformProvider } from "cdktf";
import { IConstruct } from "constructs";

/** How statements name the principals that they are about. */
export enum PrincipalGrouping {
  /** A dynamic group for each principal, which holds only it; an identity domain has at most 50. */
  PER_PRINCIPAL = "PER_PRINCIPAL",
  /**
   * One dynamic group for all build pipelines of a project, one for its deployment pipelines and so on. Each of them
   * then may do what any of them needs.
   */
  PER_ROLE = "PER_ROLE",
  /** No group: each statement is about any user, on condition that it is just the one principal. */
  CONDITION = "CONDITION",
}

/** Which statements are made for actions that the catalogue is not sure of. */
export enum IamStrictness {
  /** The narrowest that are known; some have not been seen to work in a live tenancy. */
  EXACT = "EXACT",
  /** For actions that are not sure, the next broader ones, within the same compartment. */
  RELAXED = "RELAXED",
}

/** Where groups and policies of a stack are made, and how. */
export interface IamSettings {
  /**
   * OCID of the tenancy, where dynamic groups live.
   *
   * @default - no dynamic group is made; each statement names its principal by `request.principal.id` instead,
   * which grants exactly the same
   */
  readonly tenancyId?: string;
  /**
   * Provider of the tenancy's home region, the only one that takes writes of groups and policies.
   *
   * @default - the stack's own OCI provider, which then must be of the home region
   */
  readonly homeRegionProvider?: TerraformProvider;
  /**
   * How statements name principals; groups need `tenancyId`.
   *
   * @default - PrincipalGrouping.PER_PRINCIPAL with `tenancyId`, PrincipalGrouping.CONDITION without
   */
  readonly grouping?: PrincipalGrouping;
  /**
   * Which statements are made for actions that the catalogue is not sure of.
   *
   * @default IamStrictness.EXACT
   */
  readonly strictness?: IamStrictness;
}

/** The settings of a project, for the grants of what is made in it. */
export function iamSettingsOf<Project extends IamSettings & IConstruct>(project: Project) {
  const { tenancyId, homeRegionProvider, grouping, strictness } = project;
  return { tenancyId, homeRegionProvider, grouping, strictness, project };
}
