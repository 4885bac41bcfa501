import { InputType } from "../../model";
import { Check } from "../check";
import { known } from "../known";

/** A stage artifact is a file that an earlier managed build stage of the pipeline saves. */
export const stageInputMissing: Check = {
  code: "BS324",
  severity: "error",
  title: "no earlier stage saves an input",
  check: ({ document, places, use }) =>
    known(document.inputArtifacts)
      .filter(
        ([, { name, type, url }]) =>
          use !== undefined &&
          name !== undefined &&
          (type ?? (url === undefined ? InputType.STAGE_ARTIFACT : InputType.URL)) ===
            InputType.STAGE_ARTIFACT &&
          !use.savedBefore.includes(name),
      )
      .map(([i, { name }]) => ({
        ...places.rangeOf(["inputArtifacts", i, "name"]),
        message: `no managed build stage before ${use!.stage} has a BINARY output ${name}`,
        fix:
          use!.savedBefore.length > 0
            ? `take one of ${use!.savedBefore.join(", ")}`
            : "add the output to an earlier stage, or give the input a type and where it comes from",
      })),
};
