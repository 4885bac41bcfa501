import { Check } from "../check";
import { known } from "../known";

/** Later stages see an exported variable, not the parameter of the same name. */
export const exportedParameter: Check = {
  code: "BS326",
  severity: "note",
  title: "exported variable replaces a parameter of the pipeline",
  check: ({ document: { env }, places, use }) =>
    known(env?.exportedVariables)
      .filter(([, name]) => use?.parameters.includes(name))
      .map(([i, name]) => ({
        ...places.rangeOf(["env", "exportedVariables", i]),
        message: `${name} is a parameter of the pipeline, too; later stages see what is exported here`,
        fix: "export it under another name, unless that is meant",
      })),
};
