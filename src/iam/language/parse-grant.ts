import { Grant, VERBS, Verb } from "./statement";
import { readList } from "./token-list";
import { TokenReader, shown } from "./token-reader";
import { BEGINNINGS, isStructure, lowerCase, upperCase } from "./words";

const LOCATIONS = ["tenancy", "compartment", "any-tenancy"];
const VERBS_IN_A_ROW = new RegExp(`^(?:${VERBS.join("|")}){2,}$`, "i");
const CHOOSE_VERB = `write ${VERBS.join(", ")} or a list of permissions in braces`;

/**
 * Reads `to` and what a statement lets its subject do.
 *
 * @returns undefined when something is wrong with it, which is reported
 */
export function readGrant(reader: TokenReader): Grant | undefined {
  readTo(reader);
  const grant = reader.isMark("{") ? readPermissions(reader) : readVerb(reader);
  if (grant === undefined) reader.skipTo(() => reader.isWord("in", "where", ...LOCATIONS, ...BEGINNINGS));
  return grant;
}

function readTo(reader: TokenReader): void {
  if (reader.takeWord("to")) return;
  const fix = "write to behind the subject";
  if (reader.isWord(...VERBS) || reader.isMark("{")) {
    reader.warn("missing-to", "to is missing before what is granted", fix);
    return;
  }
  reader.error(
    "missing-to",
    `to was expected, not ${shown(reader.token)}; names with spaces need quotes`,
    fix,
  );
  reader.skipTo(() => reader.isWord("to", "in", "where", ...BEGINNINGS));
  reader.takeWord("to");
}

function readPermissions(reader: TokenReader): Grant | undefined {
  const permissions = readList(reader, "}", () => readPermission(reader));
  return permissions && { kind: "permissions", permissions };
}

function readPermission(reader: TokenReader): string | undefined {
  if (reader.token.kind === "word") return upperCase(reader.next().text);
  const message = `a permission was expected, not ${shown(reader.token)}`;
  reader.error("missing-permission", message, "name permissions such as REPOSITORY_READ, without quotes");
  return undefined;
}

function readVerb(reader: TokenReader): Grant | undefined {
  const { kind, text } = reader.token;
  if (!reader.isWord(...VERBS)) {
    if (kind === "word" && VERBS_IN_A_ROW.test(text)) {
      reader.error("doubled-verb", `${text} is more than one verb`, "write the verb once");
    } else if (reader.isWord("associate")) {
      reader.error("unread-associate", "associate statements are not understood here", "check it by hand");
    } else {
      reader.error("unknown-verb", `${shown(reader.token)} is no verb`, CHOOSE_VERB);
    }
    return undefined;
  }
  const verb = reader.next().text.toLowerCase() as Verb;
  const resourceType = readResourceType(reader);
  return resourceType === undefined ? undefined : { kind: "verb", verb, resourceType };
}

function readResourceType(reader: TokenReader): string | undefined {
  if (reader.isWord(...VERBS)) {
    reader.error("doubled-verb", "a statement has one verb", "leave out all but the broadest");
    return undefined;
  }
  const { kind, text } = reader.token;
  if (kind !== "word" || isStructure(text)) {
    const message = `a resource type was expected, not ${shown(reader.token)}`;
    reader.error("missing-resource-type", message, "name a resource type such as repos");
    return undefined;
  }
  const type = lowerCase(reader.next().text);
  const rest = reader.token;
  if (rest.kind !== "word" || isStructure(rest.text) || reader.isWord(...LOCATIONS)) return type;
  reader.error(
    "split-resource-type",
    `a resource type is one word, and ${shown(rest)} follows it`,
    `write ${type}-${lowerCase(rest.text)}`,
  );
  return undefined;
}
