import { GroupReference, Subject, VERBS } from "./statement";
import { TokenReader, shown } from "./token-reader";
import { BEGINNINGS, isOcid, isStructure } from "./words";

/**
 * Reads whom a statement is about.
 *
 * @returns undefined when something is wrong with it, which is reported
 */
export function readSubject(reader: TokenReader): Subject | undefined {
  const subject = readKnown(reader);
  if (subject === undefined) {
    reader.skipTo(
      () => reader.isWord("to", "of", "in", "where", ...VERBS, ...BEGINNINGS) || reader.isMark("{"),
    );
  }
  return subject;
}

function readKnown(reader: TokenReader): Subject | undefined {
  const kind = reader.token.kind === "word" ? reader.token.text.toLowerCase() : undefined;
  switch (kind) {
    case "any-user":
    case "any-group":
      reader.next();
      return { kind };
    case "group":
    case "dynamic-group": {
      reader.next();
      const groups = readSeparated(reader, () => readGroup(reader, kind));
      return groups && { kind, groups };
    }
    case "service": {
      reader.next();
      const names = readSeparated(reader, () => readPlainName(reader, "service"));
      return names && { kind, names };
    }
    case "resource":
      reader.next();
      return readResource(reader);
    default:
      reader.error(
        "unknown-subject",
        `${shown(reader.token)} is no kind of subject`,
        "write any-user, any-group, group NAME, dynamic-group NAME, service NAME or resource NAME",
      );
      return undefined;
  }
}

/** One or more with commas between. */
function readSeparated<T>(reader: TokenReader, item: () => T | undefined): T[] | undefined {
  const items: T[] = [];
  do {
    const found = item();
    if (found === undefined) return undefined;
    items.push(found);
  } while (reader.takeMark(","));
  return items;
}

function readGroup(reader: TokenReader, kind: string): GroupReference | undefined {
  if (reader.takeWord("id")) {
    const id = readId(reader, kind);
    return id === undefined ? undefined : { id };
  }
  const { token } = reader;
  const first = readName(reader, kind);
  if (first === undefined) return undefined;
  if (token.kind === "word" && isOcid(first)) {
    reader.error("missing-id", `an OCID is written as ${kind} id`, `write ${kind} id ${first}`, token);
  }
  if (!reader.takeMark("/")) return { name: first };
  const name = readName(reader, kind);
  return name === undefined ? undefined : { domain: first, name };
}

/**
 * Reads a name, which may stand in quotes.
 *
 * @param what whose name it is
 * @returns undefined when something else comes, which is reported
 */
export function readName(reader: TokenReader, what: string): string | undefined {
  if (reader.token.kind !== "text") return readPlainName(reader, what);
  const { token } = reader;
  if (token.text === "") {
    reader.error(`missing-${what}-name`, "nothing stands in the quotes", `name the ${what}`);
    return undefined;
  }
  if (token.text.includes("/")) {
    reader.error("slash-in-name", "a domain has quotes of its own", "write 'domain'/'name'");
  }
  return reader.next().text;
}

/**
 * Reads a name that cannot stand in quotes.
 *
 * @param what whose name it is
 * @returns undefined when something else comes, which is reported
 */
export function readPlainName(reader: TokenReader, what: string): string | undefined {
  const { kind, text } = reader.token;
  if (kind === "word" && !isStructure(text)) return reader.next().text;
  const message = `the name of a ${what} was expected, not ${shown(reader.token)}`;
  reader.error(`missing-${what}-name`, message, `name the ${what}`);
  return undefined;
}

/**
 * Reads what stands behind `id` and `as`.
 *
 * @param what whose OCID it is
 * @returns undefined when something else comes, which is reported
 */
export function readId(reader: TokenReader, what: string): string | undefined {
  const { kind, text } = reader.token;
  if (kind === "text" && text !== "" && !/[\s,{}]/.test(text)) {
    reader.warn("quoted-id", "an OCID stands without quotes here", `write ${text}`);
    return reader.next().text;
  }
  if (kind === "word" && !isStructure(text)) return reader.next().text;
  const message = `the OCID of a ${what} was expected, not ${shown(reader.token)}`;
  reader.error(`missing-${what}-id`, message, `write the OCID of the ${what}`);
  return undefined;
}

function readResource(reader: TokenReader): Subject | undefined {
  const words: string[] = [];
  while (reader.token.kind === "word" && !isStructure(reader.token.text) && !reader.isWord(...VERBS)) {
    words.push(reader.next().text);
  }
  if (words.length > 0) return { kind: "resource", words };
  readPlainName(reader, "resource");
  return undefined;
}
