import { isRuleVariable, isTagVariable } from "./rule-variables";
import { safeText, safeWord } from "./safe-words";
import { MatchingRule } from "./statement";
import { MAX_DEPTH } from "./token-list";
import { lowerCase } from "./words";

/**
 * A matching rule as Oracle writes it; parsing it gives the same rule.
 *
 * @throws Error when a value cannot be written without changing what the rule matches
 */
export function renderMatchingRule(rule: MatchingRule): string {
  return render(rule, 0);
}

function render(rule: MatchingRule, depth: number): string {
  switch (rule.kind) {
    case "any":
    case "all": {
      if (depth >= MAX_DEPTH) throw new Error(`the groups of the rule nest deeper than ${MAX_DEPTH}`);
      const parts = rule.rules.map((part) => render(part, depth + 1));
      if (parts.length === 0) throw new Error(`an ${rule.kind} rule is empty; give it a part`);
      return `${rule.kind.toUpperCase()} {${parts.join(", ")}}`;
    }
    case "term":
      return `${variable(rule.variable)} ${rule.operator} '${safeText("a value of the rule", rule.value)}'`;
    case "tag":
      if (isTagVariable(rule.variable)) return variable(rule.variable);
      throw new Error(`a tag is ${JSON.stringify(rule.variable)}; write it as tag.namespace.key.value`);
  }
}

function variable(value: string): string {
  const word = safeWord("a variable", value);
  if (lowerCase(word) === word && isRuleVariable(word)) return word;
  throw new Error(
    `a variable is ${JSON.stringify(word)}; matching rules have no such variable in lower case`,
  );
}
