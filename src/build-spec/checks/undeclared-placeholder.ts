import { Check } from "./check";
import { declaredNames } from "./declared-names";
import { known } from "./known";

/** Locations of outputs get variables; pipeline parameters were not filled in there when the service's makers tried. */
export const undeclaredPlaceholder: Check = {
  code: "BS409",
  severity: "note",
  title: "placeholder in the location of an output that nothing declares",
  check: ({ document, places }) => {
    const declared = declaredNames(document);
    return known(document.outputArtifacts).flatMap(([i, { location = "" }]) =>
      [...location.matchAll(/\$\{([a-zA-Z_]\w*)\}/g)]
        .filter(([, name]) => !declared.has(name))
        .map(({ 0: placeholder, 1: name, index }) => ({
          ...places.textRangeOf(["outputArtifacts", i, "location"], index, index + placeholder.length),
          message: `${placeholder} may stay as it is: no variable is named ${name}, and parameters do not count here`,
          fix: `declare ${name} in env, and assign it in a step`,
        })),
    );
  },
};
