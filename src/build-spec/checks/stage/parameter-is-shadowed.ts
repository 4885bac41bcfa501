import { Check } from "../check";

/** A variable of the file wins over a parameter of the pipeline. */
export const parameterIsShadowed: Check = {
  code: "BS325",
  severity: "warning",
  title: "variable hides a parameter of the pipeline",
  check: ({ document: { env }, places, use }) =>
    Object.keys(env?.variables ?? {})
      .filter((name) => use?.parameters.includes(name))
      .map((name) => ({
        ...places.keyRangeOf(["env", "variables", name]),
        message: `${name} is a parameter of the pipeline; steps see this value, whatever the run is given`,
        fix: "remove the variable, or give it another name",
      })),
};
