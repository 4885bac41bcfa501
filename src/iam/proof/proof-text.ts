import { Excess, Missing, Superfluous } from "./prove";
import { renderStatement } from "../language/render";

/** A request that is denied, in words. */
export function missingText({ requirement, request }: Missing): string {
  const { declaredBy, action, principal } = requirement;
  return `${declaredBy} does ${action.actionId}, for which no statement allows ${principal.type} ${request.permission}${target(request)}`;
}

/** What could be left out, in words. */
export function superfluousText({ statement, part }: Superfluous): string {
  const what = part === undefined ? "the statement" : `${part} of the statement`;
  return `every declared action is allowed without ${what}: ${renderStatement(statement.statement)}`;
}

/** What is granted and not needed, in words. */
export function excessText(excess: Excess): string {
  const { statement, principal, permission } = excess;
  return `${renderStatement(statement.statement)} also grants ${permission} to ${principal.type} ${principal.id}${target(excess)}`;
}

function target({ compartmentId, variables }: Pick<Excess, "compartmentId" | "variables">): string {
  const values = Object.entries(variables).map(([name, value]) => `${name} = '${value}'`);
  return ` in compartment ${compartmentId}${values.length > 0 ? ` where ${values.join(", ")}` : ""}`;
}
