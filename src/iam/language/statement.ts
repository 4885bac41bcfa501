/** Verbs, each of which grants what those before it grant and more. */
export type Verb = "inspect" | "read" | "use" | "manage";

export const VERBS: readonly Verb[] = ["inspect", "read", "use", "manage"];

/** A group or dynamic group. */
export type GroupReference =
  | { readonly id: string }
  /** Without a domain it is of the domain `Default`. */
  | { readonly name: string; readonly domain?: string };

/** Whom a statement is about. */
export type Subject =
  | { readonly kind: "any-user" | "any-group" }
  | { readonly kind: "group" | "dynamic-group"; readonly groups: readonly GroupReference[] }
  | { readonly kind: "service"; readonly names: readonly string[] }
  | { readonly kind: "resource"; readonly words: readonly string[] };

/** What a statement lets the subject do. */
export type Grant =
  /** Resource type or family, in lower case. */
  | { readonly kind: "verb"; readonly verb: Verb; readonly resourceType: string }
  /** Permissions, in upper case. */
  | { readonly kind: "permissions"; readonly permissions: readonly string[] };

/** Where a statement counts. */
export type Location =
  | { readonly kind: "tenancy" }
  | { readonly kind: "compartment"; readonly id: string }
  /** Names from the compartment that the policy is attached to, the outermost first. */
  | { readonly kind: "compartment-path"; readonly names: readonly string[] }
  /** Of endorse and admit: a tenancy by its alias, or any. */
  | { readonly kind: "other-tenancy"; readonly alias?: string };

/** What a variable is compared with. */
export type Operand =
  | { readonly kind: "text"; readonly text: string }
  /** What stands between the slashes: a text with `*` at one end or both. */
  | { readonly kind: "pattern"; readonly pattern: string }
  | { readonly kind: "variable"; readonly name: string };

/** A condition; names of variables are in lower case. */
export type Condition =
  | { readonly kind: "any" | "all"; readonly conditions: readonly Condition[] }
  | {
      readonly kind: "comparison";
      readonly variable: string;
      readonly operator: "=" | "!=" | "before" | "after";
      readonly value: Operand;
    }
  | { readonly kind: "between"; readonly variable: string; readonly from: string; readonly to: string }
  | { readonly kind: "in"; readonly variable: string; readonly values: readonly string[] }
  | {
      readonly kind: "sets";
      readonly test: "sets-intersect" | "sets-equal";
      readonly left: string;
      readonly right: string;
    };

/** A statement that grants or denies something within the tenancy. */
export interface AllowStatement {
  readonly kind: "allow" | "deny";
  readonly subject: Subject;
  readonly grant: Grant;
  readonly location: Location;
  readonly condition?: Condition;
}

/** A statement about another tenancy. */
export interface CrossTenancyStatement {
  readonly kind: "endorse" | "admit" | "deny endorse" | "deny admit";
  readonly subject: Subject;
  /** Alias of the tenancy that the subject is of, for `admit`. */
  readonly ofTenancy?: string;
  readonly grant: Grant;
  readonly location: Location;
  readonly condition?: Condition;
}

/** A name for an OCID that other statements use. */
export interface DefineStatement {
  readonly kind: "define";
  readonly what: "tenancy" | "group" | "dynamic-group";
  readonly alias: string;
  readonly ocid: string;
}

/**
 * A statement of an OCI policy.
 *
 * Source: https://docs.oracle.com/en-us/iaas/Content/Identity/Concepts/policysyntax.htm
 */
export type Statement = AllowStatement | CrossTenancyStatement | DefineStatement;

/**
 * The matching rule of a dynamic group.
 *
 * Source: https://docs.oracle.com/en-us/iaas/Content/Identity/dynamicgroups/Writing_Matching_Rules_to_Define_Dynamic_Groups.htm
 */
export type MatchingRule =
  | { readonly kind: "any" | "all"; readonly rules: readonly MatchingRule[] }
  | {
      readonly kind: "term";
      /** Such as `resource.type` or `tag.namespace.key.value`, in lower case. */
      readonly variable: string;
      readonly operator: "=" | "!=";
      readonly value: string;
    }
  /** A tag that is there, whatever its value. */
  | { readonly kind: "tag"; readonly variable: string };
