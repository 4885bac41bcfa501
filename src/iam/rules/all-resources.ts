import { isNarrowedBy } from "./conditions";
import { isEverything } from "./grants";
import { narrowerStatements } from "./narrower";
import { allows, PolicyRule } from "./rule";

/** Makes the subject an administrator of the location. */
export const allResources: PolicyRule = {
  id: "all-resources",
  severity: "error",
  check: (subject) => {
    if (!allows(subject)) return [];
    const { grant, condition } = subject.statement;
    if (!isEverything(grant) || isNarrowedBy(condition, ["request.permission", "request.operation"])) {
      return [];
    }
    return [
      {
        message:
          "manage all-resources makes the subject an administrator of the location, its policies included; " +
          "grant only the resource types that it works with",
        replacement: narrowerStatements(subject),
        source: "https://docs.oracle.com/en-us/iaas/Content/Identity/Concepts/policysyntax.htm",
      },
    ];
  },
};
