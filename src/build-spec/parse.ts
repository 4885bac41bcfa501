import { RULES } from "./checks";
import { runChecks } from "./checks/run-checks";
import { Diagnostic, inFileOrder, Position } from "./diagnostics/diagnostic";
import { BuildSpecDocument } from "./model";
import { DocumentPath, Places } from "./schema/places";
import { ReadDocument } from "./schema/read-document";
import { Walk } from "./schema/walk";
import { YamlReader } from "./syntax/yaml-reader";

export interface ParsedBuildSpec {
  /** The document; undefined when a finding is an error. */
  readonly document?: BuildSpecDocument;
  /** What could be read in spite of errors; undefined when it is no build specification at all. */
  readonly read?: ReadDocument;
  readonly places: Places;
  /** What the service refuses or ignores, in the order of the file. */
  readonly diagnostics: readonly Diagnostic[];
  /** Where a value stands; for a block scalar, its first line of text. */
  positionOf(path: DocumentPath): Position;
}

/**
 * Reads a build_spec.yaml: as tolerant as the service (duplicate keys, empty sections, BOM, CRLF, numbers as text)
 * and as strict.
 */
export function parseBuildSpec(text: string): ParsedBuildSpec {
  const reader = new YamlReader(text);
  const walk = new Walk(reader);
  const read = walk.document();
  const { places } = walk;
  const broken = read ? runChecks(RULES, { document: read, places, scripts: [] }) : [];
  const diagnostics = inFileOrder([...reader.diagnostics, ...broken]);
  const isRefused = diagnostics.some(({ severity }) => severity === "error");
  return {
    document: isRefused ? undefined : (read as BuildSpecDocument | undefined),
    read,
    places,
    diagnostics,
    positionOf: (path) => places.positionOf(path),
  };
}
