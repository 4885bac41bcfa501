import { isNarrowedBy } from "./conditions";
import { narrowerStatements } from "./narrower";
import { allows, PolicyRule } from "./rule";
import { isWorkload } from "./subject";

/** What is granted beyond what a pipeline does with artifacts. */
const EXCESS: Readonly<Record<string, string>> = {
  "all-artifacts":
    "all-artifacts is also artifact repositories, generic artifacts, image repositories and instance-images, the " +
    "images of Compute; grant the one type that the pipeline works with",
  "generic-artifacts":
    "manage generic-artifacts without request.permission lets the subject delete and change every artifact of the " +
    "location; to publish takes only to create and read",
};

/** Grants artifacts of other kinds, or all that can be done with them. */
export const allArtifacts: PolicyRule = {
  id: "all-artifacts",
  severity: "error",
  check: (subject) => {
    if (!allows(subject) || !isWorkload(subject)) return [];
    const { grant, condition } = subject.statement;
    if (grant.kind !== "verb" || !Object.hasOwn(EXCESS, grant.resourceType)) return [];
    if (grant.resourceType === "generic-artifacts" && grant.verb !== "manage") return [];
    if (isNarrowedBy(condition, ["request.permission", "request.operation"])) return [];
    return [
      {
        message: EXCESS[grant.resourceType],
        replacement: narrowerStatements(subject),
        source: "https://docs.oracle.com/en-us/iaas/Content/artifacts/iam-policies-resource-types.htm",
      },
    ];
  },
};
