import { AttributePath, placesOf } from "./attribute-path";
import { withUnknowns } from "./block-value";
import { BlockSchema, providerRules, providerSchema } from "./provider-schema";
import { isSame, ValueMap } from "./value";

/** What a change would lead to. */
export interface PlannedChange {
  readonly planned: ValueMap;
  /** Attributes whose change the service only takes by making the resource anew. */
  readonly requiresReplace: readonly AttributePath[];
}

/**
 * Plans a change of a resource as the provider does.
 *
 * @param prior what there is; undefined for a new resource
 * @param proposed what Terraform makes of prior state and configuration
 */
export function planChange(type: string, prior: ValueMap | undefined, proposed: ValueMap): PlannedChange {
  const { block } = providerSchema().resource_schemas[type];
  const planned = withUnknowns(block, proposed, prior);
  return { planned, requiresReplace: prior === undefined ? [] : replacing(type, block, prior, planned) };
}

function replacing(type: string, block: BlockSchema, prior: ValueMap, planned: ValueMap): AttributePath[] {
  return Object.entries(providerRules()[type] ?? {})
    .filter(([, rule]) => rule.force_new)
    .flatMap(([name]) => {
      const before = placesOf(block, prior, name);
      const after = placesOf(block, planned, name);
      // What is gone with its block has no place any more; there is a rule for the block, too.
      return after.filter(({ value }, i) => !isSame(value, before[i]?.value ?? null)).map(({ path }) => path);
    });
}
