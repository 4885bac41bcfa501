import { createHash } from "node:crypto";
import { IConstruct } from "constructs";

/** Ids of these characters, joined by hyphens, show which path they come from. */
const PLAIN_ID = /^[a-zA-Z0-9._]*$/;

/**
 * A name for something that OCI wants a unique name for: the construct's path and the suffix, joined by hyphens.
 *
 * Letters, digits, `-`, `_` and `.` only. A name that is cut or that another path could have, too, ends in a hash of
 * the path.
 */
export function resourceName(scope: IConstruct, suffix = "", maxLength = 100): string {
  const ids = [...scope.node.path.split("/"), ...(suffix === "" ? [] : [suffix])];
  const name = ids.join("-").replace(/[^a-zA-Z0-9._-]/g, "_");
  if (name.length <= maxLength && ids.every((id) => PLAIN_ID.test(id))) return name;
  const hash = createHash("sha256").update(JSON.stringify(ids)).digest("hex").slice(0, 8);
  return `${name.slice(0, maxLength - hash.length - 1)}-${hash}`;
}
