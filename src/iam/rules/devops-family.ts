import { isNarrowedBy } from "./conditions";
import { narrowerStatements } from "./narrower";
import { allows, PolicyRule } from "./rule";
import { isWorkload } from "./subject";

/** Lets a pipeline rewrite projects and pipelines, although it reads a few of their parts. */
export const devopsFamily: PolicyRule = {
  id: "devops-family",
  severity: "error",
  check: (subject) => {
    if (!allows(subject) || !isWorkload(subject)) return [];
    const { grant, condition } = subject.statement;
    if (grant.kind !== "verb" || !["use", "manage"].includes(grant.verb)) return [];
    if (!/^devops-([a-z]+-)?family$/.test(grant.resourceType)) return [];
    if (isNarrowedBy(condition, ["request.permission", "request.operation"])) return [];
    return [
      {
        message:
          `${grant.verb} ${grant.resourceType} lets the subject change pipelines, repositories and connections of ` +
          "every project in the location; what runs in a pipeline reads one to three of these resource types",
        replacement: narrowerStatements(subject),
        source: "https://docs.oracle.com/en-us/iaas/Content/devops/using/devops_iampolicies.htm",
      },
    ];
  },
};
