import * as fs from "node:fs";
import * as path from "node:path";

/** One row of `_actions` in schema/iam-permissions.json: something a pipeline does and what it takes. */
export interface CatalogueAction {
  readonly id: string;
  readonly principal: string;
  readonly permissions: readonly string[];
  /** Statement templates; a text in parentheses is a remark, not a statement. */
  readonly minimal: readonly string[];
  readonly confidence: "high" | "medium" | "low";
}

const FILE = path.join(__dirname, "..", "..", "schema", "iam-permissions.json");
let loaded: Map<string, CatalogueAction> | undefined;

/**
 * The catalogue's row of an action; the file is read at the first call.
 * @throws Error when the catalogue has no such row
 */
export function catalogueAction(id: string): CatalogueAction {
  loaded ??= new Map(
    (JSON.parse(fs.readFileSync(FILE, "utf8")) as { _actions: CatalogueAction[] })._actions.map((a) => [
      a.id,
      a,
    ]),
  );
  const row = loaded.get(id);
  if (row === undefined) throw new Error(`schema/iam-permissions.json has no action ${id}`);
  return row;
}

/** The statement templates of an action, without the catalogue's remarks. */
export function minimalStatements(id: string): string[] {
  return catalogueAction(id).minimal.filter((text) => /^allow /i.test(text));
}
