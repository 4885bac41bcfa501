import { Check } from "./check";
import { known } from "./known";
import { DocumentPath } from "../schema/places";

/**
 * Source: https://docs.oracle.com/en-us/iaas/Content/devops/using/runtime_details.htm names bash, which is sh, too.
 */
const INTERPRETERS: readonly string[] = ["bash", "sh", "/bin/bash", "/bin/sh"];

export const undocumentedInterpreter: Check = {
  code: "BS408",
  severity: "warning",
  title: "interpreter that the build runner does not document",
  check: ({ document, places }) =>
    [
      { shell: document.shell, path: [] as DocumentPath },
      ...known(document.steps).flatMap(([i, step]) => [
        { shell: step.shell, path: ["steps", i] },
        ...known(step.onFailure).map(([j, { shell }]) => ({ shell, path: ["steps", i, "onFailure", j] })),
      ]),
    ].flatMap(({ shell, path }) =>
      shell === undefined || INTERPRETERS.includes(shell)
        ? []
        : [
            {
              ...places.rangeOf([...path, "shell"]),
              message: `${JSON.stringify(shell)} is no interpreter that the build runner documents`,
              fix: `write ${INTERPRETERS.join(" or ")}; a script may call others itself`,
            },
          ],
    ),
};
