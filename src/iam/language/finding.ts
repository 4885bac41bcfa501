/** One thing that is wrong with, or dubious about, a statement or matching rule; line and column count from 1. */
export interface LanguageFinding {
  /** Stable name of the trap, such as `missing-location`. */
  readonly code: string;
  readonly severity: "error" | "warning";
  readonly line: number;
  readonly column: number;
  /** What is wrong and by which rule. */
  readonly message: string;
  /** What to do about it. */
  readonly fix: string;
}
