import { familyMembers, resourceType } from "../catalogue/permissions";
import { PrincipalType } from "../principal-type";

/** Whether a word is a resource type or family of policies, which no principal is of; principals' types have no hyphens. */
export function isPolicyType(word: string): boolean {
  return (
    resourceType(word) !== undefined ||
    familyMembers(word) !== undefined ||
    /-(?:family|resources)$/i.test(word)
  );
}

/** The principal type that a resource type of policies was perhaps meant to be. */
export function similarPrincipalType(policyType: string): string | undefined {
  const word = policyType.toLowerCase().replaceAll("-", "");
  return Object.values<string>(PrincipalType).find((type) => type === word);
}
