import { Testing } from "cdktf";
import { Construct } from "constructs";
import { DevopsProject, DynamicGroupPolicy, IamStrictness, PrincipalType } from "../../src";
import { action } from "../../src/iam/action";
import { mirroredRepo } from "../support/fixtures";
import { testStack } from "../support/test-stack";
import { violationsOf } from "../support/violations";

function grants(): { policy: DynamicGroupPolicy; annotations: () => string[] } {
  const { stack } = testStack();
  const policy = new DynamicGroupPolicy(new Construct(stack, "owner"), "grants", {
    principalType: PrincipalType.BUILD_PIPELINE,
    principalId: "ocid1.devopsbuildpipeline.oc1.iad.pipeline",
    tenancyId: "ocid1.tenancy.oc1..tenancy",
    actions: [action("trigger-build-run", { projectCompartment: "ocid1.compartment.oc1..projects" })],
  });
  const annotations = () => {
    Testing.synth(stack);
    return policy.node.metadata.map(({ type, data }) => `${type} ${String(data)}`);
  };
  return { policy, annotations };
}

const ALL = "manage all-resources in compartment id ocid1.compartment.oc1..team";

describe("the rules at synth", () => {
  test("have nothing against what actions become", () => {
    expect(grants().annotations()).toEqual([]);
  });

  test("annotate what is granted besides, with the statement, the rule and what to write instead", () => {
    const { policy, annotations } = grants();
    policy.allow(ALL);
    const [first] = annotations();
    expect(first).toContain("@cdktf/error all-resources: Allow dynamic-group id ");
    expect(first).toContain("to manage all-resources in compartment id ocid1.compartment.oc1..team: ");
    expect(first).toContain("; instead: ");
  });

  test("say nothing of what is accepted for a reason, and that a reason is of no use", () => {
    const { policy, annotations } = grants();
    policy.allow("use ons-topics in compartment id ocid1.compartment.oc1..team");
    policy.suppress("ons-topics", "the pipeline subscribes its own listener");
    policy.suppress("all-artifacts", "not needed any more");
    expect(annotations()).toEqual([
      expect.stringMatching(/^@cdktf\/warn the suppression of all-artifacts fits no finding/),
    ]);
    expect(violationsOf("test/owner/grants", () => policy.suppress("ons-topics", " "))).toEqual([
      "suppressing ons-topics needs a reason",
    ]);
  });

  test("only warn of the breadth that relaxed grants have on purpose, and the stack is synthesized", () => {
    const { app, stack, project } = testStack();
    const relaxed = DevopsProject.fromDevopsProjectAttributes(stack, "relaxed", {
      projectId: project.projectId,
      compartmentId: project.compartmentId,
      strictness: IamStrictness.RELAXED,
    });
    const repo = mirroredRepo(stack, relaxed);
    expect(() => app.synth()).not.toThrow();
    const annotations = repo.policy.node.metadata.map(({ type, data }) => `${type} ${String(data)}`);
    expect(annotations).toEqual([expect.stringMatching(/^@cdktf\/warn secret-family: /)]);
  });
});
