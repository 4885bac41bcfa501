import { safeText, safeWord } from "./safe-words";
import { Condition, Operand } from "./statement";
import { MAX_DEPTH } from "./token-list";
import { isConditionWord, isVariable, lowerCase } from "./words";

/**
 * A condition as Oracle writes it; parsing it gives the same condition.
 *
 * @throws Error when a value cannot be written without changing what the condition means
 */
export function renderCondition(condition: Condition): string {
  return render(condition, 0);
}

function render(condition: Condition, depth: number): string {
  switch (condition.kind) {
    case "any":
    case "all": {
      if (depth >= MAX_DEPTH) throw new Error(`the groups of the condition nest deeper than ${MAX_DEPTH}`);
      const parts = condition.conditions.map((part) => render(part, depth + 1));
      if (parts.length === 0) throw new Error(`an ${condition.kind} condition is empty; give it a part`);
      return `${condition.kind} {${parts.join(", ")}}`;
    }
    case "comparison":
      return `${variable(condition.variable)} ${condition.operator} ${renderOperand(condition)}`;
    case "between":
      return `${variable(condition.variable)} between ${text(condition.from)} and ${text(condition.to)}`;
    case "in": {
      if (condition.values.length === 0) throw new Error("an in condition has no values; give it one");
      return `${variable(condition.variable)} in (${condition.values.map(text).join(", ")})`;
    }
    case "sets":
      return `${condition.test}(${variable(condition.left)}, ${variable(condition.right)})`;
  }
}

function renderOperand({ operator, value }: { readonly operator: string; readonly value: Operand }): string {
  switch (value.kind) {
    case "text":
      return text(value.text);
    case "pattern":
      if (operator === "=" || operator === "!=") return pattern(value.pattern);
      throw new Error(`${operator} is followed by a pattern; only = and != compare with patterns`);
    case "variable":
      if (isVariable(value.name)) return variable(value.name);
      throw new Error(
        `a variable is ${JSON.stringify(value.name)}; behind an operator variables begin with request. or target.`,
      );
  }
}

function text(value: string): string {
  return `'${safeText("a value of the condition", value)}'`;
}

function pattern(value: string): string {
  if (value === "") throw new Error("a pattern is empty; give it a text");
  return `/${safeText("a pattern", value).replaceAll("/", "\\/")}/`;
}

function variable(value: string): string {
  const word = safeWord("a variable", value);
  if (isConditionWord(word)) throw new Error(`a variable is ${JSON.stringify(word)}, which is a keyword`);
  if (lowerCase(word) === word) return word;
  throw new Error(`a variable is ${JSON.stringify(word)}; write it as ${lowerCase(word)}`);
}
