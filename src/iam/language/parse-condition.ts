import { Condition, Operand } from "./statement";
import { readAnyOrAll, readList } from "./token-list";
import { TokenReader, shown } from "./token-reader";
import { hasInterpolation, isConditionWord, isOcid, isVariable, lowerCase } from "./words";

/** The operators that are words. */
const WORD_OPERATORS = ["before", "after", "between", "in"];

/**
 * Reads the condition that comes next.
 *
 * @returns undefined when something is wrong with it, which is reported
 */
export function readCondition(reader: TokenReader, depth = 0): Condition | undefined {
  const condition = readOne(reader, depth);
  if (reader.isWord("and", "or")) {
    const group = reader.isWord("and") ? "all" : "any";
    reader.error(
      "joined-conditions",
      `conditions are not joined by ${reader.token.text}`,
      `write ${group} {..., ...}`,
    );
    return undefined;
  }
  return condition;
}

function readOne(reader: TokenReader, depth: number): Condition | undefined {
  if (reader.isWord("any", "all") || reader.isMark("{")) {
    const group = readAnyOrAll(reader, depth, () => readCondition(reader, depth + 1));
    return group === undefined ? undefined : { kind: group.kind, conditions: group.items };
  }
  if (reader.isWord("sets-intersect", "sets-equal")) return readSets(reader);
  const variable = readVariable(reader);
  return variable === undefined ? undefined : readComparison(reader, variable);
}

function readVariable(reader: TokenReader): string | undefined {
  const { kind, text } = reader.token;
  if (kind === "word" && !isConditionWord(text)) return lowerCase(reader.next().text);
  reader.error(
    "missing-variable",
    `a variable was expected, not ${shown(reader.token)}`,
    "begin the condition with a variable such as target.repo.name",
  );
  return undefined;
}

function readComparison(reader: TokenReader, variable: string): Condition | undefined {
  const { kind, text } = reader.token;
  if (kind === "operator" && (text === "=" || text === "!=")) {
    reader.next();
    const value = readOperand(reader);
    return value && { kind: "comparison", variable, operator: text, value };
  }
  if (reader.isWord(...WORD_OPERATORS)) return readWordOperator(reader, variable);
  if (kind === "operator" || kind === "word") {
    reader.error(
      "unknown-operator",
      `${text} is no operator of the policy language`,
      "write =, !=, before, after, between or in; = with a pattern such as /*text*/ tests what a value contains",
    );
  } else {
    reader.error("missing-operator", `${variable} is compared with nothing`, "write an operator and a value");
  }
  return undefined;
}

function readWordOperator(reader: TokenReader, variable: string): Condition | undefined {
  const operator = reader.next().text.toLowerCase();
  if (operator === "in") {
    if (!reader.isMark("(")) {
      reader.error("missing-parentheses", "in takes a list", "write in ('a', 'b')");
      return undefined;
    }
    const values = readList(reader, ")", () => readText(reader));
    return values && { kind: "in", variable, values };
  }
  if (operator === "between") {
    const from = readText(reader);
    if (from === undefined) return undefined;
    if (!reader.takeWord("and")) {
      reader.error("missing-and", "between takes two values", "write between 'a' and 'b'");
      return undefined;
    }
    const to = readText(reader);
    return to === undefined ? undefined : { kind: "between", variable, from, to };
  }
  const value = readOperand(reader);
  return value && { kind: "comparison", variable, operator: operator as "before" | "after", value };
}

function readOperand(reader: TokenReader): Operand | undefined {
  const { kind, text } = reader.token;
  if (kind === "pattern") {
    checkPattern(reader, text);
    reader.next();
    return { kind: "pattern", pattern: text };
  }
  if (kind === "word" && isVariable(text)) {
    reader.next();
    return { kind: "variable", name: lowerCase(text) };
  }
  const value = readText(reader);
  return value === undefined ? undefined : { kind: "text", text: value };
}

function checkPattern(reader: TokenReader, pattern: string): void {
  if (pattern === "") {
    reader.error("empty-pattern", "nothing stands between the slashes", "write /text*/");
  } else if (pattern.slice(1, -1).includes("*")) {
    reader.warn("star-inside-pattern", "a star counts only at the ends of a pattern", "move it to an end");
  }
}

/**
 * Reads a text in quotes, or an OCID or reference without them.
 *
 * @returns undefined when something else comes, which is reported
 */
export function readText(reader: TokenReader): string | undefined {
  const { kind, text } = reader.token;
  if (kind === "text") return reader.next().text;
  if (kind === "word" && (isOcid(text) || hasInterpolation(text))) {
    reader.warn("unquoted-value", "values stand in single quotes", `write '${text}'`);
    return reader.next().text;
  }
  if (kind === "word") reader.error("unquoted-value", "values stand in single quotes", `write '${text}'`);
  else reader.error("missing-value", `a value was expected, not ${shown(reader.token)}`, "write 'value'");
  return undefined;
}

function readSets(reader: TokenReader): Condition | undefined {
  const test = reader.next().text.toLowerCase() as "sets-intersect" | "sets-equal";
  const fix = `write ${test}(variable, variable)`;
  if (!reader.isMark("(")) {
    reader.error("missing-parentheses", `${test} takes two variables`, fix);
    return undefined;
  }
  const opening = reader.token;
  const variables = readList(reader, ")", () => readVariable(reader));
  if (variables === undefined) return undefined;
  if (variables.length !== 2) {
    reader.error("two-variables", `${test} takes two variables, not ${variables.length}`, fix, opening);
    return undefined;
  }
  return { kind: "sets", test, left: variables[0], right: variables[1] };
}
