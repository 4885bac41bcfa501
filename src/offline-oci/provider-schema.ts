import * as fs from "node:fs";
import * as path from "node:path";

/** A type as the schema writes it: `"string"`, or `["list", "string"]`, or `["object", { ... }]`. */
export type AttributeType =
  string | readonly [string, AttributeType | Readonly<Record<string, AttributeType>>];

export interface AttributeSchema {
  readonly type: AttributeType;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
  readonly sensitive?: boolean;
  readonly deprecated?: boolean;
}

export interface NestedBlockSchema {
  readonly nesting_mode: "single" | "list" | "set" | "map" | "group";
  readonly block: BlockSchema;
  readonly min_items?: number;
  readonly max_items?: number;
}

export interface BlockSchema {
  readonly attributes?: Readonly<Record<string, AttributeSchema>>;
  readonly block_types?: Readonly<Record<string, NestedBlockSchema>>;
}

export interface TypeSchema {
  readonly version?: number;
  readonly block: BlockSchema;
}

export interface ProviderSchema {
  readonly provider: TypeSchema;
  readonly resource_schemas: Readonly<Record<string, TypeSchema>>;
  readonly data_source_schemas: Readonly<Record<string, TypeSchema>>;
}

/** What the provider checks that its schema does not say, by the path of the attribute. */
export interface ProviderRule {
  readonly enum?: readonly string[];
  /** A change of the attribute replaces the resource. */
  readonly force_new?: boolean;
  readonly conflicts_with?: readonly string[];
}

export type ProviderRules = Readonly<Record<string, Readonly<Record<string, ProviderRule>>>>;

const FOLDER = path.join(__dirname, "..", "..", "schema");

function read(file: string): unknown {
  return JSON.parse(fs.readFileSync(path.join(FOLDER, file), "utf8"));
}

let schema: ProviderSchema | undefined;
let rules: ProviderRules | undefined;

/** The schema that oracle/oci 8.28.0 tells of itself (schema/oci-provider-schema.json). */
export function providerSchema(): ProviderSchema {
  if (schema === undefined) {
    const { provider_schemas: all } = read("oci-provider-schema.json") as {
      provider_schemas: Record<string, ProviderSchema>;
    };
    [schema] = Object.values(all);
  }
  return schema;
}

/** The rules in the code of oracle/oci 8.28.0 (schema/oci-provider-rules.json). */
export function providerRules(): ProviderRules {
  return (rules ??= read("oci-provider-rules.json") as ProviderRules);
}
