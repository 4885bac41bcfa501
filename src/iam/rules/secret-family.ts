import { isNarrowedBy } from "./conditions";
import { narrowerStatements } from "./narrower";
import { allows, PolicyRule } from "./rule";
import { isWorkload } from "./subject";

/** Reads every secret of the location where one is needed. */
export const secretFamily: PolicyRule = {
  id: "secret-family",
  severity: "error",
  check: (subject) => {
    if (!allows(subject) || !isWorkload(subject)) return [];
    const { grant, condition } = subject.statement;
    if (grant.kind !== "verb" || grant.resourceType !== "secret-family" || grant.verb === "inspect") {
      return [];
    }
    const isOfOneSecret = isNarrowedBy(condition, ["target.secret.id", "target.secret.name"]);
    if (grant.verb === "read" && isOfOneSecret) return [];
    const reach = isOfOneSecret ? "more of a secret than its value" : "every secret of the location";
    return [
      {
        message:
          `${grant.verb} secret-family reaches ${reach}; to read the value of one secret, secret-bundles with ` +
          "target.secret.id is enough",
        replacement: narrowerStatements(subject),
        source: "https://docs.oracle.com/en-us/iaas/Content/Identity/policyreference/keypolicyreference.htm",
      },
    ];
  },
};
