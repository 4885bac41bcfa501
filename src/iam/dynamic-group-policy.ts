import { TerraformStack } from "cdktf";
import { Construct, IConstruct } from "constructs";
import { DeclaredAction } from "./action";
import { minimalStatements, relaxedStatements } from "./catalogue/actions";
import { GrantHolder } from "./grant-holder";
import { IamSettings, IamStrictness, PrincipalGrouping } from "./iam-settings";
import { parseStatement } from "./language/parse-statement";
import { AllowStatement } from "./language/statement";
import { PrincipalType } from "./principal-type";
import { resolvedIn } from "./resolved";
import { statementsFor } from "./statement";
import { ValidationError } from "../validation/validation-error";

/** Properties of `DynamicGroupPolicy`. */
export interface DynamicGroupPolicyProps extends IamSettings {
  /** Kind of the principal that acts. */
  readonly principalType: PrincipalType;
  /** OCID of the one resource that acts. */
  readonly principalId: string;
  /**
   * Where groups that several principals share are made; needed for `PrincipalGrouping.PER_ROLE`.
   *
   * @default - groups are not shared
   */
  readonly project?: IConstruct;
  /**
   * What the principal does.
   *
   * @default - nothing yet; see `add`
   */
  readonly actions?: DeclaredAction[];
}

/**
 * The grants of one principal: a dynamic group that holds only it, and a policy in each compartment it acts in.
 *
 * Statements are never written by hand: each declared action becomes the narrowest statements that the
 * permission catalogue knows for it. A policy is attached to the compartment that its statements name, never higher.
 * Nothing is made as long as no action is declared.
 */
export class DynamicGroupPolicy extends Construct {
  private readonly props: DynamicGroupPolicyProps;
  private readonly declared = new Map<string, DeclaredAction>();
  /** One token for all tokens that resolve to the same. */
  private readonly tokens = new Map<string, string>();
  private holder?: GrantHolder;

  /** @throws ValidationError when a value could change the meaning of a statement */
  constructor(scope: Construct, id: string, props: DynamicGroupPolicyProps) {
    super(scope, id);
    this.props = props;
    for (const action of props.actions ?? []) this.add(action);
  }

  /** What the principal does, in the order of declaration. */
  public get actions(): DeclaredAction[] {
    return [...this.declared.values()];
  }

  /** All statements that the principal's grants are among, as Terraform will see them. */
  public get statements(): string[] {
    return this.holder?.statements ?? [];
  }

  /** OCID of the dynamic group; undefined without one and before the first action. */
  public get dynamicGroupId(): string | undefined {
    return this.holder?.dynamicGroupId;
  }

  /**
   * Grants what an action needs; declaring it again changes nothing.
   *
   * @param declaredBy what does it; the owner of the policy by default
   * @throws ValidationError when a value could change the meaning of a statement
   */
  public add(action: DeclaredAction, declaredBy: IConstruct = this.node.scope!): void {
    const own: DeclaredAction = { actionId: action.actionId, values: this.canonical(action.values) };
    const key = this.resolved(JSON.stringify([own.actionId, Object.entries(own.values).sort()]));
    if (this.declared.has(key)) return;
    try {
      const minimal = minimalStatements(own.actionId);
      const isRelaxed = this.props.strictness === IamStrictness.RELAXED;
      const templates = isRelaxed ? relaxedStatements(own.actionId) : minimal;
      const statements = statementsFor(ANYBODY, own, templates).map((statement) => ({
        ...statement,
        ast: allowing(statement.text),
      }));
      const isFallback = templates.join() !== minimal.join();
      this.made.declare({ action: own, declaredBy, isFallback, principal: this.props, statements });
    } catch (error) {
      throw new ValidationError(this, [(error as Error).message]);
    }
    this.declared.set(key, action);
  }

  /**
   * Grants something that the catalogue has no action for.
   *
   * @param grant the part of a policy statement after `to`, such as
   * `read buckets in compartment id ocid1.compartment... where target.bucket.name = 'cache'`
   * @param declaredBy what does it; the owner of the policy by default
   * @throws ValidationError with everything that is wrong with it
   */
  public allow(grant: string, declaredBy: IConstruct = this.node.scope!): void {
    const beginning = "Allow any-user to ";
    const { statement, findings } = parseStatement(beginning + grant);
    const errors = findings
      .filter(({ severity }) => severity === "error")
      .map(({ line, column, message, fix }) => {
        const at = line === 1 ? column - beginning.length : column;
        return `${JSON.stringify(grant)}, line ${line}, column ${at}: ${message}; ${fix}`;
      });
    const location = statement?.kind === "allow" ? statement.location : undefined;
    const { tenancyId } = this.props;
    const compartmentId =
      location?.kind === "compartment" ? location.id : location?.kind === "tenancy" ? tenancyId : undefined;
    if (errors.length === 0 && compartmentId === undefined) {
      errors.push(
        `${JSON.stringify(grant)}: write "in compartment id OCID"; "in tenancy" needs tenancyId as well`,
      );
    }
    if (errors.length > 0) throw new ValidationError(this, errors);
    this.made.allow(statement as AllowStatement, compartmentId!, this.props, declaredBy);
  }

  /**
   * Accepts what a rule finds in these grants; the reason stays in the report.
   *
   * @param rule id of the rule, such as `ons-topics`
   * @param reason why it is accepted
   * @throws ValidationError when there is no reason
   */
  public suppress(rule: string, reason: string): void {
    if (reason.trim() === "") throw new ValidationError(this, [`suppressing ${rule} needs a reason`]);
    this.made.suppress(rule, reason);
  }

  private get made(): GrantHolder {
    if (this.holder !== undefined) return this.holder;
    const { grouping, tenancyId, project, principalType } = this.props;
    const isShared = grouping === PrincipalGrouping.PER_ROLE;
    if (grouping !== undefined && grouping !== PrincipalGrouping.CONDITION && tenancyId === undefined) {
      throw new Error(`grouping ${grouping} needs tenancyId, in which dynamic groups are made`);
    }
    if (isShared && project === undefined) {
      throw new Error(`grouping ${grouping} needs project, whose pipelines share the group`);
    }
    this.holder = isShared
      ? GrantHolder.shared(project as Construct, principalType, this.props, TerraformStack.of(this))
      : new GrantHolder(this, this.node.scope!.node.path, principalType, this.props);
    this.holder.addMember(this.props.principalId);
    return this.holder;
  }

  private canonical(values: DeclaredAction["values"]): Record<string, string> {
    const entries = Object.entries(values).map(([name, value]) => {
      const key = this.resolved(value);
      if (!this.tokens.has(key)) this.tokens.set(key, value);
      return [name, this.tokens.get(key)!];
    });
    return Object.fromEntries(entries);
  }

  private resolved(text: string): string {
    return resolvedIn(this, text);
  }
}

/** Whom templates are filled in for; the holder of the grants puts its own subject in the place. */
const ANYBODY = { text: "any-user", conditions: [] };

function allowing(text: string): AllowStatement {
  const { statement, findings } = parseStatement(text);
  if (statement?.kind === "allow") return statement;
  throw new Error(`${text}: ${findings.map(({ message, fix }) => `${message}; ${fix}`).join("; ")}`);
}
