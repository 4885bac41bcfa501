import { isMap, isScalar, isSeq, Node, Pair, YAMLMap } from "yaml";
import { textOf } from "./scalars";
import { YamlReader } from "../syntax/yaml-reader";

/** A key by its text, the key itself, and the value. */
export type NamedPair = readonly [string, Node, Node | null];

/**
 * The pairs of a mapping; of a key that stands twice the last one counts, as for the service.
 *
 * Pairs of a merge key (`<<`, of YAML 1.1) come first, so that the mapping's own ones win.
 *
 * @param spend whether the file may repeat so many values more, for a merge key
 */
export function pairsOf(
  node: YAMLMap,
  reader: YamlReader,
  spend: (values: number, at: Node) => boolean,
): NamedPair[] {
  const own = new Map<string, NamedPair>();
  const merged = new Map<string, NamedPair>();
  for (const { key, value } of node.items as Pair<Node, Node | null>[]) {
    const name = isScalar(key) ? textOf(key) : String(key);
    const sources = name === "<<" ? mergeSources(value, reader) : undefined;
    if (sources) {
      reader.report("BS108", "warning", key, "<< merges a mapping in YAML 1.1 and is a key in YAML 1.2", {
        fix: "write the keys out; it is not known which of them the service reads",
      });
      // One level is enough for real files.
      for (const source of sources) {
        if (!spend(source.items.length, key)) break;
        for (const pair of plainPairs(source)) if (!merged.has(pair[0])) merged.set(pair[0], pair);
      }
      continue;
    }
    if (own.has(name)) {
      reader.report("BS104", "warning", key, `${name} stands here twice; the last one counts`, {
        fix: "remove the others",
      });
    }
    own.set(name, [name, key, value]);
  }
  return [...new Map([...merged, ...own]).values()];
}

function mergeSources(value: Node | null, reader: YamlReader): YAMLMap[] | undefined {
  const target = value ? reader.follow(value) : undefined;
  const all = isSeq(target) ? (target.items as Node[]).map((item) => reader.follow(item)) : [target];
  return all.every((source) => isMap(source)) ? (all as YAMLMap[]) : undefined;
}

function plainPairs(source: YAMLMap): NamedPair[] {
  return (source.items as Pair<Node, Node | null>[]).map(({ key, value }) => [
    isScalar(key) ? textOf(key) : String(key),
    key,
    value,
  ]);
}
