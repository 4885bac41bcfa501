import { renderStatement } from "../language/render";
import { Location, Statement } from "../language/statement";

/** One word, as the language wants it; reads as `<compartment OCID>` in the end. */
const UNKNOWN_COMPARTMENT = "unknown-compartment-ocid";

/** Where a statement counts that must not count in the whole tenancy. */
export const SOME_COMPARTMENT: Location = { kind: "compartment", id: UNKNOWN_COMPARTMENT };

/** A replacement as text; nothing where the language cannot write it safely, such as names that need quotes. */
export function written(statement: Statement): string[] {
  try {
    return [renderStatement(statement).replace(`id ${UNKNOWN_COMPARTMENT}`, "id <compartment OCID>")];
  } catch {
    return [];
  }
}
