import { known } from "./known";
import { PREDEFINED_VARIABLES } from "../predefined-variables";
import { ReadDocument } from "../schema/read-document";

/** Names of all variables that have a value after the last step: predefined, declared or exported. */
export function declaredNames({ env }: ReadDocument): ReadonlySet<string> {
  return new Set([
    ...PREDEFINED_VARIABLES.map(({ name }) => name),
    ...Object.keys(env?.variables ?? {}),
    ...Object.keys(env?.vaultVariables ?? {}),
    ...known(env?.exportedVariables).map(([, name]) => name),
  ]);
}
