import { PIPELINE } from "./world";
import { AttachedStatement, Principal, Request } from "../../../../src/iam/evaluation/world";
import { parseStatement } from "../../../../src/iam/language/parse-statement";

/** What the documentation says of a request. */
export interface DecisionCase {
  readonly title: string;
  /** Texts, attached to the tenancy unless they begin with a compartment and a colon as in `prod: Allow ...`. */
  readonly statements: readonly string[];
  readonly request: Request;
  readonly allowed: boolean;
  /** Section of the reference, page below https://docs.oracle.com/en-us/iaas/Content/, and what it says. */
  readonly source: string;
  /** Rule of the dynamic group `Ruled`. */
  readonly rule?: string;
}

/** What a request differs in from one of the pipeline in Apps that carries no variables. */
export interface Circumstances {
  readonly by?: Principal;
  readonly in?: string;
  readonly operation?: string;
  readonly variables?: Readonly<Record<string, string>>;
}

export function ask(permission: string, circumstances: Circumstances = {}): Request {
  const { by = PIPELINE, in: compartmentId = "apps", operation, variables = {} } = circumstances;
  return { principal: by, permission, operation, compartmentId, variables };
}

/** Cases that one sentence of the documentation decides. */
export function cited(section: string, page: string, sentence: string) {
  const source = `${section}; ${page}: ${sentence}`;
  const of =
    (allowed: boolean) =>
    (
      title: string,
      statements: string | readonly string[],
      request: Request,
      rule?: string,
    ): DecisionCase => ({
      title,
      statements: typeof statements === "string" ? [statements] : statements,
      request,
      allowed,
      source,
      rule,
    });
  return { allows: of(true), refuses: of(false) };
}

/** A statement as a policy has it; see `DecisionCase.statements`. */
export function attached(text: string): AttachedStatement {
  const [, attachedTo = "T", sentence] = /^(?:([\w-]+): )?(.+)$/s.exec(text)!;
  const { statement, findings } = parseStatement(sentence);
  if (statement === undefined) {
    throw new Error(`${sentence}: ${findings.map(({ message }) => message).join("; ")}`);
  }
  return { statement, attachedTo };
}
