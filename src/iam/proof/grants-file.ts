import { StackGrants } from "./grants-of";

/** Where the grants of a stack are written at synth, beside its cdk.tf.json. */
export const GRANTS_FILE = "grants.json";

const LISTS = ["groups", "statements", "declarations", "suppressions", "allowed"] as const;

/**
 * Reads the content of a stack's grants.json.
 *
 * @throws Error when it is none that this version writes
 */
export function parseGrants(text: string): StackGrants[] {
  const all: unknown = JSON.parse(text);
  if (!Array.isArray(all) || !all.every(isGrants)) throw new Error("it does not hold the grants of a stack");
  return all;
}

function isGrants(value: unknown): value is StackGrants {
  const grants = value as Record<string, unknown> | null;
  return typeof grants?.heldBy === "string" && LISTS.every((list) => Array.isArray(grants[list]));
}
