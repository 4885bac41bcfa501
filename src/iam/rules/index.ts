import { allArtifacts } from "./all-artifacts";
import { allResources } from "./all-resources";
import { devopsFamily } from "./devops-family";
import { dynamicGroupMembers } from "./dynamic-group-members";
import { inapplicableVariable } from "./inapplicable-variable";
import { onsTopics } from "./ons-topics";
import { permissionDenyList } from "./permission-deny-list";
import { DynamicGroupRule, PolicyRule } from "./rule";
import { secretFamily } from "./secret-family";
import { subsumed } from "./subsumed";
import { tenancyWide } from "./tenancy-wide";
import { unknownName } from "./unknown-name";
import { unnamedRepository } from "./unnamed-repository";

/** What statements are checked against, in the order of the report. */
export const POLICY_RULES: readonly PolicyRule[] = [
  allResources,
  tenancyWide,
  devopsFamily,
  secretFamily,
  unnamedRepository,
  allArtifacts,
  onsTopics,
  subsumed,
  unknownName,
  permissionDenyList,
  inapplicableVariable,
];

/** What matching rules of dynamic groups are checked against. */
export const DYNAMIC_GROUP_RULES: readonly DynamicGroupRule[] = [dynamicGroupMembers];
