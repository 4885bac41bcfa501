import { Check } from "../check";
import { known } from "../known";

/** An image goes to a container repository, a file to an artifact repository. */
export const deliveredOutputKind: Check = {
  code: "BS322",
  severity: "error",
  title: "delivered output is of another kind than its artifact",
  check: ({ document, places, use }) =>
    known(document.outputArtifacts).flatMap(([i, { name, type }]) =>
      (use?.deliveries ?? [])
        .filter(({ outputName, isImage }) => outputName === name && isImage !== (type === "DOCKER_IMAGE"))
        .map(({ stage, isImage }) => ({
          ...places.rangeOf(["outputArtifacts", i, "type"]),
          message: `stage ${stage} delivers ${name} to ${isImage ? "a container" : "an artifact"} repository`,
          fix: `make the output a ${isImage ? "DOCKER_IMAGE" : "BINARY"}, or deliver it to an artifact of its kind`,
        })),
    ),
};
