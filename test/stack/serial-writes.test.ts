import { TerraformResource, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { DevopsBuildPipelineStage } from "../../src/provider/devops-build-pipeline-stage";
import { writeSerially } from "../../src/stack/serial-writes";
import { resourceOf } from "../support/synthesized";
import { testStack } from "../support/test-stack";

function stage(scope: Construct, id: string, dependsOn?: TerraformResource[]): DevopsBuildPipelineStage {
  return new DevopsBuildPipelineStage(scope, id, {
    buildPipelineId: "ocid1.devopsbuildpipeline.oc1.iad.pipeline",
    buildPipelineStageType: "WAIT",
    buildPipelineStagePredecessorCollection: {
      items: [{ id: "ocid1.devopsbuildpipeline.oc1.iad.pipeline" }],
    },
    dependsOn,
  });
}

function dependenciesOf(made: TerraformResource): string[] | undefined {
  return resourceOf(made.node.scope as Construct, "oci_devops_build_pipeline_stage", made.node.id).depends_on;
}

function name(made: TerraformResource): string {
  return `oci_devops_build_pipeline_stage.${made.friendlyUniqueId}`;
}

describe("the stages of one project", () => {
  test("are written one after another, each after the one before it", () => {
    const { stack, project } = testStack();
    const stages = ["a", "b", "c"].map((id) => stage(stack, id));
    stages.forEach((made) => writeSerially(project, made));
    expect(stages.map(dependenciesOf)).toEqual([undefined, [name(stages[0])], [name(stages[1])]]);
  });

  test("keep the dependencies they have", () => {
    const { stack, project } = testStack();
    const first = stage(stack, "first");
    const other = stage(stack, "other");
    const second = stage(stack, "second", [other]);
    writeSerially(project, first);
    writeSerially(project, second);
    expect(dependenciesOf(second)).toEqual([name(other), name(first)]);
  });

  test("do not wait for those of another project", () => {
    const { stack, project } = testStack();
    const [a, b] = ["a", "b"].map((id) => stage(stack, id));
    writeSerially(project, a);
    writeSerially(new Construct(stack, "other-project"), b);
    expect(dependenciesOf(b)).toBeUndefined();
  });

  test("do not wait for those of another stack, which Terraform could not", () => {
    const { app, stack, project } = testStack();
    const otherStack = new TerraformStack(app, "other");
    const [a, b] = [stage(stack, "a"), stage(otherStack, "b")];
    writeSerially(project, a);
    writeSerially(project, b);
    expect(b.dependsOn).toBeUndefined();
  });

  test("still wait for each other when one of another stack was made in between", () => {
    const { app, stack, project } = testStack();
    const otherStack = new TerraformStack(app, "other");
    const [a, between, b] = [stage(stack, "a"), stage(otherStack, "between"), stage(stack, "b")];
    for (const made of [a, between, b]) writeSerially(project, made);
    expect(dependenciesOf(b)).toEqual([name(a)]);
  });
});
