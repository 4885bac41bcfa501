import { generalVariables, permissionsOf, typesOfPermission, variablesOf } from "../catalogue/permissions";
import { Grant } from "../language/statement";

/** The permissions of a grant; undefined where the catalogue does not have its resource type. */
export function grantedBy(grant: Grant): readonly string[] | undefined {
  return grant.kind === "permissions" ? grant.permissions : permissionsOf(grant.verb, grant.resourceType);
}

/** Whether a grant surely holds all that another one grants. */
export function covers(broad: Grant, needed: Grant): boolean {
  if (isEverything(broad)) return true;
  const all = grantedBy(broad);
  const each = grantedBy(needed);
  return all !== undefined && each !== undefined && each.every((permission) => all.includes(permission));
}

/** Whether it grants all that there is, resource types without a row in the catalogue included. */
export function isEverything(grant: Grant): boolean {
  return grant.kind === "verb" && grant.verb === "manage" && grant.resourceType === "all-resources";
}

/**
 * Whether requests for what is granted can carry a variable; also true where the catalogue does not know the variables
 * of a resource type.
 */
export function isOffered(variable: string, grant: Grant): boolean {
  if (isGeneral(variable)) return true;
  const types =
    grant.kind === "verb" ? [grant.resourceType] : [...new Set(grant.permissions.flatMap(typesOfPermission))];
  const known = types.map(variablesOf);
  return known.length === 0 || known.some((names) => names === undefined || names.includes(variable));
}

/** Some of them are beginnings, such as `target.resource.tag`, that namespace and key follow. */
function isGeneral(variable: string): boolean {
  return generalVariables()
    .map((name) => name.toLowerCase())
    .some((name) => name === variable || (name.endsWith(".tag") && variable.startsWith(`${name}.`)));
}
