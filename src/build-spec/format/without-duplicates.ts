import { isScalar, Node, Pair, parseDocument, Scalar, visit, YAMLMap } from "yaml";
import { Edit, edited } from "./edits";
import { lexemes } from "./lexemes";
import { textOf } from "../schema/scalars";

/** Of a key that stands several times in a mapping only the last one stays: it is the one that counts. */
export function withoutDuplicates(text: string): string {
  const document = parseDocument(text, { keepSourceTokens: true, uniqueKeys: false, version: "1.2" });
  const removals: Edit[] = [];
  const removed = new Set<unknown>();
  visit(document, {
    Map: (_, map) =>
      superfluous(map).forEach(([pair, next]) => {
        removed.add(pair);
        removals.push({ start: startOf(pair), end: startOf(next), replacement: "" });
      }),
    // Its own duplicates go with it.
    Pair: (_, pair) => (removed.has(pair) ? visit.SKIP : undefined),
  });
  return edited(text, withComments(text, removals));
}

/** Pairs that another one of the same name follows, each with the pair after it. */
function superfluous(map: YAMLMap): [Pair, Pair][] {
  const pairs = map.items as Pair[];
  const last = new Map(pairs.map((pair, i) => [nameOf(pair), i]));
  return pairs.flatMap((pair, i): [Pair, Pair][] => {
    const next = pairs[i + 1];
    const isSuperfluous = nameOf(pair) !== undefined && last.get(nameOf(pair)) !== i;
    return isSuperfluous && isBare(pair) && isBare(next) && !hasAnchor(pair.value) ? [[pair, next]] : [];
  });
}

/** `<<` merges mappings: several of them may all count. */
function nameOf({ key }: Pair): string | undefined {
  return isScalar(key) && textOf(key) !== "<<" ? textOf(key) : undefined;
}

/** Whether a pair begins with its key: no `?`, no anchor and no tag is before it. */
function isBare({ key, srcToken }: Pair): boolean {
  return (
    isScalar(key) &&
    srcToken?.key !== undefined &&
    srcToken.start.every(({ type }) => ["space", "newline", "comment", "comma"].includes(type))
  );
}

/** An alias elsewhere may stand for what is marked inside. */
function hasAnchor(value: unknown): boolean {
  let found = false;
  visit(value as Node | null, {
    Value: (_, node) => {
      found ||= node.anchor !== undefined;
      return found ? visit.BREAK : undefined;
    },
  });
  return found;
}

function startOf({ key }: Pair): number {
  return (key as Scalar).range![0];
}

/** Comments stay where something goes, each on a line of its own. */
function withComments(text: string, removals: readonly Edit[]): Edit[] {
  const comments = lexemes(text).filter(({ kind }) => kind === "comment");
  let next = 0;
  return [...removals]
    .sort((a, b) => a.start - b.start)
    .map(({ start, end }) => {
      while (next < comments.length && comments[next].offset < start) next++;
      const first = next;
      while (next < comments.length && comments[next].offset < end) next++;
      const kept = comments.slice(first, next).map((comment) => comment.text + lineEndBefore(text, end));
      return { start, end, replacement: kept.join("") };
    });
}

/** A line end, and the blanks that bring a line to where a place is in its own. */
function lineEndBefore(text: string, place: number): string {
  return `\n${" ".repeat(place - text.lastIndexOf("\n", place - 1) - 1)}`;
}
