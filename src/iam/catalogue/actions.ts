import { ACTION_CORRECTIONS } from "./action-corrections";
import { CatalogueAction, catalogueFile } from "./catalogue-file";
import { familyMembers } from "./permissions";

export type { CatalogueAction } from "./catalogue-file";

let byId: ReadonlyMap<string, CatalogueAction> | undefined;

/**
 * The catalogue's row of an action; the file is read at the first call.
 * @throws Error when the catalogue has no such row
 */
export function catalogueAction(id: string): CatalogueAction {
  byId ??= new Map(
    catalogueFile().actions.map((action) => [action.id, { ...action, ...ACTION_CORRECTIONS[action.id] }]),
  );
  const row = byId.get(id);
  if (row === undefined) throw new Error(`schema/iam-permissions.json has no action ${id}`);
  return row;
}

/** The statement templates of an action, without the catalogue's remarks. */
export function minimalStatements(id: string): string[] {
  return catalogueAction(id).minimal.filter((text) => /^allow /i.test(text));
}

/**
 * The statement templates for a tenancy that refuses the minimal ones: the next broader one stands in the place of what
 * it covers. Actions that are sure, and those of which nothing broader within a compartment is known, keep theirs.
 */
export function relaxedStatements(id: string): string[] {
  const { confidence, fallbacks, relaxed } = catalogueAction(id);
  if (relaxed !== undefined) return [...relaxed];
  const minimal = minimalStatements(id);
  const [broader] = fallbacks;
  const isUsable = broader !== undefined && !/ in tenancy\b| devops-family /.test(broader);
  if (confidence === "high" || !isUsable) return minimal;
  const covered = familyMembers(typeIn(broader)) ?? [typeIn(broader)];
  return [broader, ...minimal.filter((template) => !covered.includes(typeIn(template)))];
}

/** The resource type or family of a template. */
function typeIn(template: string): string {
  return / to \w+ (\S+) in /.exec(template)?.[1] ?? "";
}
