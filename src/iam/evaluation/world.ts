import { MatchingRule, Statement } from "../language/statement";

/** Whoever makes a request. */
export interface Principal {
  /** Such as `devopsbuildpipeline`; `user` for people, `service` for services of OCI. */
  readonly type: string;
  /** OCID; the name of a service. */
  readonly id: string;
  readonly compartmentId: string;
  /** OCIDs of the groups that a user is in. */
  readonly groupIds?: readonly string[];
  /** Defined tags, by `namespace.key`. */
  readonly tags?: Readonly<Record<string, string>>;
}

/** One permission that an operation needs. */
export interface Request {
  readonly principal: Principal;
  /** Such as `REPOSITORY_READ`. */
  readonly permission: string;
  /** Of the API, such as `GetContainerRepository`; undefined where it does not matter. */
  readonly operation?: string;
  /** OCID of the compartment that the target is in. */
  readonly compartmentId: string;
  /** Variables that the request carries, such as `target.repo.name`; others do not apply to it. */
  readonly variables: Readonly<Record<string, string>>;
}

/** A group or dynamic group that statements name. */
export interface Group {
  readonly id: string;
  readonly name: string;
  /** @default "Default" */
  readonly domain?: string;
  /** Undefined for groups of users. */
  readonly matchingRule?: MatchingRule;
}

/** A statement and the compartment that its policy is attached to. */
export interface AttachedStatement {
  readonly statement: Statement;
  readonly attachedTo: string;
}

/** What a policy's meaning depends on besides its statements. */
export interface World {
  readonly tenancyId: string;
  /** Compartments: OCID to name and parent; the tenancy is the root and need not be in it. */
  readonly compartments: ReadonlyMap<string, { readonly name: string; readonly parentId: string }>;
  readonly groups: readonly Group[];
}
