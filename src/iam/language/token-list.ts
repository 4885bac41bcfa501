import { TokenReader, shown } from "./token-reader";

/** Groups within groups; deeper ones are refused, so that none exhausts the stack of whoever reads them. */
export const MAX_DEPTH = 50;

/**
 * Reads what stands between the brace or parenthesis that comes next and its partner.
 *
 * @returns undefined when something is wrong with it, which is reported
 */
export function readList<T>(
  reader: TokenReader,
  close: "}" | ")",
  item: () => T | undefined,
): T[] | undefined {
  const closed = reader.isClosed;
  const opening = reader.next();
  if (!closed) return undefined;
  const separates = () => reader.isMark(",");
  const items: (T | undefined)[] = [];
  if (reader.takeMark(close)) {
    reader.error("empty-group", "nothing stands between the braces", "name at least one", opening);
    return undefined;
  }
  do {
    const found = item();
    items.push(found);
    if (found !== undefined && !reader.isMark(",", close)) {
      const message = `a comma or ${close} was expected, not ${shown(reader.token)}`;
      reader.error("missing-comma", message, "put commas between the parts");
    }
    reader.skipTo(separates);
  } while (reader.takeMark(","));
  reader.takeMark(close);
  return items.every((found) => found !== undefined) ? (items as T[]) : undefined;
}

/**
 * Reads `any {...}` or `all {...}`.
 *
 * @returns undefined when something is wrong with it, which is reported
 */
export function readAnyOrAll<T>(
  reader: TokenReader,
  depth: number,
  item: () => T | undefined,
): { readonly kind: "any" | "all"; readonly items: readonly T[] } | undefined {
  const kind = reader.isWord("all") ? "all" : "any";
  if (!reader.isMark("{")) reader.next();
  else reader.error("missing-any-or-all", "a group says any or all before its braces", "write all {...}");
  if (!reader.isMark("{")) {
    reader.error("missing-braces", `${kind} was expected to have { behind it`, `write ${kind} {...}`);
    return undefined;
  }
  if (depth >= MAX_DEPTH) {
    reader.error("nested-too-deep", `groups nest at most ${MAX_DEPTH} deep here`, "write fewer groups");
    return undefined;
  }
  const items = readList(reader, "}", item);
  return items === undefined ? undefined : { kind, items };
}
