import { dependable, TerraformResource, TerraformStack } from "cdktf";
import { IConstruct } from "constructs";

const lastWrite = new WeakMap<IConstruct, TerraformResource>();

/**
 * Makes Terraform create the stages of one DevOps project one after another.
 *
 * The service answers 409 to concurrent writes of stages in one project. The order is that of the program, so a
 * stage can only wait for one made before it and no cycle arises. Stages of other stacks cannot be waited for.
 * @param project the node that stands for the project
 */
export function writeSerially(project: IConstruct, stage: TerraformResource): void {
  const previous = lastWrite.get(project);
  lastWrite.set(project, stage);
  if (previous !== undefined && TerraformStack.of(previous) === TerraformStack.of(stage)) {
    stage.dependsOn = [...(stage.dependsOn ?? []), dependable(previous)];
  }
}
