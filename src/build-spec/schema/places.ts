import { isScalar, Node, Scalar } from "yaml";
import { Position, Range } from "../diagnostics/diagnostic";
import { sourceOffsets } from "../syntax/scalar-map";
import { isBlock, YamlReader } from "../syntax/yaml-reader";

/** A path into the document, such as `["steps", 0, "command"]`. */
export type DocumentPath = readonly (string | number)[];

/** Where the values of a document stand in its file. */
export class Places {
  private readonly values = new Map<string, Node>();
  private readonly keys = new Map<string, Node>();
  private readonly offsets = new Map<string, (offset: number) => number>();

  constructor(private readonly reader: YamlReader) {}

  remember(path: DocumentPath, node: Node): void {
    this.values.set(JSON.stringify(path), node);
  }

  rememberKey(path: DocumentPath, node: Node): void {
    this.keys.set(JSON.stringify(path), node);
  }

  /** A value, or the nearest thing around where it would be. */
  rangeOf(path: DocumentPath): Range {
    for (let length = path.length; length >= 0; length--) {
      const found = this.values.get(JSON.stringify(path.slice(0, length)));
      if (found) return this.reader.rangeOf(found);
    }
    return this.reader.range(0, 0);
  }

  /** The key of a value. */
  keyRangeOf(path: DocumentPath): Range {
    const key = this.keys.get(JSON.stringify(path));
    return key ? this.reader.rangeOf(key) : this.rangeOf(path);
  }

  /** Where a value begins; for a block, its first line of text. */
  positionOf(path: DocumentPath): Position {
    const { line, column } = this.rangeOf(path);
    const node = this.scalarAt(path);
    return node && isBlock(node) && node.value !== "" ? { line: line + 1, column: 1 } : { line, column };
  }

  /** A piece of a text value, by offsets in the value. */
  textRangeOf(path: DocumentPath, start: number, end: number): Range {
    const node = this.scalarAt(path);
    if (node === undefined) return this.rangeOf(path);
    const at = this.offsetsOf(path, node);
    // The end is that of the last character: the next one may stand far behind, on another line.
    return this.reader.range(at(start), end > start ? at(end - 1) + 1 : at(start));
  }

  /** Whether a value is written without quotes and without a tag, so that YAML decides its type. */
  isPlain(path: DocumentPath): boolean {
    return isPlain(this.scalarAt(path));
  }

  /** Whether a key is written so. */
  isKeyPlain(path: DocumentPath): boolean {
    return isPlain(this.keys.get(JSON.stringify(path)));
  }

  private offsetsOf(path: DocumentPath, node: Scalar): (offset: number) => number {
    const key = JSON.stringify(path);
    const known = this.offsets.get(key);
    if (known) return known;
    const made = sourceOffsets(this.reader.text, node);
    this.offsets.set(key, made);
    return made;
  }

  private scalarAt(path: DocumentPath): Scalar | undefined {
    const node = this.values.get(JSON.stringify(path));
    return isScalar(node) ? node : undefined;
  }
}

function isPlain(node: Node | undefined): boolean {
  return isScalar(node) && node.type === "PLAIN" && node.tag === undefined;
}
