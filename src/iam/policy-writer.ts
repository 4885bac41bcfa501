import { Lazy, TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { renderStatement } from "./language/render";
import { AllowStatement } from "./language/statement";
import { MOST_STATEMENTS_IN_POLICY } from "./limits";
import { merged } from "./merge";
import { resolvedIn } from "./resolved";
import { IdentityPolicy } from "../provider/identity-policy";
import { resourceName } from "../stack/resource-name";

/** The statements of one compartment. */
interface Attached {
  readonly compartmentId: string;
  readonly role: string;
  /** Merged. */
  statements: readonly AllowStatement[];
  policies: number;
}

/**
 * Writes statements into policies below a construct: each is attached to the compartment that its statements name, and
 * a further one is made when one would hold more than OCI takes.
 */
export class PolicyWriter {
  private readonly compartments = new Map<string, Attached>();

  /** @param of path of the construct that the policies are for */
  constructor(
    private readonly scope: Construct,
    private readonly of: string,
    private readonly provider?: TerraformProvider,
  ) {}

  /**
   * @param role the catalogue's word for the compartment, such as `secretCompartment`
   * @throws Error when a value could change the meaning of the statement
   */
  add(statement: AllowStatement, compartmentId: string, role: string): void {
    renderStatement(statement);
    const attached = this.attachedTo(compartmentId, role);
    attached.statements = merged([...attached.statements, statement]);
    const needed = Math.ceil(attached.statements.length / MOST_STATEMENTS_IN_POLICY);
    while (attached.policies < needed) this.makePolicy(attached);
  }

  /** All statements with the compartment that they are attached to, as Terraform will see them. */
  get statements(): { readonly text: string; readonly compartmentId: string }[] {
    return [...this.compartments.values()].flatMap(({ compartmentId, statements }) =>
      statements.map((statement) => ({ text: renderStatement(statement), compartmentId })),
    );
  }

  private attachedTo(compartmentId: string, role: string): Attached {
    const key = resolvedIn(this.scope, compartmentId);
    const existing = this.compartments.get(key);
    if (existing !== undefined) return existing;
    const others = [...this.compartments.values()].filter((other) => other.role.startsWith(role)).length;
    const id = others === 0 ? role : `${role}${others + 1}`;
    const attached: Attached = { compartmentId, role: id, statements: [], policies: 0 };
    this.compartments.set(key, attached);
    return attached;
  }

  private makePolicy(attached: Attached): void {
    const { compartmentId, role } = attached;
    const first = attached.policies++ * MOST_STATEMENTS_IN_POLICY;
    const id = first === 0 ? role : `${role}Part${attached.policies}`;
    new IdentityPolicy(this.scope, id, {
      compartmentId,
      name: resourceName(this.scope, id),
      description: `What ${this.of} needs, and nothing more`,
      statements: Lazy.listValue({
        produce: () =>
          attached.statements.slice(first, first + MOST_STATEMENTS_IN_POLICY).map(renderStatement),
      }),
      provider: this.provider,
    });
  }
}
