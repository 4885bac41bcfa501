import { Request, World } from "./world";

/** Variables by name in lower case; those that do not apply to the request are missing. */
export type Variables = ReadonlyMap<string, string>;

/**
 * The variables of a request: its own, and those that follow from its principal and target.
 *
 * Source: https://docs.oracle.com/en-us/iaas/Content/Identity/policyreference/policyreference_topic-General_Variables_for_All_Requests.htm
 */
export function variablesOfRequest(request: Request, world: World): Variables {
  const { principal, permission, operation, compartmentId } = request;
  const derived: Record<string, string | undefined> = {
    "request.permission": permission,
    "request.operation": operation,
    "request.principal.type": principal.type,
    "request.principal.id": principal.id,
    "request.principal.compartment.id": principal.compartmentId,
    "target.compartment.id": compartmentId,
    "target.compartment.name": world.compartments.get(compartmentId)?.name,
  };
  const variables = new Map<string, string>();
  for (const [name, value] of [...Object.entries(request.variables), ...Object.entries(derived)]) {
    if (value !== undefined) variables.set(name.toLowerCase(), value);
  }
  return variables;
}
