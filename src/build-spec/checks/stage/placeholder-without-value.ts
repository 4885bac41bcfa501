import { Check } from "../check";
import { known } from "../known";

/** Values of placeholders in artifacts come from exported variables and parameters alone. */
export const placeholderWithoutValue: Check = {
  code: "BS323",
  severity: "warning",
  title: "nothing gives a placeholder of an artifact a value",
  check: ({ document: { env }, places, use }) => {
    const exported = known(env?.exportedVariables).map(([, name]) => name);
    return (use?.placeholders ?? [])
      .filter(({ name }) => !exported.includes(name))
      .map(({ name, artifact }) => ({
        ...places.keyRangeOf(["env", "exportedVariables"]),
        message: `artifact ${artifact} needs \${${name}}, which is neither a parameter nor exported here`,
        fix: `add ${name} to exportedVariables and assign it in a step, or make it a parameter of the pipeline`,
      }));
  },
};
