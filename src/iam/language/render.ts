import { renderCondition } from "./render-condition";
import { isPlainName, safeText, safeWord } from "./safe-words";
import { Grant, GroupReference, Location, Statement, Subject, VERBS } from "./statement";
import { isOcid, lowerCase, upperCase } from "./words";

export { renderCondition } from "./render-condition";
export { renderMatchingRule } from "./render-rule";

/**
 * A statement as Oracle writes it; parsing it gives the same statement.
 *
 * @throws Error when a value cannot be written without changing what the statement means
 */
export function renderStatement(statement: Statement): string {
  if (statement.kind === "define") {
    const { what, alias, ocid } = statement;
    return `Define ${what} ${name(`the alias of the ${what}`, alias)} as ${safeWord("the OCID", ocid)}`;
  }
  const { kind, subject, grant, location, condition } = statement;
  const abroad = kind.endsWith("endorse");
  return [
    kind[0].toUpperCase() + kind.slice(1),
    renderSubject(subject),
    ...("ofTenancy" in statement ? [ofTenancy(kind, statement.ofTenancy)] : []),
    `to ${renderGrant(grant)}`,
    `in ${renderLocation(location, abroad)}`,
    ...(condition === undefined ? [] : [`where ${renderCondition(condition)}`]),
  ]
    .filter((part) => part !== "")
    .join(" ");
}

function ofTenancy(kind: Statement["kind"], alias: string | undefined): string {
  if (alias === undefined) return "";
  if (kind.endsWith("admit")) return `of tenancy ${name("the alias of the tenancy", alias)}`;
  throw new Error(`an ${kind} statement has a subject of tenancy ${alias}; only admit statements have one`);
}

function renderSubject(subject: Subject): string {
  switch (subject.kind) {
    case "any-user":
    case "any-group":
      return subject.kind;
    case "group":
    case "dynamic-group": {
      const groups = subject.groups.map((group) => renderGroup(subject.kind, group));
      return `${subject.kind} ${some("group", groups).join(", ")}`;
    }
    case "service": {
      const names = subject.names.map((service) => safeWord("the name of the service", service));
      return `service ${some("service", names).join(", ")}`;
    }
    case "resource": {
      const words = subject.words.map((word) => notVerb("a word of the resource", word));
      return `resource ${some("word of the resource", words).join(" ")}`;
    }
  }
}

function renderGroup(kind: string, group: GroupReference): string {
  if ("id" in group) return `id ${safeWord(`the OCID of the ${kind}`, group.id)}`;
  if (group.domain === undefined) return name(`the name of the ${kind}`, group.name);
  if (isPlainName(group.domain) && isPlainName(group.name)) return `${group.domain}/${group.name}`;
  const domain = quotedName("the name of the domain", group.domain);
  return `${domain}/${quotedName(`the name of the ${kind}`, group.name)}`;
}

function renderGrant(grant: Grant): string {
  if (grant.kind === "verb") {
    const type = notVerb("the resource type", grant.resourceType);
    return `${grant.verb} ${inCase("the resource type", type, lowerCase)}`;
  }
  const permissions = grant.permissions.map((permission) =>
    inCase("the permission", safeWord("the permission", permission), upperCase),
  );
  return `{${some("permission", permissions).join(", ")}}`;
}

function renderLocation(location: Location, abroad: boolean): string {
  switch (location.kind) {
    case "tenancy":
      return "tenancy";
    case "compartment":
      return `compartment id ${safeWord("the OCID of the compartment", location.id)}`;
    case "compartment-path":
      return `compartment ${some("compartment", location.names.map(compartmentName)).join(":")}`;
    case "other-tenancy":
      if (!abroad) throw new Error("the location is another tenancy; only endorse statements count there");
      if (location.alias === undefined) return "any-tenancy";
      return `tenancy ${name("the alias of the tenancy", location.alias)}`;
  }
}

/** In quotes only where it must be: not everything reads quotes. */
function name(what: string, value: string): string {
  return isPlainName(value) ? value : quotedName(what, value);
}

function quotedName(what: string, value: string): string {
  if (value !== "" && !value.includes("/")) return `'${safeText(what, value)}'`;
  throw new Error(`${what} is ${JSON.stringify(value)}; a name is not empty and has no slash`);
}

function compartmentName(value: string): string {
  const what = "the name of the compartment";
  if (!isOcid(value)) return safeWord(what, value);
  throw new Error(`${what} is ${JSON.stringify(value)}; an OCID is a location of its own kind`);
}

function notVerb(what: string, word: string): string {
  if (!(VERBS as readonly string[]).includes(word.toLowerCase())) return safeWord(what, word);
  throw new Error(`${what} is ${JSON.stringify(word)}; a verb stands only before the resource type`);
}

function inCase(what: string, word: string, fold: (word: string) => string): string {
  if (fold(word) === word) return word;
  throw new Error(`${what} is ${JSON.stringify(word)}; write it as ${fold(word)}`);
}

function some<T>(what: string, items: readonly T[]): readonly T[] {
  if (items.length === 0) throw new Error(`the statement names no ${what}; name at least one`);
  return items;
}
