import { catalogueFile, CatalogueVariable, Confidence } from "./catalogue-file";
import { Verb, VERBS } from "../language/statement";

/** A resource type of the catalogue. */
export interface ResourceType {
  /** In lower case, such as `repos`. */
  readonly name: string;
  /** Variables of its own; the general ones come on top. */
  readonly variables: readonly CatalogueVariable[];
  readonly confidence: Confidence;
  /** Address of the page that the row is from. */
  readonly source: string;
  /** All that the verb grants, what lower verbs grant included. */
  permissionsOf(verb: Verb): readonly string[];
}

/** Names of all resource types that have a row. */
export function typeNames(): readonly string[] {
  return [...catalogueFile().types.keys()];
}

/** Names of all families, `all-resources` and `all-artifacts` included. */
export function familyNames(): readonly string[] {
  return [...catalogueFile().families.keys()];
}

/** The catalogue's row of a resource type; undefined for families and for types without one. */
export function resourceType(name: string): ResourceType | undefined {
  const row = catalogueFile().types.get(name.toLowerCase());
  return (
    row && {
      name: name.toLowerCase(),
      permissionsOf: (verb) => row[verb],
      variables: row.variables,
      confidence: row.confidence,
      source: row.source,
    }
  );
}

/**
 * The resource types of a family; undefined when there is no such family.
 *
 * Some members, such as `instance-images` of `all-artifacts`, have no row of their own.
 */
export function familyMembers(name: string): readonly string[] | undefined {
  const members = catalogueFile().families.get(name.toLowerCase());
  return members?.includes("*") ? typeNames() : members;
}

/**
 * All that an `allow` of the verb grants; for a family, on any of its types; undefined for names that are neither.
 */
export function permissionsOf(verb: Verb, typeOrFamily: string): readonly string[] | undefined {
  return once(`allow ${verb} ${typeOrFamily}`, () =>
    ofTypes(typeOrFamily, (type) => type.permissionsOf(verb)),
  );
}

/**
 * All that a `deny` of the verb takes away: what the verb adds to the one below it, and what the verbs above it add.
 *
 * Source: https://docs.oracle.com/en-us/iaas/Content/Identity/policysyntax/denypolicies.htm, metaverb inversion
 */
export function permissionsDeniedBy(verb: Verb, typeOrFamily: string): readonly string[] | undefined {
  const below: Verb | undefined = VERBS[VERBS.indexOf(verb) - 1];
  const denied = (type: ResourceType) => {
    const spared = below === undefined ? [] : type.permissionsOf(below);
    return type.permissionsOf("manage").filter((permission) => !spared.includes(permission));
  };
  return once(`deny ${verb} ${typeOrFamily}`, () => ofTypes(typeOrFamily, denied));
}

/** Every permission of the catalogue. */
export function allPermissions(): readonly string[] {
  return [...typesByPermission().keys()];
}

/** The resource types some verb of which grants the permission. */
export function typesOfPermission(permission: string): readonly string[] {
  return typesByPermission().get(permission) ?? [];
}

/** Whether some verb on some resource type of the catalogue grants it. */
export function isKnownPermission(permission: string): boolean {
  return typesByPermission().has(permission);
}

/** Variables that conditions on any resource type can name; those that end in `tag` go on with namespace and key. */
export function generalVariables(): readonly string[] {
  return catalogueFile().generalVariables;
}

/** Names of the variables of a type's own, or of any type of a family; undefined for names that are neither. */
export function variablesOf(typeOrFamily: string): readonly string[] | undefined {
  return ofTypes(typeOrFamily, (type) => type.variables.map(({ name }) => name));
}

/** Whether requests for some resource type can carry the variable. */
export function isKnownVariable(variable: string): boolean {
  const name = variable.toLowerCase();
  return knownVariables().some(
    (each) => each === name || (each.endsWith(".tag") && name.startsWith(`${each}.`)),
  );
}

function knownVariables(): readonly string[] {
  return once("variables", () =>
    [...generalVariables(), ...typeNames().flatMap((name) => variablesOf(name)!)].map((name) =>
      name.toLowerCase(),
    ),
  )!;
}

/** What the types that a name stands for have, each once. */
function ofTypes<Item>(
  typeOrFamily: string,
  items: (type: ResourceType) => readonly Item[],
): readonly Item[] | undefined {
  const names = familyMembers(typeOrFamily) ?? (resourceType(typeOrFamily) && [typeOrFamily]);
  return names && [...new Set(names.map(resourceType).flatMap((type) => (type ? items(type) : [])))];
}

const lists = new Map<string, readonly string[] | undefined>();

/** What is computed once under a name; the catalogue does not change. */
function once(name: string, compute: () => readonly string[] | undefined): readonly string[] | undefined {
  if (!lists.has(name)) lists.set(name, compute());
  return lists.get(name);
}

let byPermission: Map<string, string[]> | undefined;

function typesByPermission(): ReadonlyMap<string, readonly string[]> {
  if (byPermission !== undefined) return byPermission;
  byPermission = new Map();
  for (const [name, row] of catalogueFile().types) {
    for (const permission of new Set(VERBS.flatMap((verb) => row[verb]))) {
      byPermission.set(permission, [...(byPermission.get(permission) ?? []), name]);
    }
  }
  return byPermission;
}
