import { Check } from "./check";
import { known } from "./known";

/** PATH as a variable, and exported names that begin with OCI. */
export const reservedName: Check = {
  code: "BS303",
  severity: "error",
  title: "name is reserved",
  check: ({ document: { env }, places }) => [
    ...(Object.hasOwn(env?.variables ?? {}, "PATH")
      ? [
          {
            ...places.keyRangeOf(["env", "variables", "PATH"]),
            message: "PATH cannot be declared",
            fix: 'write export PATH="...:$PATH" in a step; the following steps have it, too',
          },
        ]
      : []),
    ...known(env?.exportedVariables)
      .filter(([, name]) => /^oci/i.test(name))
      .map(([i, name]) => ({
        ...places.rangeOf(["env", "exportedVariables", i]),
        message: `${name} begins with OCI, which is reserved for the service's own variables`,
        fix: "export it under another name",
      })),
  ],
};
