import { Check } from "./check";

/** The service hands variables from step to step on one line. */
export const initialValueWithLineBreaks: Check = {
  code: "BS407",
  severity: "note",
  title: "value of a variable has line breaks",
  check: ({ document: { env }, places }) =>
    Object.entries(env?.variables ?? {})
      .filter(([, value]) => value !== undefined && /[\n\r]/.test(value))
      .map(([name]) => ({
        ...places.rangeOf(["env", "variables", name]),
        message: `each line break in ${name} becomes a blank in the following steps`,
        fix: "write the value on one line (>- folds lines), or keep it in a file of the source",
      })),
};
