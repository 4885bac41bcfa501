import { IConstruct } from "constructs";

/**
 * What is wrong with one construct: every violation at once, each on a line of its own.
 *
 * The stack trace is left out on purpose: the construct path tells where to look.
 * @internal
 */
export class ValidationError extends Error {
  constructor(
    scope: IConstruct,
    readonly violations: readonly string[],
  ) {
    const kind = scope.constructor.name;
    super(`${kind} ${scope.node.path} is not valid:\n${violations.map((v) => `  - ${v}`).join("\n")}`);
    this.name = "ValidationError";
    this.stack = `${this.name}: ${this.message}`;
  }
}
