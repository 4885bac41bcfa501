import { variablesIn } from "./conditions";
import { isOffered } from "./grants";
import { PolicyRule } from "./rule";
import { variablesOf } from "../catalogue/permissions";
import { Grant } from "../language/statement";

/** Asks for a variable that requests for the resource type do not carry, which makes the condition false. */
export const inapplicableVariable: PolicyRule = {
  id: "inapplicable-variable",
  severity: "warning",
  check: ({ statement }) => {
    if (statement.kind === "define" || statement.condition === undefined) return [];
    const { grant, condition } = statement;
    const missing = [...new Set(variablesIn(condition))].filter((name) => !isOffered(name, grant));
    return missing.map((name) => ({
      message:
        `${name} is no variable of ${describe(grant)}; a condition on a variable that a request does not carry is ` +
        `false, for != too, so that it silently ${statement.kind === "allow" ? "grants" : "denies"} nothing` +
        offers(grant),
      replacement: [],
      source: "https://docs.oracle.com/en-us/iaas/Content/Identity/policysyntax/conditions.htm",
    }));
  },
};

function describe(grant: Grant): string {
  return grant.kind === "verb" ? grant.resourceType : grant.permissions.join(", ");
}

function offers(grant: Grant): string {
  const names = grant.kind === "verb" ? (variablesOf(grant.resourceType) ?? []) : [];
  const own = names.filter((name) => name.startsWith("target."));
  return own.length === 0 ? "" : `; known are ${own.join(", ")}`;
}
