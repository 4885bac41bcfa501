import { createHash, randomBytes } from "node:crypto";

const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

/**
 * An OCID of the shape OCI gives, with `local` for the region.
 *
 * @param kind such as `devopsbuildpipeline`
 * @param seed the same seed gives the same OCID; without one it is random
 */
export function localOcid(kind: string, seed?: string): string {
  const bytes =
    seed === undefined ? randomBytes(64) : createHash("sha512").update(`${kind}\0${seed}`).digest();
  const unique = [...bytes].slice(0, 52).map((byte) => ALPHABET[byte % 32]);
  return `ocid1.${kind}.oc1.local.amaaaaaa${unique.join("")}`;
}
