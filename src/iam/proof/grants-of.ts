import { requestsOf, Requirement } from "./requirements";
import { AttachedStatement, Group, World } from "../evaluation/world";
import { parseMatchingRule } from "../language/parse-rule";
import { parseStatement } from "../language/parse-statement";

/** Grants as a stack has them, all texts resolved: what was declared, and what was made of it. */
export interface StackGrants {
  /** Path of the construct that holds them. */
  readonly heldBy: string;
  readonly tenancyId: string;
  /** Whether the principals share one group, and so may do what any of them needs. */
  readonly isShared: boolean;
  readonly groups: readonly { readonly id: string; readonly name: string; readonly matchingRule: string }[];
  readonly statements: readonly { readonly text: string; readonly attachedTo: string }[];
  readonly declarations: readonly {
    readonly principalType: string;
    readonly principalId: string;
    readonly actionId: string;
    readonly values: Readonly<Record<string, string>>;
    /** Path of the construct that declares it. */
    readonly declaredBy: string;
    /** Whether broader statements than the narrowest were asked for. */
    readonly isFallback: boolean;
  }[];
  /** Rules whose findings are accepted, and why. */
  readonly suppressions: readonly { readonly rule: string; readonly reason: string }[];
  /** Grants beyond the catalogue's actions, as they were asked for. */
  readonly allowed: readonly {
    readonly text: string;
    readonly principalId: string;
    readonly declaredBy: string;
  }[];
}

/** What a proof is about. */
export interface ProofSubject {
  readonly requirements: readonly Requirement[];
  readonly statements: readonly AttachedStatement[];
  readonly world: World;
  /** Whether all principals may do what any of them needs. */
  readonly isShared: boolean;
}

/**
 * Reads the grants of a stack.
 *
 * @throws Error when a text of them is no statement or matching rule
 */
export function proofSubject(grants: StackGrants): ProofSubject {
  const { tenancyId } = grants;
  const groups = grants.groups.map(({ id, name, matchingRule: text }): Group => {
    const { rule, findings } = parseMatchingRule(text);
    if (rule === undefined) throw new Error(`${text}: ${findings[0]?.message}`);
    return { id, name, matchingRule: rule };
  });
  const statements = grants.statements.map(({ text, attachedTo }): AttachedStatement => {
    const { statement, findings } = parseStatement(text);
    if (statement === undefined) throw new Error(`${text}: ${findings[0]?.message}`);
    return { statement, attachedTo };
  });
  const requirements = grants.declarations.map(
    ({ principalType, principalId, actionId, values, declaredBy, isFallback }): Requirement => {
      // No statement of ours asks where the principal itself is.
      const principal = { type: principalType, id: principalId, compartmentId: "" };
      const action = { actionId, values };
      return {
        principal,
        action,
        declaredBy,
        isFallback,
        requests: requestsOf(action, principal, tenancyId),
      };
    },
  );
  const world = { tenancyId, compartments: new Map(), groups };
  return { requirements, statements, world, isShared: grants.isShared };
}
