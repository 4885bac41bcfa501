import { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { minimalStatements } from "./catalogue/actions";
import { IdentityPolicy } from "../provider/identity-policy";
import { resourceName } from "../stack/resource-name";
import { TaggedProps } from "../stack/tags";

/** Properties of `ImageSignaturePolicy`. */
export interface ImageSignaturePolicyProps extends TaggedProps {
  /** OCID of the tenancy, which the service's statement is about. */
  readonly tenancyId: string;
  /**
   * Provider of the tenancy's home region, the only one that takes writes of policies.
   *
   * @default - the stack's own OCI provider, which then must be of the home region
   */
  readonly homeRegionProvider?: TerraformProvider;
}

/**
 * Lets OCI Functions look up the signatures of images; needed once in a tenancy, and only where applications verify them.
 *
 * Source: https://docs.oracle.com/en-us/iaas/Content/Identity/policiescommon/commonpolicies.htm
 */
export class ImageSignaturePolicy extends Construct {
  /** OCID of the policy. */
  public readonly policyId: string;

  constructor(scope: Construct, id: string, props: ImageSignaturePolicyProps) {
    super(scope, id);
    this.policyId = new IdentityPolicy(this, "Resource", {
      compartmentId: props.tenancyId,
      name: resourceName(this),
      description: "What OCI Functions needs to verify the signatures of images",
      statements: minimalStatements("faas-pull-image"),
      freeformTags: props.freeformTags,
      definedTags: props.definedTags,
      provider: props.homeRegionProvider,
    }).id;
  }
}
