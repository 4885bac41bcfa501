import { Lazy } from "cdktf";
import { Construct } from "constructs";
import { IamSettings } from "./iam-settings";
import { renderMatchingRule } from "./language/render";
import { MatchingRule } from "./language/statement";
import { PrincipalType } from "./principal-type";
import { resolvedIn } from "./resolved";
import { IdentityDynamicGroup } from "../provider/identity-dynamic-group";
import { resourceName } from "../stack/resource-name";

/** A dynamic group of principals of one type, each by its OCID. */
export class PrincipalGroup {
  readonly id: string;
  private readonly members = new Map<string, string>();

  constructor(
    private readonly scope: Construct,
    private readonly type: PrincipalType,
    description: string,
    { tenancyId, homeRegionProvider }: IamSettings,
  ) {
    this.id = new IdentityDynamicGroup(scope, "Group", {
      compartmentId: tenancyId!,
      name: resourceName(scope),
      description,
      matchingRule: Lazy.stringValue({ produce: () => renderMatchingRule(this.rule) }),
      provider: homeRegionProvider,
    }).id;
  }

  /** @throws Error when the OCID could change the meaning of the rule */
  add(principalId: string): void {
    renderMatchingRule(only(this.type, principalId));
    this.members.set(resolvedIn(this.scope, principalId), principalId);
  }

  get rule(): MatchingRule {
    const rules = [...this.members.values()].map((id): MatchingRule => only(this.type, id));
    return rules.length === 1 ? rules[0] : { kind: "any", rules };
  }
}

function only(type: PrincipalType, id: string): MatchingRule {
  return {
    kind: "all",
    rules: [
      { kind: "term", variable: "resource.type", operator: "=", value: type },
      { kind: "term", variable: "resource.id", operator: "=", value: id },
    ],
  };
}
