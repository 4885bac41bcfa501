import { Check } from "./check";
import { known } from "./known";

/** A secret would leave the stage: the service refuses the file. */
export const vaultVariableExported: Check = {
  code: "BS302",
  severity: "error",
  title: "vault variable is exported",
  check: ({ document: { env }, places }) =>
    known(env?.exportedVariables)
      .filter(([, name]) => Object.hasOwn(env?.vaultVariables ?? {}, name))
      .map(([i, name]) => ({
        ...places.rangeOf(["env", "exportedVariables", i]),
        message: `${name} is a vault variable and cannot be exported`,
        fix: "export another variable, and assign it in a step",
      })),
};
