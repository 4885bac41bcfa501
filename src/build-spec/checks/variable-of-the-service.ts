import { Check } from "./check";
import { PREDEFINED_VARIABLES } from "../predefined-variables";

/** The service's own variables begin with OCI_, and it may add others. */
export const variableOfTheService: Check = {
  code: "BS404",
  severity: "warning",
  title: "declared variable has a name of the service's own",
  check: ({ document: { env }, places }) =>
    (["variables", "vaultVariables"] as const).flatMap((section) =>
      Object.keys(env?.[section] ?? {})
        .filter((name) => /^oci_/i.test(name) && !OF_THE_CLI.test(name))
        .map((name) => ({
          ...places.keyRangeOf(["env", section, name]),
          message: whose(name),
          fix: "give it another name",
        })),
    ),
};

/** Settings of the OCI CLI, which reads them from the environment, as OCI_CLI_AUTH. */
const OF_THE_CLI = /^OCI_CLI_/;

function whose(name: string): string {
  const own = PREDEFINED_VARIABLES.find((predefined) => predefined.name === name);
  return own
    ? `${name} is one of the service's own variables (${own.meaning})`
    : `names that begin with OCI_ are the service's own, and ${name} is none of them`;
}
