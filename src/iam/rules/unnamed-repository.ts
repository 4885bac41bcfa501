import { isNarrowedBy } from "./conditions";
import { narrowerStatements } from "./narrower";
import { allows, PolicyRule } from "./rule";
import { isWorkload } from "./subject";

/** Lets a pipeline delete every image repository of the location. */
export const unnamedRepository: PolicyRule = {
  id: "unnamed-repository",
  severity: "error",
  check: (subject) => {
    if (!allows(subject) || !isWorkload(subject)) return [];
    const { grant, condition } = subject.statement;
    if (grant.kind !== "verb" || grant.verb !== "manage" || grant.resourceType !== "repos") return [];
    if (isNarrowedBy(condition, ["target.repo.name", "request.permission", "request.operation"])) return [];
    return [
      {
        message:
          "manage repos without target.repo.name or request.permission lets the subject create, overwrite and " +
          "delete every image repository of the location; a push needs to read and update one",
        replacement: narrowerStatements(subject),
        source: "https://docs.oracle.com/en-us/iaas/Content/Registry/Concepts/registrypolicyrepoaccess.htm",
      },
    ];
  },
};
