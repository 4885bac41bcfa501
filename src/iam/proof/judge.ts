import { Excess } from "./excess";
import { proofSubject, StackGrants } from "./grants-of";
import { Granted, Missing, prove, Superfluous, worldAround } from "./prove";
import { catalogueStatements, grantsOf } from "./requirements";
import { evaluate } from "../evaluation/evaluate";
import { AttachedStatement } from "../evaluation/world";
import { parseStatement } from "../language/parse-statement";
import { AllowStatement } from "../language/statement";

/**
 * Why something is granted that no declared action needs: the narrowest statements for what is declared grant it too, it
 * was asked for besides, or for no reason.
 */
export type ExcessReason = "forced" | "asked" | "unforced";

/** An excess and the reason for it. */
export interface JudgedExcess extends Excess {
  readonly reason: ExcessReason;
}

/** A proof in the light of what was asked for besides the declared actions. */
export interface Judgement {
  readonly grants: StackGrants;
  /** The statements of the grants, in their order. */
  readonly statements: readonly AttachedStatement[];
  readonly granted: readonly Granted[];
  readonly missing: readonly Missing[];
  readonly superfluous: readonly Superfluous[];
  readonly excess: readonly JudgedExcess[];
}

/**
 * Proves grants and sets aside what extra grants and broader statements that were asked for explain.
 *
 * @throws Error when a text of the grants is no statement or matching rule, or the catalogue lacks an action
 */
export function judge(grants: StackGrants): Judgement {
  const subject = proofSubject(grants);
  const { granted, missing, superfluous, excess } = prove(subject);
  const allowed = grants.allowed.map(({ text }) => allowing(text));
  const broader = grants.declarations
    .filter(({ isFallback }) => isFallback)
    .flatMap((action) => catalogueStatements(action, true));
  // These may cover, or stand beside, what is derived; that is what was asked for.
  const besides = new Set([...allowed, ...broader].flatMap(namesIn));
  const world = worldAround(subject);
  const attached = allowed.map((statement) => ({ statement, attachedTo: grants.tenancyId }));
  return {
    grants,
    statements: subject.statements,
    granted,
    missing,
    superfluous: superfluous.filter(({ statement: { statement } }) => {
      return statement.kind !== "allow" || !namesIn(statement).some((name) => besides.has(name));
    }),
    excess: excess.map((each): JudgedExcess => {
      if (each.isForced) return { ...each, reason: "forced" };
      const { allowed: isAsked } = evaluate(attached, each, world);
      return { ...each, reason: isAsked ? "asked" : "unforced" };
    }),
  };
}

/** What a statement is about: permissions, or a resource type of which the catalogue knows none. */
function namesIn(statement: AllowStatement): readonly string[] {
  const { grant } = statement;
  const permissions = grantsOf(statement);
  return permissions.length === 0 && grant.kind === "verb" ? [grant.resourceType] : permissions;
}

function allowing(text: string): AllowStatement {
  const { statement, findings } = parseStatement(text);
  if (statement?.kind === "allow") return statement;
  throw new Error(`${text}: ${findings[0]?.message ?? "it allows nothing"}`);
}
