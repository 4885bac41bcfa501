import { createHash } from "node:crypto";
import { IConstruct } from "constructs";

/**
 * A name for something that OCI wants a unique name for, from the construct's path.
 *
 * Letters, digits, `-`, `_` and `.` only; a path that is too long is cut and ends in a hash of the whole.
 */
export function resourceName(scope: IConstruct, suffix = "", maxLength = 100): string {
  const full = [...scope.node.path.split("/"), ...(suffix === "" ? [] : [suffix])]
    .join("-")
    .replace(/[^a-zA-Z0-9._-]/g, "_");
  if (full.length <= maxLength) return full;
  const hash = createHash("sha256").update(full).digest("hex").slice(0, 8);
  return `${full.slice(0, maxLength - hash.length - 1)}-${hash}`;
}
