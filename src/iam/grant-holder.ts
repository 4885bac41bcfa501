import { Aspects, TerraformStack } from "cdktf";
import { Construct, IConstruct } from "constructs";
import { DeclaredAction } from "./action";
import { IamSettings, PrincipalGrouping } from "./iam-settings";
import { allOf, conjuncts } from "./language/condition-parts";
import { renderMatchingRule, renderStatement } from "./language/render";
import { AllowStatement, Condition, Subject } from "./language/statement";
import { exceededLimits } from "./limits";
import { PolicyWriter } from "./policy-writer";
import { PrincipalGroup } from "./principal-group";
import { PrincipalType } from "./principal-type";
import { GRANTS_FILE } from "./proof/grants-file";
import { StackGrants } from "./proof/grants-of";
import { judge } from "./proof/judge";
import { excessText, missingText, superfluousText } from "./proof/proof-text";
import { resolvedIn } from "./resolved";
import { RuleAspect } from "./rule-aspect";
import { resourceName } from "../stack/resource-name";
import { writeAtSynth } from "../stack/synth-file";

/** A principal by its type and OCID. */
export interface PrincipalIdentity {
  readonly principalType: PrincipalType;
  readonly principalId: string;
}

/** An action, who does it and what it becomes. */
export interface Declaration {
  readonly action: DeclaredAction;
  readonly declaredBy: IConstruct;
  /** Whether broader statements than the narrowest ones were asked for. */
  readonly isFallback: boolean;
  readonly principal: PrincipalIdentity;
  readonly statements: readonly {
    readonly ast: AllowStatement;
    readonly compartmentId: string;
    readonly compartmentRole: string;
  }[];
}

/** What holds the grants of one principal, or of all of a role: the group, if there is one, and the policies. */
export class GrantHolder {
  /** The holder that the principals of a type share in a project and a stack. */
  static shared(
    project: Construct,
    type: PrincipalType,
    settings: IamSettings,
    stack: TerraformStack,
  ): GrantHolder {
    const isOwnStack = TerraformStack.of(project) === stack;
    const parent: Construct = isOwnStack ? project : stack;
    const id = isOwnStack ? ROLES[type] : `${ROLES[type]}-${project.node.addr.slice(-8)}`;
    const existing = shared.get(parent)?.get(id);
    if (existing !== undefined) return existing;
    const of = `${project.node.path}'s ${type}s`;
    const holder = new GrantHolder(new Construct(parent, id), of, type, settings, true);
    shared.set(parent, new Map([...(shared.get(parent) ?? []), [id, holder]]));
    return holder;
  }

  private readonly declarations: Declaration[] = [];
  private readonly allowed: { statement: AllowStatement; principalId: string; declaredBy: string }[] = [];
  private readonly suppressions: { rule: string; reason: string }[] = [];
  private readonly group?: PrincipalGroup;
  private readonly writer: PolicyWriter;

  constructor(
    private readonly scope: Construct,
    of: string,
    type: PrincipalType,
    private readonly settings: IamSettings,
    private readonly isShared = false,
  ) {
    const isGrouped = settings.tenancyId !== undefined && settings.grouping !== PrincipalGrouping.CONDITION;
    this.group = isGrouped ? new PrincipalGroup(scope, type, `Only ${of}`, settings) : undefined;
    this.writer = new PolicyWriter(scope, of, settings.homeRegionProvider);
    scope.node.addValidation({ validate: () => [...this.exceededLimits(), ...this.unproved()] });
    Aspects.of(scope).add(new RuleAspect(scope, () => this.grants));
    reportGrants(TerraformStack.of(scope), this);
  }

  get dynamicGroupId(): string | undefined {
    return this.group?.id;
  }

  get statements(): string[] {
    return this.writer.statements.map(({ text }) => text);
  }

  /** Everything of it as Terraform will see it. */
  get grants(): StackGrants {
    const tenancyId = resolvedIn(this.scope, this.settings.tenancyId ?? UNKNOWN_TENANCY);
    const resolved = (text: string) => resolvedIn(this.scope, text);
    const group = this.group && {
      id: resolved(this.group.id),
      name: resourceName(this.scope),
      matchingRule: resolved(renderMatchingRule(this.group.rule)),
    };
    return {
      heldBy: this.scope.node.path,
      tenancyId,
      isShared: this.isShared,
      groups: group === undefined ? [] : [group],
      statements: this.writer.statements.map(({ text, compartmentId }) => ({
        text: resolved(text),
        attachedTo: resolved(compartmentId),
      })),
      declarations: this.declarations.map(({ action, declaredBy, isFallback, principal }) => ({
        principalType: principal.principalType,
        principalId: resolved(principal.principalId),
        actionId: action.actionId,
        values: Object.fromEntries(
          Object.entries(action.values).map(([name, value]) => [name, resolved(value)]),
        ),
        declaredBy: declaredBy.node.path,
        isFallback,
      })),
      suppressions: this.suppressions,
      allowed: this.allowed.map(({ statement, principalId, declaredBy }) => ({
        text: resolved(renderStatement(statement)),
        principalId: resolved(principalId),
        declaredBy,
      })),
    };
  }

  addMember(principalId: string): void {
    this.group?.add(principalId);
  }

  declare(declaration: Declaration): void {
    this.declarations.push(declaration);
    for (const { ast, compartmentId, compartmentRole } of declaration.statements) {
      this.writer.add(this.about(declaration.principal, ast), compartmentId, compartmentRole);
    }
  }

  allow(
    statement: AllowStatement,
    compartmentId: string,
    principal: PrincipalIdentity,
    declaredBy: IConstruct,
  ): void {
    const own = this.about(principal, statement);
    const { principalId } = principal;
    this.allowed.push({ statement: own, principalId, declaredBy: declaredBy.node.path });
    this.writer.add(own, compartmentId, "extra");
  }

  suppress(rule: string, reason: string): void {
    this.suppressions.push({ rule, reason });
  }

  /** The statement about the group, or about just the principal. */
  private about(
    { principalType, principalId }: PrincipalIdentity,
    statement: AllowStatement,
  ): AllowStatement {
    if (this.group !== undefined) {
      const subject: Subject = { kind: "dynamic-group", groups: [{ id: this.group.id }] };
      return { ...statement, subject };
    }
    const conditions = [
      equals("request.principal.type", principalType),
      equals("request.principal.id", principalId),
      ...conjuncts(statement.condition),
    ];
    return { ...statement, subject: { kind: "any-user" }, condition: allOf(conditions) };
  }

  /** What the declared actions and the statements made of them do not agree in. */
  private unproved(): string[] {
    const { missing, superfluous, excess } = judge(this.grants);
    return [
      ...missing.map(missingText),
      ...superfluous.map(superfluousText),
      ...excess.filter(({ reason }) => reason === "unforced").map(excessText),
    ];
  }

  /** Said once for the stack, by the first of its holders. */
  private exceededLimits(): string[] {
    const all = holders.get(TerraformStack.of(this.scope)) ?? [];
    return all[0] === this ? exceededLimits(all.map(({ grants }) => grants)) : [];
  }
}

/** By stack: what holds grants in it. */
const holders = new WeakMap<TerraformStack, GrantHolder[]>();

/** Writes down at synth what is declared and what was made of it, for `oci-devops-local policy`. */
function reportGrants(stack: TerraformStack, holder: GrantHolder): void {
  const all = [...(holders.get(stack) ?? []), holder];
  holders.set(stack, all);
  writeAtSynth(
    stack,
    GRANTS_FILE,
    () =>
      `${JSON.stringify(
        all.map(({ grants }) => grants),
        null,
        2,
      )}\n`,
  );
}

/** Stands for the tenancy where its OCID is not needed. */
const UNKNOWN_TENANCY = "the tenancy";

/** What stands for a role below a project. */
const ROLES: Readonly<Record<PrincipalType, string>> = {
  [PrincipalType.BUILD_PIPELINE]: "BuildPipelines",
  [PrincipalType.DEPLOY_PIPELINE]: "DeployPipelines",
  [PrincipalType.REPOSITORY]: "Repositories",
  [PrincipalType.CONNECTION]: "Connections",
  [PrincipalType.TRIGGER]: "Triggers",
};

/** By project, or by another stack that a project is used in: the holders of roles. */
const shared = new WeakMap<IConstruct, Map<string, GrantHolder>>();

function equals(variable: string, text: string): Condition {
  return { kind: "comparison", variable, operator: "=", value: { kind: "text", text } };
}
