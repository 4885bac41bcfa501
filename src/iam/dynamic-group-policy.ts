import { DefaultTokenResolver, Lazy, StringConcat, TerraformProvider, Tokenization } from "cdktf";
import { Construct } from "constructs";
import { DeclaredAction } from "./action";
import { PrincipalType } from "./principal-type";
import { quoted, Statement, statementsFor, Subject } from "./statement";
import { IdentityDynamicGroup } from "../provider/identity-dynamic-group";
import { IdentityPolicy } from "../provider/identity-policy";
import { resourceName } from "../stack/resource-name";
import { ValidationError } from "../validation/validation-error";

/** Where groups and policies of a stack are made. */
export interface IamSettings {
  /**
   * OCID of the tenancy, where dynamic groups live.
   *
   * @default - no dynamic group is made; each statement names its principal by `request.principal.id` instead,
   * which grants exactly the same
   */
  readonly tenancyId?: string;
  /**
   * Provider of the tenancy's home region, the only one that takes writes of groups and policies.
   *
   * @default - the stack's own OCI provider, which then must be of the home region
   */
  readonly homeRegionProvider?: TerraformProvider;
}

/** Properties of `DynamicGroupPolicy`. */
export interface DynamicGroupPolicyProps extends IamSettings {
  /** Kind of the principal that acts. */
  readonly principalType: PrincipalType;
  /** OCID of the one resource that acts. */
  readonly principalId: string;
  /**
   * What the principal does.
   *
   * @default - nothing yet; see `add`
   */
  readonly actions?: DeclaredAction[];
}

/** Statements in one policy; OCI service limits, `policy statements per policy`. */
const MAX_STATEMENTS = 50;

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
  /** By compartment, and there by what they resolve to. */
  private readonly policies = new Map<string, Map<string, string>>();
  private subject?: Subject;
  private group?: IdentityDynamicGroup;

  /** @throws ValidationError when a value could change the meaning of a statement */
  constructor(scope: Construct, id: string, props: DynamicGroupPolicyProps) {
    super(scope, id);
    this.props = props;
    this.node.addValidation({ validate: () => this.tooManyStatements() });
    for (const action of props.actions ?? []) this.add(action);
  }

  /** What the principal does, in the order of declaration. */
  public get actions(): DeclaredAction[] {
    return [...this.declared.values()];
  }

  /** All statements, as Terraform will see them. */
  public get statements(): string[] {
    return [...this.policies.values()].flatMap((statements) => [...statements.values()]);
  }

  /** OCID of the dynamic group; undefined without `tenancyId` and before the first action. */
  public get dynamicGroupId(): string | undefined {
    return this.group?.id;
  }

  /**
   * Grants what an action needs; declaring it again changes nothing.
   *
   * @throws ValidationError when a value could change the meaning of a statement
   */
  public add(action: DeclaredAction): void {
    let statements: Statement[];
    try {
      statements = statementsFor(this.subjectOfStatements(), action);
    } catch (error) {
      throw new ValidationError(this, [(error as Error).message]);
    }
    const key = this.resolved(JSON.stringify([action.actionId, Object.entries(action.values).sort()]));
    if (this.declared.has(key)) return;
    this.declared.set(key, action);
    for (const statement of statements) this.grant(statement);
  }

  private grant(statement: Statement): void {
    this.policyIn(statement).set(this.resolved(statement.text), statement.text);
  }

  /** The statements of the policy attached to the statement's compartment; makes the policy when there is none. */
  private policyIn({ compartmentId, compartmentRole }: Statement): Map<string, string> {
    const key = this.resolved(compartmentId);
    const existing = this.policies.get(key);
    if (existing !== undefined) return existing;

    const statements = new Map<string, string>();
    this.policies.set(key, statements);
    const before = this.node.children.filter((child) => child.node.id.startsWith(compartmentRole)).length;
    const id = before === 0 ? compartmentRole : `${compartmentRole}${before + 1}`;
    new IdentityPolicy(this, id, {
      compartmentId,
      name: resourceName(this, id),
      description: `What ${this.node.scope!.node.path} needs, and nothing more`,
      statements: Lazy.listValue({ produce: () => [...statements.values()] }),
      provider: this.props.homeRegionProvider,
    });
    return statements;
  }

  private subjectOfStatements(): Subject {
    return (this.subject ??= this.props.tenancyId === undefined ? this.anyUser() : this.onlyMember());
  }

  private anyUser(): Subject {
    const { principalType, principalId } = this.props;
    return {
      text: "any-user",
      conditions: [
        `request.principal.type = ${quoted(principalType)}`,
        `request.principal.id = ${quoted(principalId)}`,
      ],
    };
  }

  private onlyMember(): Subject {
    const { principalType, principalId, tenancyId, homeRegionProvider } = this.props;
    this.group = new IdentityDynamicGroup(this, "Group", {
      compartmentId: tenancyId!,
      name: resourceName(this),
      description: `Only ${this.node.scope!.node.path}`,
      matchingRule: `ALL {resource.type = ${quoted(principalType)}, resource.id = ${quoted(principalId)}}`,
      provider: homeRegionProvider,
    });
    return { text: `dynamic-group id ${this.group.id}`, conditions: [] };
  }

  /** Two reads of one variable are different tokens; what they resolve to is the same. */
  private resolved(value: string): string {
    return String(
      Tokenization.resolve(value, {
        scope: this,
        resolver: new DefaultTokenResolver(new StringConcat()),
        preparing: false,
      }),
    );
  }

  private tooManyStatements(): string[] {
    return [...this.policies]
      .filter(([, statements]) => statements.size > MAX_STATEMENTS)
      .map(
        ([compartment, statements]) =>
          `the policy in compartment ${compartment} would hold ${statements.size} statements, OCI takes at most ` +
          `${MAX_STATEMENTS}: split the pipeline or its secrets`,
      );
  }
}
