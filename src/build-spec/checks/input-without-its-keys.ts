import { Check } from "./check";
import { known } from "./known";
import { InputArtifact, InputType } from "../model";

/** An input lacks what says where to fetch it from. */
export const inputWithoutItsKeys: Check = {
  code: "BS308",
  severity: "warning",
  title: "input lacks the keys of its type",
  check: ({ document, places }) =>
    known(document.inputArtifacts).flatMap(([i, input]) => {
      const missing = missingKeys(input);
      return missing === undefined
        ? []
        : [
            {
              ...places.rangeOf(["inputArtifacts", i]),
              message: `a ${input.type} input needs ${missing}; nothing can be fetched without`,
              fix: `add ${missing}`,
            },
          ];
    }),
};

/** What must stand beside the type: each of the keys of one of the sets. */
const NEEDED: Readonly<Record<InputType, readonly (readonly (keyof InputArtifact)[])[]>> = {
  [InputType.STAGE_ARTIFACT]: [[]],
  [InputType.URL]: [["url"]],
  [InputType.GENERIC_ARTIFACT]: [["artifactId"], ["registryId", "path", "version"]],
};

function missingKeys(input: InputArtifact): string | undefined {
  if (input.type === undefined) return undefined;
  const missing = NEEDED[input.type].map((keys) => keys.filter((key) => !(key in input)));
  if (missing.some((keys) => keys.length === 0)) return undefined;
  return missing.map((keys) => keys.join(", ")).join(", or ");
}
