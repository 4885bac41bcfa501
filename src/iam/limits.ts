/** Statements in one policy; OCI service limits, `policy statements per policy`. */
export const MOST_STATEMENTS_IN_POLICY = 50;
/**
 * Statements of all policies along the path from the root to a compartment;
 * https://docs.oracle.com/en-us/iaas/Content/Identity/policymgmt/policy-limits-compartment-hierarchy.htm
 */
export const MOST_STATEMENTS_ON_PATH = 500;
/** Dynamic groups in an identity domain; https://docs.oracle.com/en-us/iaas/Content/Identity/sku/overview.htm */
export const MOST_DYNAMIC_GROUPS = 50;
/** Characters of a matching rule; OCI service limits. */
export const LONGEST_MATCHING_RULE = 100_000;

/** Grants of one holder, as far as limits are about them. */
interface Limited {
  readonly heldBy: string;
  readonly groups: readonly { readonly matchingRule: string }[];
  readonly statements: readonly { readonly attachedTo: string }[];
}

/** What a stack's grants together exceed, and what to do. */
export function exceededLimits(all: readonly Limited[]): string[] {
  const groups = all.flatMap((each) => each.groups);
  const long = all.flatMap(({ heldBy, groups: own }) =>
    own.flatMap(({ matchingRule: { length } }) =>
      length > LONGEST_MATCHING_RULE ? [{ heldBy, length }] : [],
    ),
  );
  const counts = new Map<string, number>();
  for (const { attachedTo } of all.flatMap(({ statements }) => statements)) {
    counts.set(attachedTo, (counts.get(attachedTo) ?? 0) + 1);
  }
  const full = [...counts].filter(([, count]) => count > MOST_STATEMENTS_ON_PATH);
  return [
    ...(groups.length > MOST_DYNAMIC_GROUPS
      ? [
          `the stack makes ${groups.length} dynamic groups, an identity domain holds at most ${MOST_DYNAMIC_GROUPS}: ` +
            "set grouping of the project to PrincipalGrouping.PER_ROLE or CONDITION",
        ]
      : []),
    ...long.map(
      ({ heldBy, length }) =>
        `the matching rule of ${heldBy} has ${length} characters, OCI takes at most ${LONGEST_MATCHING_RULE}: ` +
        "set grouping of the project to PrincipalGrouping.PER_PRINCIPAL or CONDITION",
    ),
    ...full.map(
      ([compartment, count]) =>
        `the stack attaches ${count} statements to compartment ${compartment}, OCI takes at most ` +
        `${MOST_STATEMENTS_ON_PATH} from the root down to it: set grouping of the project to PrincipalGrouping.PER_ROLE`,
    ),
  ];
}
