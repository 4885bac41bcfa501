import { terraformSucceeds } from "./offline-terraform";

/** What Terraform would do with each resource that it would touch, such as `update` or `delete create`. */
export function plannedActions(folder: string): Record<string, string> {
  terraformSucceeds(folder, "plan", "-out=planned");
  const output = terraformSucceeds(folder, "show", "-json", "planned");
  const { resource_changes: changes = [] } = JSON.parse(output) as {
    resource_changes?: { address: string; mode: string; change: { actions: string[] } }[];
  };
  const touched = changes.filter(({ mode, change }) => mode === "managed" && change.actions[0] !== "no-op");
  return Object.fromEntries(touched.map(({ address, change }) => [address, change.actions.join(" ")]));
}
