import { Check } from "./check";
import { known } from "./known";

/** Name of a variable that the service can hold for later stages. */
export const EXPORTABLE = /^[a-zA-Z][a-zA-Z_0-9]{0,254}$/;

/** Names that the service cannot hold for later stages (DevOps API, `ExportedVariable`). */
export const exportedName: Check = {
  code: "BS306",
  severity: "error",
  title: "name of an exported variable breaks the API's rule",
  check: ({ document, places }) =>
    known(document.env?.exportedVariables)
      .filter(([, name]) => !EXPORTABLE.test(name))
      .map(([i, name]) => ({
        ...places.rangeOf(["env", "exportedVariables", i]),
        message: `${JSON.stringify(name)} is not a name for an exported variable`,
        fix: "use at most 255 letters, digits and underscores, a letter first",
      })),
};
