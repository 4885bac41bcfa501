import type { CatalogueAction } from "./catalogue-file";

/**
 * Rows of the catalogue that its own prose says otherwise of.
 *
 * A push also lists repositories, and list calls carry no repository name, so that a condition on it is false for them:
 * https://docs.oracle.com/en-us/iaas/Content/Registry/Concepts/registrypolicyrepoaccess.htm and
 * https://docs.oracle.com/en-us/iaas/Content/Identity/policysyntax/conditions.htm
 */
export const ACTION_CORRECTIONS: Readonly<Record<string, Partial<CatalogueAction>>> = {
  "ocir-push-existing": {
    permissions: ["REPOSITORY_INSPECT", "REPOSITORY_READ", "REPOSITORY_UPDATE"],
    minimal: [
      "Allow {bp} to inspect repos in compartment id {repoCompartment}",
      "Allow {bp} to {REPOSITORY_READ, REPOSITORY_UPDATE} in compartment id {repoCompartment} where target.repo.name = '{repoName}'",
    ],
    relaxed: [
      "Allow {bp} to inspect repos in compartment id {repoCompartment}",
      "Allow {bp} to manage repos in compartment id {repoCompartment} where target.repo.name = '{repoName}'",
    ],
  },
};
