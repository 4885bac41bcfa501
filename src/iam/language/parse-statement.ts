import { LanguageFinding } from "./finding";
import { readCondition } from "./parse-condition";
import { readGrant } from "./parse-grant";
import { readLocation } from "./parse-location";
import { readId, readName, readSubject } from "./parse-subject";
import { AllowStatement, Condition, CrossTenancyStatement, DefineStatement, Statement } from "./statement";
import { TokenReader, shown } from "./token-reader";
import { BEGINNINGS } from "./words";

type Granting = AllowStatement | CrossTenancyStatement;

/**
 * Reads a policy statement.
 *
 * Keywords, resource types and variables become lower case, permissions upper case; names, OCIDs and texts stay.
 * Whether a resource type or permission exists is not looked at. The statement is undefined when a finding is an error.
 *
 * Source: https://docs.oracle.com/en-us/iaas/Content/Identity/Concepts/policysyntax.htm
 */
export function parseStatement(text: string): {
  readonly statement?: Statement;
  readonly findings: LanguageFinding[];
} {
  const reader = new TokenReader(text);
  const statement = readStatement(reader);
  const { findings } = reader;
  return statement === undefined || reader.hasErrors ? { findings } : { statement, findings };
}

function readStatement(reader: TokenReader): Statement | undefined {
  const kind = readKind(reader);
  if (kind === undefined) return undefined;
  const statement = kind === "define" ? readDefine(reader) : readGranting(reader, kind);
  readEnd(reader);
  return statement;
}

function readKind(reader: TokenReader): Statement["kind"] | undefined {
  if (reader.atEnd) {
    reader.error(
      "empty",
      "there is no statement",
      "write a statement such as Allow group A to read repos in tenancy",
    );
    return undefined;
  }
  if (!reader.isWord(...BEGINNINGS)) {
    const message = `no statement begins with ${shown(reader.token)}`;
    reader.error("unknown-statement", message, "begin with Allow, Deny, Endorse, Admit or Define");
    return undefined;
  }
  const first = reader.next().text.toLowerCase();
  const denied = first === "deny" && reader.isWord("endorse", "admit");
  return (denied ? `deny ${reader.next().text.toLowerCase()}` : first) as Statement["kind"];
}

function readGranting(reader: TokenReader, kind: Granting["kind"]): Granting | undefined {
  const subject = readSubject(reader);
  const ofTenancy = kind.endsWith("admit") ? readOfTenancy(reader) : undefined;
  const grant = readGrant(reader);
  const location = readLocation(reader, kind.endsWith("endorse"));
  const condition = readWhere(reader);
  if (subject === undefined || grant === undefined || location === undefined) return undefined;
  return {
    kind,
    subject,
    ...(ofTenancy !== undefined && { ofTenancy }),
    grant,
    location,
    ...(condition !== undefined && { condition }),
  } as Granting;
}

/** Nothing said and `of any-tenancy` are the same. */
function readOfTenancy(reader: TokenReader): string | undefined {
  if (!reader.takeWord("of")) return undefined;
  if (reader.takeWord("any-tenancy")) return undefined;
  if (reader.takeWord("tenancy")) return readName(reader, "tenancy");
  reader.error(
    "unknown-tenancy",
    `a tenancy was expected, not ${shown(reader.token)}`,
    "write of tenancy ALIAS",
  );
  return undefined;
}

function readWhere(reader: TokenReader): Condition | undefined {
  if (!reader.takeWord("where")) return undefined;
  if (reader.atEnd) {
    reader.error("missing-condition", "no condition follows where", "write a condition or leave where out");
    return undefined;
  }
  const condition = readCondition(reader);
  if (condition === undefined) reader.skipTo(() => reader.isWord(...BEGINNINGS));
  return condition;
}

function readDefine(reader: TokenReader): DefineStatement | undefined {
  if (!reader.isWord("tenancy", "group", "dynamic-group")) {
    const message = `${shown(reader.token)} cannot be defined`;
    reader.error("unknown-define", message, "define a tenancy, group or dynamic-group");
    return undefined;
  }
  const what = reader.next().text.toLowerCase() as DefineStatement["what"];
  const alias = readName(reader, what);
  if (alias === undefined) return undefined;
  if (!reader.takeWord("as")) {
    const message = `as was expected, not ${shown(reader.token)}`;
    reader.error("missing-as", message, `write Define ${what} ${alias} as OCID`);
    return undefined;
  }
  const ocid = readId(reader, what);
  return ocid === undefined ? undefined : { kind: "define", what, alias, ocid };
}

function readEnd(reader: TokenReader): void {
  if (reader.atEnd) return;
  if (reader.isWord(...BEGINNINGS)) {
    const message = "a second statement begins here, and each is a text of its own";
    reader.error("two-statements", message, "write one statement in each text");
  } else if (!reader.hasErrors) {
    const message = `${shown(reader.token)} does not belong to the statement`;
    reader.error("unexpected-word", message, "leave it out");
  }
}
