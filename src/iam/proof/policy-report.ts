import { checkGrants } from "./check-grants";
import { StackGrants } from "./grants-of";
import { ExcessReason, judge, Judgement } from "./judge";
import { excessText, missingText, superfluousText } from "./proof-text";
import { Missing } from "./prove";
import { DeclaredAction } from "../action";
import { catalogueAction } from "../catalogue/actions";
import { Confidence } from "../catalogue/catalogue-file";
import { PolicyReport } from "../rules/check";

/** Who may do what in a stack, why, and whether it is just what is needed. */
export interface GrantsReport {
  readonly principals: readonly PrincipalReport[];
  readonly verdict: Verdict;
  /** What the rules for policies have against the statements. */
  readonly rules: PolicyReport;
}

/** What a principal may do. */
export interface PrincipalReport {
  /** Such as `devopsbuildpipeline`. */
  readonly type: string;
  /** OCID, or a reference that Terraform makes one of. */
  readonly id: string;
  /** Path of the construct that holds its grants. */
  readonly heldBy: string;
  /** Whether it shares them with the other principals in there. */
  readonly isShared: boolean;
  readonly actions: readonly ActionReport[];
  /** The statements that say something of it. */
  readonly statements: readonly StatementReport[];
  /** Grants that were asked for besides the actions. */
  readonly allowed: readonly { readonly text: string; readonly declaredBy: string }[];
}

/** Something that a principal does. */
export interface ActionReport {
  readonly actionId: string;
  readonly values: Readonly<Record<string, string>>;
  /** Paths of the constructs that declare it. */
  readonly declaredBy: readonly string[];
  /** How sure the catalogue is of the statements. */
  readonly confidence: Confidence;
  /** Whether broader statements than the narrowest were asked for. */
  readonly isFallback: boolean;
  /** Places, from 0, of the principal's statements that allow it. */
  readonly allowedBy: readonly number[];
  /** Permissions that it takes and no statement allows. */
  readonly missing: readonly string[];
}

/** A statement and the permissions that it grants a principal beyond what that declares, by the reason for it. */
export interface StatementReport extends Readonly<Record<ExcessReason, readonly string[]>> {
  readonly text: string;
  /** OCID of the compartment that its policy is attached to. */
  readonly attachedTo: string;
}

/** What the proof says; each text names the construct that it is about. */
export interface Verdict {
  readonly isComplete: boolean;
  readonly isMinimal: boolean;
  /** Whether everything beyond what is declared is forced by a verb or was asked for. */
  readonly isExact: boolean;
  /** Whether principals share groups, so that some may do what others need. */
  readonly isShared: boolean;
  readonly missing: readonly string[];
  readonly superfluous: readonly string[];
  readonly unforced: readonly string[];
  /** The permissions that each statement grants beyond what is declared. */
  readonly excess: readonly StatementReport[];
}

/**
 * Reports on the grants of a stack.
 *
 * @throws Error when a text of the grants is no statement or matching rule, or the catalogue lacks an action
 */
export function grantsReport(stack: readonly StackGrants[]): GrantsReport {
  const judgements = stack.map(judge);
  return {
    principals: judgements.flatMap(principalsOf),
    verdict: verdictOn(judgements),
    rules: checkGrants(stack),
  };
}

/** Whether the proof has nothing against the grants. */
export function isProved({ isComplete, isMinimal, isExact }: Verdict): boolean {
  return isComplete && isMinimal && isExact;
}

function principalsOf(judgement: Judgement): PrincipalReport[] {
  const { heldBy, isShared, declarations, allowed, groups } = judgement.grants;
  const declared = declarations.map(({ principalType: type, principalId: id }) => ({ type, id }));
  const asking = allowed.map(({ text, principalId: id }) => ({
    type: typeIn([text, ...groups.map(({ matchingRule }) => matchingRule)]),
    id,
  }));
  // What has declared actions comes last here, since its type is known from them.
  const all = new Map([...asking, ...declared].map((principal) => [principal.id, principal]));
  return [...all.values()].map(({ type, id }): PrincipalReport => {
    const own = concerning(judgement, id);
    return {
      type,
      id,
      heldBy,
      isShared,
      actions: actionsOf(judgement, id, own),
      statements: own.map((place) => statementReport(judgement, place, id)),
      allowed: allowed
        .filter(({ principalId }) => principalId === id)
        .map(({ text, declaredBy }) => ({ text, declaredBy })),
    };
  });
}

/** Places of the statements that allow a principal's actions, or grant it more. */
function concerning({ statements, granted, excess, grants }: Judgement, id: string): number[] {
  const by = new Set([
    ...granted.filter(({ request }) => request.principal.id === id).flatMap((each) => each.by),
    ...excess.filter(({ principal }) => principal.id === id).map(({ statement }) => statement),
  ]);
  const isOnly = new Set(grants.declarations.map(({ principalId }) => principalId)).size < 2;
  return statements.flatMap((statement, place) => (isOnly || by.has(statement) ? [place] : []));
}

function actionsOf(judgement: Judgement, id: string, own: readonly number[]): ActionReport[] {
  const { grants, statements, granted, missing } = judgement;
  const declared = grants.declarations.filter(({ principalId }) => principalId === id);
  return distinct(declared.map(keyOf)).map((key) => {
    const same = declared.filter((each) => keyOf(each) === key);
    const isOfIt = ({ requirement: { principal, action } }: Missing) =>
      principal.id === id && keyOf(action) === key;
    const by = new Set(granted.filter(isOfIt).flatMap((each) => each.by));
    const [{ actionId, values }] = same;
    return {
      actionId,
      values,
      declaredBy: distinct(same.map(({ declaredBy }) => declaredBy)),
      confidence: catalogueAction(actionId).confidence,
      isFallback: same.some(({ isFallback }) => isFallback),
      allowedBy: own.flatMap((place, index) => (by.has(statements[place]) ? [index] : [])),
      missing: distinct(missing.filter(isOfIt).map(({ request }) => request.permission)),
    };
  });
}

/** @param id of the principal whose excess counts; that of any by default */
function statementReport(judgement: Judgement, place: number, id?: string): StatementReport {
  const { grants, statements, excess } = judgement;
  const own = excess.filter(
    ({ statement, principal }) =>
      statement === statements[place] && (id === undefined || principal.id === id),
  );
  const because = (reason: ExcessReason) =>
    distinct(own.filter((each) => each.reason === reason).map(({ permission }) => permission));
  const { text, attachedTo } = grants.statements[place];
  return {
    text,
    attachedTo,
    forced: because("forced"),
    asked: because("asked"),
    unforced: because("unforced"),
  };
}

function verdictOn(judgements: readonly Judgement[]): Verdict {
  const texts = (of: (judgement: Judgement) => readonly string[]) =>
    judgements.flatMap((judgement) => of(judgement).map((text) => `${judgement.grants.heldBy}: ${text}`));
  const missing = judgements.flatMap((judgement) => judgement.missing.map(missingText));
  const superfluous = texts((judgement) => judgement.superfluous.map(superfluousText));
  const unforced = texts(({ excess }) =>
    excess.filter(({ reason }) => reason === "unforced").map(excessText),
  );
  return {
    isComplete: missing.length === 0,
    isMinimal: superfluous.length === 0,
    isExact: unforced.length === 0,
    isShared: judgements.some(({ grants }) => grants.isShared),
    missing,
    superfluous,
    unforced,
    excess: judgements
      .flatMap((judgement) => judgement.statements.map((_, place) => statementReport(judgement, place)))
      .filter(({ forced, asked, unforced: others }) => forced.length + asked.length + others.length > 0),
  };
}

/** What a group or a statement says that its principal is; a holder's principals are all of one type. */
function typeIn(texts: readonly string[]): string {
  const found = texts.map((text) => /(?:resource|request\.principal)\.type = '([^']*)'/.exec(text)?.[1]);
  return found.find((type) => type !== undefined) ?? "resource";
}

function keyOf({ actionId, values }: DeclaredAction): string {
  return JSON.stringify([actionId, Object.entries(values)]);
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
