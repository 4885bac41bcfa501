import * as fs from "node:fs";
import * as path from "node:path";
import { Verb } from "../language/statement";

/** One row of `_actions`: something a pipeline does and what it takes. */
export interface CatalogueAction {
  readonly id: string;
  readonly principal: string;
  readonly permissions: readonly string[];
  /** Statement templates; a text in parentheses is a remark, not a statement. */
  readonly minimal: readonly string[];
  /** Broader templates, each instead of what it covers where the service refuses that; the narrowest first. */
  readonly fallbacks: readonly string[];
  /** Broader templates that are needed together instead of the minimal ones. */
  readonly relaxed?: readonly string[];
  readonly confidence: Confidence;
}

/**
 * How sure a row of the catalogue is: `high` for a table of an Oracle page, `medium` where names are documented and
 * the rest is inferred or was seen once, `low` where most is inferred.
 */
export type Confidence = "high" | "medium" | "low";

/** A variable that requests for a resource type can carry. */
export interface CatalogueVariable {
  readonly name: string;
  readonly type: string;
  /** Who says so. */
  readonly evidence: string;
  readonly note?: string;
}

/** A resource type; the list of a verb holds all that the verb grants, what lower verbs grant included. */
export type CatalogueType = Readonly<Record<Verb, readonly string[]>> & {
  readonly variables: readonly CatalogueVariable[];
  readonly confidence: Confidence;
  readonly source: string;
};

/** Content of schema/iam-permissions.json. */
export interface CatalogueFile {
  readonly actions: readonly CatalogueAction[];
  readonly types: ReadonlyMap<string, CatalogueType>;
  /** Members by family; `*` stands for every type. */
  readonly families: ReadonlyMap<string, readonly string[]>;
  readonly generalVariables: readonly string[];
}

/** A row as the file has it. */
type FileAction = Omit<CatalogueAction, "fallbacks" | "relaxed"> & {
  readonly fallback_if_rejected: readonly string[];
};

const FILE = path.join(__dirname, "..", "..", "..", "schema", "iam-permissions.json");
let loaded: CatalogueFile | undefined;

/** The catalogue; the file is read at the first call. */
export function catalogueFile(): CatalogueFile {
  return (loaded ??= read());
}

function read(): CatalogueFile {
  const { _actions, _families, _meta, ...types } = JSON.parse(fs.readFileSync(FILE, "utf8"));
  return {
    actions: _actions.map(({ fallback_if_rejected: fallbacks, ...action }: FileAction) => ({
      ...action,
      fallbacks,
    })),
    types: new Map(Object.entries<CatalogueType>(types)),
    families: new Map(
      Object.entries<{ members: string[] }>(_families).map(([name, { members }]) => [name, members]),
    ),
    generalVariables: _meta.general_variables,
  };
}
