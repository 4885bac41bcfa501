import { CheckedStatement } from "./rule";

/** Whether the subject may be software rather than people. */
export function isWorkload({ statement }: CheckedStatement): boolean {
  return statement.kind !== "define" && statement.subject.kind !== "group";
}

/** Whether the subject may be something of a DevOps project; what is not known is taken for it. */
export function mayBePipeline({ statement, principals }: CheckedStatement): boolean {
  if (statement.kind === "define" || ["group", "service"].includes(statement.subject.kind)) return false;
  return principals === undefined || principals.some((type) => type.startsWith("devops"));
}
