import { allHold, no, NO, Truth, unknown, YES } from "./truth";
import { World } from "./world";
import { Location } from "../language/statement";

/**
 * Whether a statement counts in the target's compartment: it counts in its location and all below, and its location
 * is where its policy is attached or below.
 *
 * Sources: https://docs.oracle.com/en-us/iaas/Content/Identity/policieshow/Policy_Inheritance.htm and
 * Policy_Attachment.htm beside it
 */
export function locationHolds(
  location: Location,
  attachedTo: string,
  targetCompartmentId: string,
  world: World,
): Truth {
  if (location.kind === "other-tenancy") return NO;
  const place = placeOf(location, attachedTo, world);
  if (place === undefined) return unknown(`the compartment ${nameOf(location)} is not known`);

  const inReach = isWithin(place, attachedTo, world);
  return allHold([
    isWithin(targetCompartmentId, place, world),
    inReach === NO
      ? no(`the policy is attached to ${attachedTo}, and ${nameOf(location)} is not below that`)
      : inReach,
  ]);
}

type Place = Exclude<Location, { kind: "other-tenancy" }>;

/** OCID of the compartment that a location names. */
function placeOf(location: Place, attachedTo: string, world: World): string | undefined {
  if (location.kind === "tenancy") return world.tenancyId;
  if (location.kind === "compartment") return location.id;

  const { names } = location;
  const below = names.reduce<string | undefined>((id, name) => id && childOf(id, name, world), attachedTo);
  return below ?? (isNameOf(attachedTo, names, world) ? attachedTo : undefined);
}

function childOf(parentId: string, name: string, world: World): string | undefined {
  return [...world.compartments].find(([, each]) => each.parentId === parentId && each.name === name)?.[0];
}

function isNameOf(id: string, names: readonly string[], world: World): boolean {
  return names.length === 1 && world.compartments.get(id)?.name === names[0];
}

/** Whether a compartment is another one or below it. */
function isWithin(inner: string, outer: string, world: World): Truth {
  const passed = new Set<string>();
  for (let id = inner; id !== outer;) {
    if (id === world.tenancyId) return NO;
    const parentId = passed.has(id) ? undefined : world.compartments.get(id)?.parentId;
    if (parentId === undefined) return unknown(`what the compartment ${id} is in is not known`);
    passed.add(id);
    id = parentId;
  }
  return YES;
}

function nameOf(location: Place): string {
  if (location.kind === "tenancy") return "the tenancy";
  return location.kind === "compartment" ? location.id : location.names.join(":");
}
