import { Check } from "./check";
import { known } from "./known";

/** Deliver artifact stages map outputs by name. */
export const outputsShareAName: Check = {
  code: "BS304",
  severity: "error",
  title: "two outputs have one name",
  check: ({ document, places }) => {
    const names = known(document.outputArtifacts).map(([i, { name }]) => [i, name] as const);
    const first = new Map(names.map(([i, name]) => [name, i] as const).reverse());
    return names
      .filter(([i, name]) => name !== undefined && first.get(name) !== i)
      .map(([i, name]) => ({
        ...places.rangeOf(["outputArtifacts", i, "name"]),
        message: `two outputs are named ${name}`,
        fix: "give each its own name",
      }));
  },
};
