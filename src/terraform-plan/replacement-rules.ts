import { forcingAttributes } from "./attributes";
import { ResourceChange, TerraformPlan } from "./resource-changes";
import { formerNameOf, nameOf, reasonOf, wordsOf } from "./words";

/** A replacement of something that holds more than its configuration. */
export interface GuardedReplacement {
  readonly address: string;
  readonly what: string;
  /** The name of what goes; undefined when it is sensitive or there is none. */
  readonly name?: string;
  /** What makes Terraform replace it, in words. */
  readonly forcedBy: string;
  /** What is gone afterwards. */
  readonly lost: string;
}

/** What must not be replaced in passing, with what goes when it is. */
const LOSSES: ReadonlyMap<string, string> = new Map([
  [
    "oci_devops_repository",
    "its branches, tags and pull requests; the new one has another OCID and only what it mirrors",
  ],
  ["oci_artifacts_container_repository", "the images in it, also those that functions run from"],
  ["oci_artifacts_repository", "the artifacts in it, also those that deployments would roll back to"],
  [
    "oci_functions_function",
    "its OCID and invoke endpoint, which callers and environments hold, and the image last deployed to it",
  ],
]);

const FORGOTTEN =
  "nothing in OCI, but Terraform no longer manages the old one and its stack uses the new one";

/** Replacements in a plan that need a permission of their own. */
export function guardedReplacements(plan: TerraformPlan): GuardedReplacement[] {
  return replacements(plan).flatMap(({ change, forcedBy }) => {
    const lost = LOSSES.get(change.type);
    if (lost === undefined) return [];
    return [
      {
        address: change.address,
        what: wordsOf(change),
        name: formerNameOf(change) ?? nameOf(change),
        forcedBy,
        lost: change.forgets ? FORGOTTEN : lost,
      },
    ];
  });
}

/** Addresses of everything that a plan replaces. */
export function replacedAddresses(plan: TerraformPlan): string[] {
  return replacements(plan).map(({ change }) => change.address);
}

interface Replacement {
  readonly change: ResourceChange;
  readonly forcedBy: string;
}

function replacements(plan: TerraformPlan): Replacement[] {
  const managed = plan.changes.filter((change) => !change.isDataSource && change.deposed === undefined);
  const destroyed = managed.filter(({ action }) => action === "delete");
  return managed.flatMap((change) => {
    if (change.action === "replace") return [{ change, forcedBy: causes(change) }];
    const earlier = change.action === "create" && destroyed.find((other) => isSameThing(change, other));
    return earlier
      ? [{ change, forcedBy: `its new address: it was ${earlier.address}, a moved block would keep it` }]
      : [];
  });
}

function causes(change: ResourceChange): string {
  const all = [...forcingAttributes(change), reasonOf(change)].filter((cause) => cause !== undefined);
  return all.join(", ") || "Terraform, which names no attribute";
}

/** A thing that has got another address without a `moved` block is destroyed and created anew. */
function isSameThing(created: ResourceChange, destroyed: ResourceChange): boolean {
  const name = nameOf(created);
  return name !== undefined && created.type === destroyed.type && name === nameOf(destroyed);
}
