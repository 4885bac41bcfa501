/** What is wrong with a stack or with what the user asked of it; every problem at once. */
export class PlanError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join("\n"));
    this.name = "PlanError";
  }
}
