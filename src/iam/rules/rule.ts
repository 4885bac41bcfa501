import { AllowStatement, MatchingRule, Statement } from "../language/statement";

/** How bad a finding is: an error should stop a deployment. */
export type Severity = "error" | "warning";

/** Where a text stands; line and column count from 1, places in a list from 0. */
export interface Place {
  /** A file, or the address of the resource or the path of the construct that holds the text. */
  readonly of: string;
  /** Argument of that resource, such as `statements`. */
  readonly argument?: string;
  readonly index?: number;
  readonly line?: number;
  readonly column?: number;
}

/** A statement or matching rule as it was written. */
export interface PolicyText {
  readonly text: string;
  readonly place: Place;
  /** Of a statement: what tells the compartment that its policy is attached to from others. */
  readonly attachedTo?: string;
  /** Of a matching rule: what statements call its dynamic group. */
  readonly groupNames?: readonly string[];
}

/** A statement that could be read. */
export interface CheckedStatement<S extends Statement = Statement> {
  readonly source: PolicyText;
  readonly statement: S;
  /** Types of the resources that the subject consists of, such as `devopsbuildpipeline`; undefined if not known. */
  readonly principals?: readonly string[];
}

/** A statement that could be read and allows something. */
export type CheckedAllow = CheckedStatement<AllowStatement>;

/** A matching rule that could be read. */
export interface CheckedMatchingRule {
  readonly source: PolicyText;
  readonly rule: MatchingRule;
}

/** What a rule has against a statement or matching rule. */
export interface RuleFinding {
  /** What is wrong and by which rule. */
  readonly message: string;
  /** Narrower statements to write instead; `<...>` stands for what is not known here. Empty where none is known. */
  readonly replacement: readonly string[];
  /** The page that says so. */
  readonly source: string;
  /** @default - the severity of the rule */
  readonly severity?: Severity;
}

/** Something that policies should not do. */
export interface PolicyRule {
  /** Stable name, by which it is suppressed. */
  readonly id: string;
  readonly severity: Severity;
  /**
   * @param all every statement that is checked together with the subject, the subject among them
   */
  check(subject: CheckedStatement, all: readonly CheckedStatement[]): RuleFinding[];
}

/** Something that matching rules of dynamic groups should not do. */
export interface DynamicGroupRule {
  /** Stable name, by which it is suppressed. */
  readonly id: string;
  readonly severity: Severity;
  check(subject: CheckedMatchingRule): RuleFinding[];
}

/** A place as messages write it: `file:line:column`, or address, argument and place in the list. */
export function placeText({ of, argument, index, line, column }: Place): string {
  const within = `${argument === undefined ? "" : `.${argument}`}${index === undefined ? "" : `[${index}]`}`;
  return `${of}${within}${line === undefined ? "" : `:${line}:${column ?? 1}`}`;
}

/** The statement if it allows something; what denies or defines is never too broad. */
export function allows(subject: CheckedStatement): subject is CheckedAllow {
  return subject.statement.kind === "allow";
}
