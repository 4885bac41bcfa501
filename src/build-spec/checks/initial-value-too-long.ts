import { Check } from "./check";
import { known } from "./known";

/** Longest value that the service can hold for later stages (DevOps API, `ExportedVariable`). */
const MAX_LENGTH = 255;

/** The first value of an exported variable is exported, too, unless a step assigns another one. */
export const initialValueTooLong: Check = {
  code: "BS402",
  severity: "warning",
  title: "value of an exported variable is too long",
  check: ({ document: { env }, places }) => {
    const exported = new Set(known(env?.exportedVariables).map(([, name]) => name));
    return Object.entries(env?.variables ?? {})
      .filter(([name, value]) => exported.has(name) && value?.length > MAX_LENGTH)
      .map(([name, value]) => ({
        ...places.rangeOf(["env", "variables", name]),
        message: `${name} is exported and has ${value.length} characters; later stages get at most ${MAX_LENGTH}`,
        fix: "save a long text as a BINARY output instead",
      }));
  },
};
