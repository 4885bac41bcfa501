import { isMap, isScalar, isSeq, Node, Scalar, YAMLMap } from "yaml";
import { closest } from "./closest";
import { Key, ObjectName, objectShape, Shape } from "./keys";
import { pairsOf } from "./pairs";
import { DocumentPath, Places } from "./places";
import { ReadDocument } from "./read-document";
import { scalarValue, textOf } from "./scalars";
import { Range } from "../diagnostics/diagnostic";
import { YamlReader } from "../syntax/yaml-reader";

/** Levels of a document; the deepest of the service's own has six. */
const MAX_DEPTH = 100;
/** Characters that aliases and merge keys may repeat in one document. */
const MAX_REPEATED = 20_000;
/** What a repeated value counts beside its text, in characters. */
const VALUE = 50;

/** One pass over the nodes that checks them against the key tables and collects values and places. */
export class Walk {
  readonly places: Places;
  private readonly seen = new Set<Node>();
  private repeated = 0;
  /** The alias of the file through which values are being read. */
  private alias?: Node;

  constructor(private readonly reader: YamlReader) {
    this.places = new Places(reader);
  }

  /** What could be read; undefined when it is no build specification at all. */
  document(): ReadDocument | undefined {
    const { root } = this.reader;
    if (root === undefined && this.reader.diagnostics.some(({ severity }) => severity === "error")) {
      return undefined;
    }
    if (!isMap(root)) {
      this.error(
        "BS103",
        root ?? this.reader.range(0, 0),
        "a build_spec.yaml is a mapping",
        "start with version: 0.1",
      );
      return undefined;
    }
    if (root.has("phases")) {
      this.error(
        "BS105",
        root.items.find(({ key }) => isScalar(key) && key.value === "phases")!.key as Node,
        "this is an AWS CodeBuild buildspec (phases:), which OCI DevOps does not read",
        "write version: 0.1, component: build and steps:",
      );
      return undefined;
    }
    return this.read({ kind: "object", object: "spec" }, root, []) as ReadDocument;
  }

  private read(shape: Shape, given: Node, path: DocumentPath, key?: Key): unknown {
    const node = this.reader.follow(given);
    if (node === undefined || this.isExhausted) return undefined;
    if (node === given || this.alias) return this.readNode(shape, node, path, key);
    this.alias = given;
    const value = this.readNode(shape, node, path, key);
    this.alias = undefined;
    return value;
  }

  private readNode(shape: Shape, node: Node, path: DocumentPath, key?: Key): unknown {
    if (path.length > MAX_DEPTH) return this.tooDeep(node);
    if (this.seen.has(node) && !this.spend(1, node)) return undefined;
    this.seen.add(node);
    this.places.remember(path, node);
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

  private tooDeep(node: Node): undefined {
    if (this.alias) this.spend(Infinity, node);
    else this.error("BS102", node, "the file is nested too deeply", "write no more than six levels");
    return undefined;
  }

  private get isExhausted(): boolean {
    return this.repeated > MAX_REPEATED;
  }

  /** Whether the file may repeat so many values more; says so where it may not. */
  private spend(values: number, at: Node): boolean {
    if (this.isExhausted) return false;
    this.repeated += values * VALUE + (isScalar(at) ? textOf(at).length : 0);
    if (this.isExhausted) {
      const message = `aliases and merge keys repeat over ${MAX_REPEATED} characters of the file`;
      this.error("BS102", this.alias ?? at, message, "write the values out");
    }
    return !this.isExhausted;
  }

  private object(name: ObjectName, node: YAMLMap, path: DocumentPath): unknown {
    const { keys, unknownKeys } = objectShape(name);
    const result: Record<string, unknown> = {};
    for (const [key, keyNode, value] of pairsOf(node, this.reader, (values, at) => this.spend(values, at))) {
      const known = Object.hasOwn(keys, key) ? keys[key] : undefined;
      if (known === undefined) {
        const meant = closest(key, Object.keys(keys));
        this.reader.report("BS202", unknownKeys, keyNode, `${key} is not a key of ${where(path)}`, {
          fix: meant ? `write ${meant}` : `known keys: ${Object.keys(keys).join(", ")}`,
        });
      } else if (!isEmpty(value)) {
        this.places.rememberKey([...path, key], keyNode);
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
    for (const [key, keyNode, value] of pairsOf(node, this.reader, (values, at) => this.spend(values, at))) {
      if (shape.names && !shape.names.test(key)) {
        this.error(
          "BS205",
          keyNode,
          `${JSON.stringify(key)} is not a variable name`,
          "use letters, digits and underscores, no digit first",
        );
      } else {
        this.places.rememberKey([...path, key], keyNode);
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
    const values: unknown[] = [];
    for (let i = 0; i < items.length && !this.isExhausted; i++) {
      values.push(this.read(shape.of, items[i], [...path, i]));
    }
    return values;
  }

  private scalar(shape: Shape, node: Scalar, path: DocumentPath, pattern?: RegExp): unknown {
    const { value, rule } = scalarValue(shape, node, pattern);
    return rule === undefined
      ? value
      : this.error("BS204", node, `${where(path)} is ${JSON.stringify(textOf(node))}`, rule);
  }

  private wrongType(node: Node, path: DocumentPath, expected: string): undefined {
    return this.error(
      "BS203",
      node,
      `${where(path)} must be ${expected}`,
      "see the build specification's syntax",
    );
  }

  private error(code: string, at: Node | Range, message: string, fix: string): undefined {
    this.reader.report(code, "error", at, message, { fix });
    return undefined;
  }
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
