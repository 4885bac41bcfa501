import { LanguageFinding } from "./finding";
import { readText } from "./parse-condition";
import { warnOfTraps } from "./rule-traps";
import { RULE_VARIABLES, isRuleVariable, isTagVariable } from "./rule-variables";
import { MatchingRule } from "./statement";
import { readAnyOrAll } from "./token-list";
import { TokenReader, shown } from "./token-reader";
import { Position } from "./tokens";
import { lowerCase } from "./words";

const CHOOSE_VARIABLE = `write ${RULE_VARIABLES.join(", ")} or tag.NAMESPACE.KEY.value`;

/** Where each term of a rule stands. */
type Places = Map<MatchingRule, Position>;

/**
 * Reads the matching rule of a dynamic group.
 *
 * Keywords and variables become lower case; values stay. The rule is undefined when a finding is an error; rules that
 * match something else than they seem to have warnings.
 *
 * Source: https://docs.oracle.com/en-us/iaas/Content/Identity/dynamicgroups/Writing_Matching_Rules_to_Define_Dynamic_Groups.htm
 */
export function parseMatchingRule(text: string): {
  readonly rule?: MatchingRule;
  readonly findings: LanguageFinding[];
} {
  const reader = new TokenReader(text);
  const places: Places = new Map();
  const rule = readWhole(reader, places);
  if (rule === undefined || reader.hasErrors) return { findings: reader.findings };
  warnOfTraps(rule, (part, code, message, fix) => reader.warn(code, message, fix, places.get(part)));
  return { rule, findings: reader.findings };
}

function readWhole(reader: TokenReader, places: Places): MatchingRule | undefined {
  if (reader.atEnd) {
    const example = "ALL {resource.type = 'devopsbuildpipeline', resource.id = '...'}";
    reader.error("empty", "there is no rule", `write a rule such as ${example}`);
    return undefined;
  }
  const rule = readRule(reader, places, 0);
  if (reader.isMark(",")) {
    const fix = "write ALL {..., ...} or ANY {..., ...}";
    reader.error("missing-any-or-all", "several terms are a group, and ANY or ALL begins it", fix);
  } else if (!reader.atEnd && !reader.hasErrors) {
    reader.error("unexpected-word", `${shown(reader.token)} does not belong to the rule`, "leave it out");
  }
  return rule;
}

function readRule(reader: TokenReader, places: Places, depth: number): MatchingRule | undefined {
  if (reader.isWord("any", "all") || reader.isMark("{")) {
    const group = readAnyOrAll(reader, depth, () => readRule(reader, places, depth + 1));
    return group === undefined ? undefined : { kind: group.kind, rules: group.items };
  }
  const { token } = reader;
  const term = readTerm(reader);
  if (term !== undefined) places.set(term, token);
  return term;
}

function readTerm(reader: TokenReader): MatchingRule | undefined {
  const first = reader.token;
  const variable = lowerCase(first.text);
  if (first.kind !== "word") {
    reader.error("missing-variable", `a variable was expected, not ${shown(first)}`, CHOOSE_VARIABLE);
    return undefined;
  }
  if (!isRuleVariable(variable)) {
    reader.error("unknown-variable", `matching rules have no variable ${first.text}`, CHOOSE_VARIABLE);
    return undefined;
  }
  reader.next();
  const { kind, text } = reader.token;
  if (kind === "operator" && (text === "=" || text === "!=")) {
    reader.next();
    const value = readValue(reader);
    return value === undefined ? undefined : { kind: "term", variable, operator: text, value };
  }
  if (kind === "operator" || kind === "word") {
    reader.error("unknown-operator", `${text} is no operator of matching rules`, "write = or !=");
    return undefined;
  }
  if (isTagVariable(variable)) return { kind: "tag", variable };
  reader.error("missing-operator", `${variable} is compared with nothing`, "write = or != and a value");
  return undefined;
}

function readValue(reader: TokenReader): string | undefined {
  if (reader.token.kind !== "pattern") return readText(reader);
  reader.error(
    "pattern-in-rule",
    "matching rules know no patterns",
    "write the whole value in single quotes",
  );
  return undefined;
}
