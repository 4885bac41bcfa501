import { Check } from "./check";
import { dialectOf } from "../shell/dialect";

/**
 * The service accepts the file, and the step fails where its shell cannot read on. What bash reads is accepted for sh,
 * too. Only the first error of a script is said: the others mostly follow from it.
 */
export const shellSyntax: Check = {
  code: "BS305",
  severity: "warning",
  title: "shell syntax error in a step",
  check: ({ places, scripts }) =>
    scripts.flatMap(({ path, shell, facts }) => {
      const [error] = facts.errors;
      if (error === undefined || dialectOf(shell) === undefined) return [];
      const { start, end, message, fix } = error;
      return [
        {
          ...places.textRangeOf(path, start, end),
          message: `${shell} cannot read this script: ${message}`,
          fix,
        },
      ];
    }),
};
