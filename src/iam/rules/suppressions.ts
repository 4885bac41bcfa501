import { placeText, PolicyText, Severity } from "./rule";

/** A finding that is accepted, and why. */
export interface Suppression {
  /** Id of the rule, such as `all-resources`. */
  readonly rule: string;
  /** Stays in the report. */
  readonly reason: string;
  /** @default - any statement */
  readonly statement?: string;
  /**
   * Address of the resource, path of the construct or name of the file that holds the statement.
   * @default - any
   */
  readonly policy?: string;
}

/** What is wrong with a suppression. */
export interface SuppressionProblem {
  readonly suppression: Suppression;
  readonly severity: Severity;
  readonly message: string;
}

/** The suppression that covers a finding; one without a reason covers none. */
export function suppressionOf(
  rule: string,
  source: PolicyText,
  suppressions: readonly Suppression[],
): Suppression | undefined {
  return suppressions.find(
    (each) =>
      hasReason(each) &&
      each.rule === rule &&
      (each.statement === undefined || normal(each.statement) === normal(source.text)) &&
      (each.policy === undefined || [source.place.of, placeText(source.place)].includes(each.policy)),
  );
}

/** Suppressions that lack a reason, and those that were of no use. */
export function problemsOf(
  suppressions: readonly Suppression[],
  used: ReadonlySet<Suppression>,
  rules: readonly string[],
): SuppressionProblem[] {
  return suppressions.flatMap((suppression): SuppressionProblem[] => {
    const { rule } = suppression;
    if (!hasReason(suppression)) {
      const message = `the suppression of ${rule} has no reason and suppresses nothing; say why it is accepted`;
      return [{ suppression, severity: "error", message }];
    }
    if (used.has(suppression)) return [];
    const why = rules.includes(rule) ? "fits no finding" : `fits no finding; rules are ${rules.join(", ")}`;
    return [
      {
        suppression,
        severity: "warning",
        message: `the suppression of ${rule} ${why}; remove or correct it`,
      },
    ];
  });
}

function hasReason({ reason }: Suppression): boolean {
  return reason.trim() !== "";
}

/** Spaces and line breaks mean nothing between the words of a statement. */
function normal(text: string): string {
  return text.trim().replace(/\s+/g, " ");
}
