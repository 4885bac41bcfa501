import { isMap, isScalar, isSeq, Node, Pair, Scalar, YAMLMap } from "yaml";
import { checkSemantics } from "./check";
import { Diagnostic, Position } from "./diagnostic";
import { Key, ObjectName, objectShape, Shape } from "./keys";
import { BuildSpecDocument } from "./model";
import { YamlReader } from "./yaml-reader";

/** A path into the document, such as `["steps", 0, "command"]`. */
export type DocumentPath = readonly (string | number)[];

export interface ParsedBuildSpec {
  /** The document; undefined when a finding is an error. */
  readonly document?: BuildSpecDocument;
  /** Every finding, in the order of the file. */
  readonly diagnostics: readonly Diagnostic[];
  /** Where a value stands; for a block scalar, its first line of text. */
  positionOf(path: DocumentPath): Position;
}

/** Levels of a document; the deepest of the service's own has six. */
const MAX_DEPTH = 100;
/** Values that one document may hold; aliases multiply them. */
const MAX_VALUES = 100_000;

/**
 * Reads a build_spec.yaml: as tolerant as the service (duplicate keys, empty sections, BOM, CRLF, numbers as text)
 * and as strict.
 */
export function parseBuildSpec(text: string): ParsedBuildSpec {
  const reader = new YamlReader(text);
  const walk = new Walk(reader);
  const value = walk.document();
  const failed = () => reader.diagnostics.some((d) => d.severity === "error");
  const positionOf = (path: DocumentPath) => walk.positionOf(path);
  if (value) checkSemantics(value, reader, walk);
  const diagnostics = [...reader.diagnostics].sort((a, b) => a.line - b.line || a.column - b.column);
  return { document: failed() ? undefined : value, diagnostics, positionOf };
}

/** One pass over the nodes that checks them against the key tables and collects values and positions. */
class Walk {
  private readonly positions = new Map<string, Position>();
  private readonly keyPositions = new Map<string, Position>();
  private values = 0;
  private isExhausted = false;

  constructor(private readonly reader: YamlReader) {}

  document(): BuildSpecDocument | undefined {
    const { root } = this.reader;
    if (root === undefined && this.reader.diagnostics.length > 0) return undefined;
    if (!isMap(root)) {
      this.error(
        "BS103",
        root ?? { line: 1, column: 1 },
        "a build_spec.yaml is a mapping",
        "start with version: 0.1",
      );
      return undefined;
    }
    if (root.has("phases")) {
      this.error(
        "BS105",
        root,
        "this is an AWS CodeBuild buildspec (phases:), which OCI DevOps does not read",
        "write version: 0.1, component: build and steps:",
      );
      return undefined;
    }
    return this.read({ kind: "object", object: "spec" }, root, []) as BuildSpecDocument;
  }

  /** Where the key of a value stands. */
  keyPositionOf(path: DocumentPath): Position {
    return this.keyPositions.get(JSON.stringify(path)) ?? this.positionOf(path);
  }

  positionOf(path: DocumentPath): Position {
    for (let length = path.length; length >= 0; length--) {
      const found = this.positions.get(JSON.stringify(path.slice(0, length)));
      if (found) return found;
    }
    return { line: 1, column: 1 };
  }

  private read(shape: Shape, given: Node, path: DocumentPath, key?: Key): unknown {
    const node = this.reader.follow(given);
    if (node === undefined || this.isExhausted) return undefined;
    if (++this.values > MAX_VALUES || path.length > MAX_DEPTH) {
      this.error("BS102", given, "aliases multiply the file", "write the value out");
      this.isExhausted = true;
      return undefined;
    }
    this.remember(path, node);
    switch (shape.kind) {
      case "object":
        return isMap(node) ? this.object(shape.object, node, path) : this.wrongType(node, path, "a mapping");
      case "map":
        return isMap(node) ? this.map(shape, node, path) : this.wrongType(node, path, "a mapping");
      case "list":
        return isSeq(node)
          ? this.list(shape, node.items as Node[], node, path)
          : this.wrongType(node, path, "a list");
      default:
        return isScalar(node)
          ? this.scalar(shape, node, path, key?.pattern)
          : this.wrongType(node, path, "a single value");
    }
  }

  private object(name: ObjectName, node: YAMLMap, path: DocumentPath): unknown {
    const { keys, unknownKeys } = objectShape(name);
    const result: Record<string, unknown> = {};
    for (const [key, keyNode, value] of this.pairs(node)) {
      const known = Object.hasOwn(keys, key) ? keys[key] : undefined;
      if (known === undefined) {
        this.reader.report("BS202", unknownKeys, keyNode, `${key} is not a key of ${where(path)}`, {
          fix: `known keys: ${Object.keys(keys).join(", ")}`,
        });
      } else if (!isEmpty(value)) {
        this.rememberKey([...path, key], keyNode);
        result[key] = this.read(known.shape, value!, [...path, key], known);
      }
    }
    for (const [key, { required }] of Object.entries(keys)) {
      if (required && !(key in result)) {
        this.error("BS201", node, `${where(path)} has no ${key}, which is required`, `add ${key}:`);
      }
    }
    return result;
  }

  private map(shape: Extract<Shape, { kind: "map" }>, node: YAMLMap, path: DocumentPath): unknown {
    const result: [string, unknown][] = [];
    for (const [key, keyNode, value] of this.pairs(node)) {
      if (shape.names && !shape.names.test(key)) {
        this.error(
          "BS205",
          keyNode,
          `${JSON.stringify(key)} is not a variable name`,
          "use letters, digits and underscores, no digit first",
        );
      } else {
        this.rememberKey([...path, key], keyNode);
        result.push([key, isEmpty(value) ? "" : this.read(shape.of, value!, [...path, key])]);
      }
    }
    return Object.fromEntries(result);
  }

  private list(
    shape: Extract<Shape, { kind: "list" }>,
    items: Node[],
    node: Node,
    path: DocumentPath,
  ): unknown[] | undefined {
    if (items.length < (shape.atLeast ?? 0)) {
      this.error("BS206", node, `${where(path)} needs at least ${shape.atLeast}`, "add one");
    }
    return items.map((item, i) => this.read(shape.of, item, [...path, i]));
  }

  private scalar(shape: Shape, node: Scalar, path: DocumentPath, pattern?: RegExp): unknown {
    const text = textOf(node);
    const bad = (rule: string) =>
      this.error("BS204", node, `${where(path)} is ${JSON.stringify(text)}`, rule);
    switch (shape.kind) {
      case "boolean":
        return /^(true|false)$/i.test(text) ? text.toLowerCase() === "true" : bad("write true or false");
      case "integer":
        return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : bad("write a whole number greater than 0");
      case "score":
        return /^(\d|\d?\.\d+|\d\.\d*|10(\.0*)?)$/.test(text)
          ? Number(text)
          : bad("write a number from 0 to 10");
      case "enum":
        return shape.values.includes(text) ? text : bad(`write ${shape.values.join(" or ")}`);
      default:
        return pattern && !pattern.test(text) ? bad(`it must match ${pattern.source}`) : text;
    }
  }

  /** The pairs of a mapping; of a key that stands twice the last one counts, as for the service. */
  private pairs(node: YAMLMap): [string, Node, Node | null][] {
    const last = new Map<string, [string, Node, Node | null]>();
    for (const { key, value } of node.items as Pair<Node, Node | null>[]) {
      const name = isScalar(key) ? textOf(key) : String(key);
      if (last.has(name)) {
        this.reader.report("BS104", "warning", key, `${name} stands here twice; the last one counts`, {
          fix: "remove the others",
        });
      }
      last.set(name, [name, key, value]);
    }
    return [...last.values()];
  }

  private rememberKey(path: DocumentPath, node: Node): void {
    this.keyPositions.set(JSON.stringify(path), this.reader.positionOf(node));
  }

  private remember(path: DocumentPath, node: Node): void {
    const { line, column } = this.reader.positionOf(node);
    const isBlock = isScalar(node) && (node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED");
    const hasText = isBlock && node.value !== "";
    this.positions.set(JSON.stringify(path), hasText ? { line: line + 1, column: 1 } : { line, column });
  }

  private wrongType(node: Node, path: DocumentPath, expected: string): undefined {
    this.error("BS203", node, `${where(path)} must be ${expected}`, "see the build specification's syntax");
    return undefined;
  }

  private error(code: string, at: Node | Position, message: string, fix: string): undefined {
    this.reader.report(code, "error", at, message, { fix });
    return undefined;
  }
}

/** The text of a scalar as it is written: `0.10` stays `0.10`. */
function textOf(node: Scalar): string {
  return typeof node.value === "string" ? node.value : (node.source ?? "");
}

function isEmpty(node: Node | null): boolean {
  return node === null || (isScalar(node) && node.value === null);
}

function where(path: DocumentPath): string {
  return path.length === 0
    ? "the file"
    : path
        .map((p) => (typeof p === "number" ? `[${p}]` : `.${p}`))
        .join("")
        .slice(1);
}
