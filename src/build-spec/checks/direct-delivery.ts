import { Check } from "./check";
import { known } from "./known";
import { OutputArtifact } from "../model";

/** Two specifications that ran in 2022 deliver from the build stage itself. */
export const directDelivery: Check = {
  code: "BS309",
  severity: "note",
  title: "keys of an output that are not documented",
  check: ({ document, places }) =>
    known(document.outputArtifacts).flatMap(([i, output]) => {
      const keys = DELIVERY.filter((key) => key in output);
      return keys.length === 0
        ? []
        : [
            {
              ...places.keyRangeOf(["outputArtifacts", i, keys[0]]),
              message: `${keys.join(", ")} of an output: delivery by the build stage itself is not documented`,
              fix: "remove it, and map the output in a deliver artifact stage",
            },
          ];
    }),
};

const DELIVERY = ["registryId", "path", "version", "imageUri"] as const satisfies (keyof OutputArtifact)[];
