import { readId, readName, readPlainName } from "./parse-subject";
import { Location } from "./statement";
import { TokenReader, shown } from "./token-reader";
import { BEGINNINGS, isOcid, isStructure } from "./words";

const FIX = "write in compartment id OCID, in compartment NAME or in tenancy";

/**
 * Reads `in` and where a statement counts.
 *
 * @param abroad whether it may be another tenancy
 * @returns undefined when something is wrong with it, which is reported
 */
export function readLocation(reader: TokenReader, abroad: boolean): Location | undefined {
  const location = readIn(reader) ? readPlace(reader, abroad) : undefined;
  if (location === undefined) reader.skipTo(() => reader.isWord("where", ...BEGINNINGS));
  return location;
}

function readIn(reader: TokenReader): boolean {
  if (reader.takeWord("in")) return true;
  if (reader.isWord("tenancy", "compartment", "any-tenancy")) {
    reader.error("missing-in", `in is missing before ${reader.token.text}`, FIX);
    return true;
  }
  if (reader.isWord("where")) {
    reader.error("missing-location-before-where", "a statement says where it counts before where", FIX);
  } else if (reader.atEnd || reader.isWord(...BEGINNINGS)) {
    reader.error("missing-location", "the statement does not say where it counts", FIX, reader.behind);
  } else {
    reader.error("unexpected-word", `in was expected, not ${shown(reader.token)}`, FIX);
  }
  return false;
}

function readPlace(reader: TokenReader, abroad: boolean): Location | undefined {
  if (reader.takeWord("tenancy")) {
    if (!abroad || !beginsName(reader)) return { kind: "tenancy" };
    const alias = readName(reader, "tenancy");
    return alias === undefined ? undefined : { kind: "other-tenancy", alias };
  }
  if (reader.isWord("any-tenancy")) {
    if (!abroad) reader.error("foreign-location", "only endorse statements count in other tenancies", FIX);
    reader.next();
    return { kind: "other-tenancy" };
  }
  if (reader.takeWord("compartment")) return readCompartment(reader);
  if (reader.token.kind === "word" && !isStructure(reader.token.text)) {
    const message = `${reader.token.text} is written without the word compartment`;
    reader.error("missing-compartment-keyword", message, FIX);
  } else if (reader.isWord("id")) {
    reader.error("missing-compartment-keyword", "id is written without the word compartment", FIX);
  } else {
    reader.error("missing-location", `a location was expected, not ${shown(reader.token)}`, FIX);
  }
  return undefined;
}

function beginsName(reader: TokenReader): boolean {
  const { kind, text } = reader.token;
  return kind === "text" || (kind === "word" && !isStructure(text));
}

function readCompartment(reader: TokenReader): Location | undefined {
  if (reader.takeWord("id")) {
    const id = readId(reader, "compartment");
    return id === undefined ? undefined : { kind: "compartment", id };
  }
  const names: string[] = [];
  do {
    const name = readCompartmentName(reader);
    if (name === undefined) return undefined;
    names.push(name);
  } while (reader.takeMark(":"));
  return { kind: "compartment-path", names };
}

function readCompartmentName(reader: TokenReader): string | undefined {
  const { token } = reader;
  if (token.kind === "text") {
    const fix = "write compartment id and the OCID";
    reader.warn("quoted-compartment", "not every service reads a compartment's name in quotes", fix);
    return readName(reader, "compartment");
  }
  const name = readPlainName(reader, "compartment");
  if (name !== undefined && isOcid(name)) {
    reader.error("missing-id", "an OCID is written as compartment id", `write compartment id ${name}`, token);
  }
  return name;
}
