import { DYNAMIC_GROUP_RULES, POLICY_RULES } from "./index";
import { principalsOf } from "./principals";
import { CheckedMatchingRule, CheckedStatement, Place, PolicyText, RuleFinding, Severity } from "./rule";
import { problemsOf, Suppression, SuppressionProblem, suppressionOf } from "./suppressions";
import { LanguageFinding } from "../language/finding";
import { parseMatchingRule } from "../language/parse-rule";
import { parseStatement } from "../language/parse-statement";
import { hasInterpolation } from "../language/words";

/** What is wrong with a statement or matching rule. */
export interface PolicyFinding {
  /** Id of a rule of this package, or code of a mistake in the language. */
  readonly rule: string;
  readonly severity: Severity;
  readonly place: Place;
  /** The statement or matching rule. */
  readonly text: string;
  /** What is wrong and by which rule. */
  readonly message: string;
  /** Narrower statements to write instead; `<...>` stands for what is not known. */
  readonly replacement: readonly string[];
  /** The page that says so; mistakes in the language have none. */
  readonly source?: string;
}

/** A finding that is accepted. */
export interface SuppressedFinding extends PolicyFinding {
  readonly reason: string;
}

/** What a check of policies has found. */
export interface PolicyReport {
  readonly findings: readonly PolicyFinding[];
  readonly suppressed: readonly SuppressedFinding[];
  readonly suppressionProblems: readonly SuppressionProblem[];
}

/** A finding, the text that it is about and whether a reason can set it aside. */
interface Found {
  readonly finding: PolicyFinding;
  readonly source: PolicyText;
  readonly isSuppressible: boolean;
}

/**
 * Checks statements and the matching rules of their dynamic groups, in the order in which they are given.
 *
 * A text that does not parse cannot be suppressed: OCI refuses it.
 */
export function checkPolicies(
  statements: readonly PolicyText[],
  matchingRules: readonly PolicyText[],
  suppressions: readonly Suppression[] = [],
): PolicyReport {
  const rules = matchingRules.map((source) => ({ source, ...parseMatchingRule(source.text) }));
  const groups = rules.flatMap(({ source, rule }) => (rule === undefined ? [] : [{ source, rule }]));
  const parsed = statements.map((source) => ({ source, ...parseStatement(source.text) }));
  const readable = parsed.flatMap(({ source, statement }): CheckedStatement[] =>
    statement === undefined ? [] : [{ source, statement, principals: principalsOf(statement, groups) }],
  );
  const found = [
    ...rules.flatMap(({ source, rule, findings }) =>
      rule === undefined ? unreadable(source, findings) : matchingRuleFindings({ source, rule }),
    ),
    ...parsed.flatMap(({ source, statement, findings }) =>
      statement === undefined
        ? unreadable(source, findings)
        : [
            ...findings.map((each) => ofLanguage(source, each, true)),
            ...statementFindings(
              readable.find((each) => each.source === source)!,
              readable,
            ),
          ],
    ),
  ];
  return sorted(found, suppressions);
}

/** Whether a report should stop a deployment. */
export function hasErrors({ findings, suppressionProblems }: PolicyReport): boolean {
  return [...findings, ...suppressionProblems].some(({ severity }) => severity === "error");
}

function sorted(found: readonly Found[], suppressions: readonly Suppression[]): PolicyReport {
  const judged = found.map(({ finding, source, isSuppressible }) => ({
    finding,
    suppression: isSuppressible ? suppressionOf(finding.rule, source, suppressions) : undefined,
  }));
  const used = new Set(judged.flatMap(({ suppression }) => suppression ?? []));
  const ids = [...POLICY_RULES, ...DYNAMIC_GROUP_RULES].map(({ id }) => id);
  return {
    findings: judged.flatMap(({ finding, suppression }) => (suppression === undefined ? [finding] : [])),
    suppressed: judged.flatMap(({ finding, suppression }) =>
      suppression === undefined ? [] : [{ ...finding, reason: suppression.reason }],
    ),
    suppressionProblems: problemsOf(suppressions, used, ids),
  };
}

function statementFindings(subject: CheckedStatement, all: readonly CheckedStatement[]): Found[] {
  return POLICY_RULES.flatMap((rule) =>
    rule.check(subject, all).map((finding) => ofRule(rule, subject.source, finding)),
  );
}

function matchingRuleFindings(subject: CheckedMatchingRule): Found[] {
  return DYNAMIC_GROUP_RULES.flatMap((rule) =>
    rule.check(subject).map((finding) => ofRule(rule, subject.source, finding)),
  );
}

function ofRule(
  rule: { readonly id: string; readonly severity: Severity },
  source: PolicyText,
  finding: RuleFinding,
): Found {
  const place = { rule: rule.id, place: source.place, text: source.text };
  return {
    finding: { ...place, ...finding, severity: finding.severity ?? rule.severity },
    source,
    isSuppressible: true,
  };
}

/** What Terraform has yet to fill in may be the very words that are missing. */
function unreadable(source: PolicyText, findings: readonly LanguageFinding[]): Found[] {
  const isTemplate = hasInterpolation(source.text);
  return findings.map((finding) =>
    ofLanguage(source, isTemplate ? { ...finding, severity: "warning" } : finding, isTemplate),
  );
}

function ofLanguage(source: PolicyText, each: LanguageFinding, isSuppressible: boolean): Found {
  const { code, severity, message, fix } = each;
  const place = placeWithin(source.place, each);
  return {
    finding: {
      rule: code,
      severity,
      place,
      text: source.text,
      message: `${message}; ${fix}`,
      replacement: [],
    },
    source,
    isSuppressible,
  };
}

function placeWithin(place: Place, { line, column }: LanguageFinding): Place {
  if (place.line === undefined) return { ...place, line, column };
  const before = line === 1 ? (place.column ?? 1) - 1 : 0;
  return { ...place, line: place.line + line - 1, column: before + column };
}
