import { dependable, TerraformResource, TerraformStack } from "cdktf";
import { IConstruct } from "constructs";

/** The last stage that each stack has made in each project. */
const lastWrites = new WeakMap<IConstruct, Map<TerraformStack, TerraformResource>>();

/**
 * Makes Terraform create the stages of one DevOps project one after another.
 *
 * The service answers 409 to concurrent writes of stages in one project. The order is that of the program, so a
 * stage can only wait for one made before it and no cycle arises. Stages of other stacks cannot be waited for.
 * @param project the node that stands for the project
 */
export function writeSerially(project: IConstruct, stage: TerraformResource): void {
  const stack = TerraformStack.of(stage);
  const writes = lastWrites.get(project) ?? new Map<TerraformStack, TerraformResource>();
  lastWrites.set(project, writes);
  const previous = writes.get(stack);
  writes.set(stack, stage);
  if (previous !== undefined) {
    stage.dependsOn = [...(stage.dependsOn ?? []), dependable(previous)];
  }
}
