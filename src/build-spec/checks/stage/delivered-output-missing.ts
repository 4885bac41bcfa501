import { Check } from "../check";
import { known } from "../known";

/** A deliver artifact stage maps an output that no managed build stage has. */
export const deliveredOutputMissing: Check = {
  code: "BS321",
  severity: "error",
  title: "delivered output is missing",
  check: ({ document, places, use }) => {
    const names = known(document.outputArtifacts).map(([, { name }]) => name);
    return (use?.deliveries ?? [])
      .filter(({ outputName }) => !names.includes(outputName))
      .map(({ stage, outputName }) => ({
        ...places.keyRangeOf(["outputArtifacts"]),
        message: `stage ${stage} delivers ${outputName}, which is no output of this file`,
        fix:
          names.length > 0 ? `name it one of ${names.join(", ")}, or add it` : "add it to outputArtifacts:",
      }));
  },
};
