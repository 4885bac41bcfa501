import { Check } from "./check";
import { known } from "./known";

/** No public specification has an onFailure block with one of its own. */
export const nestedOnFailure: Check = {
  code: "BS307",
  severity: "warning",
  title: "onFailure inside of onFailure",
  check: ({ document, places }) =>
    known(document.steps).flatMap(([i, { onFailure }]) =>
      known(onFailure)
        .filter(([, block]) => "onFailure" in block)
        .map(([j]) => ({
          ...places.keyRangeOf(["steps", i, "onFailure", j, "onFailure"]),
          message: "onFailure of an onFailure block is ignored",
          fix: "handle the failure in the block's own command, such as make clean || echo failed",
        })),
    ),
};
