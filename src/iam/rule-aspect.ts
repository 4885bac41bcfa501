import { Annotations, IAspect } from "cdktf";
import { IConstruct } from "constructs";
import { checkGrants } from "./proof/check-grants";
import { StackGrants } from "./proof/grants-of";

/** Checks the grants below a construct against the rules at synth; what they find becomes annotations of it. */
export class RuleAspect implements IAspect {
  /** @param grants what there is when the stack is complete */
  constructor(
    private readonly scope: IConstruct,
    private readonly grants: () => StackGrants,
  ) {}

  visit(node: IConstruct): void {
    if (node !== this.scope) return;
    const { findings, suppressionProblems } = checkGrants([this.grants()]);
    for (const { rule, severity, text, message, replacement } of findings) {
      const instead = replacement.length > 0 ? `; instead: ${replacement.join(" and ")}` : "";
      this.annotate(severity, `${rule}: ${text}: ${message}${instead}`);
    }
    for (const { severity, message } of suppressionProblems) this.annotate(severity, message);
  }

  private annotate(severity: "error" | "warning", text: string): void {
    const annotations = Annotations.of(this.scope);
    if (severity === "error") annotations.addError(text);
    else annotations.addWarning(text);
  }
}
