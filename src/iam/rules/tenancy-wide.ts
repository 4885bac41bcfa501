import { isEverything } from "./grants";
import { narrowerStatements } from "./narrower";
import { allows, PolicyRule } from "./rule";
import { mayBePipeline } from "./subject";
import { SOME_COMPARTMENT, written } from "./written";
import { Grant } from "../language/statement";

/** Reaches into every compartment although a pipeline works in a few. */
export const tenancyWide: PolicyRule = {
  id: "tenancy-wide",
  severity: "error",
  check: (subject) => {
    if (!allows(subject) || subject.statement.location.kind !== "tenancy") return [];
    const { statement } = subject;
    if (!mayBePipeline(subject) || createsImageRepositories(statement.grant)) return [];
    return [
      {
        message:
          "in tenancy reaches every compartment, those that are made later included; a pipeline works in the " +
          "compartments of its project, registry, secrets and functions",
        replacement: isEverything(statement.grant)
          ? narrowerStatements(subject)
          : written({ ...statement, location: SOME_COMPARTMENT }),
        source: "https://docs.oracle.com/en-us/iaas/Content/Identity/policysyntax/location.htm",
      },
    ];
  },
};

/** A push to a repository that does not exist makes it in the root compartment, so only a tenancy-wide grant lets it. */
function createsImageRepositories(grant: Grant): boolean {
  if (grant.kind === "verb") return grant.verb === "manage" && grant.resourceType === "repos";
  return (
    grant.permissions.includes("REPOSITORY_CREATE") &&
    grant.permissions.every((permission) => permission.startsWith("REPOSITORY_"))
  );
}
