import * as fs from "node:fs";
import * as path from "node:path";
import { TerraformStack, Testing } from "cdktf";
import { DynamicGroupPolicy, FunctionBuildPipeline } from "../../src";
import { StackGrants } from "../../src/iam/proof/grants-of";
import { setupGrantMatchers } from "../../src/testing";
import { imageArtifact, mirroredRepo } from "../support/fixtures";
import { temporaryFolder } from "../support/temporary-folder";
import { testStack } from "../support/test-stack";

setupGrantMatchers();

/** A stack with a function's build pipeline. */
function builtStack(): { stack: TerraformStack; policy: DynamicGroupPolicy } {
  const { stack, project } = testStack({ tenancyId: "ocid1.tenancy.oc1..tenancy" });
  const { pipeline } = new FunctionBuildPipeline(stack, "build", {
    project,
    source: mirroredRepo(stack, project).branch("main"),
    functionDirectory: "functions/retriever",
    artifact: imageArtifact(stack, project),
    parameters: { imageVersion: { defaultValue: "0.0.1" } },
  });
  return { stack, policy: pipeline.policy };
}

/** The folder of the built stack, its grants changed. */
function changed(change: (grants: StackGrants) => StackGrants): string {
  const folder = Testing.fullSynth(builtStack().stack);
  const file = path.join(folder, "stacks", "test", "grants.json");
  const grants = JSON.parse(fs.readFileSync(file, "utf8")) as StackGrants[];
  fs.writeFileSync(file, JSON.stringify(grants.map(change)));
  return folder;
}

const without = (words: string) =>
  changed((grants) => ({
    ...grants,
    statements: grants.statements.filter(({ text }) => !text.includes(words)),
  }));

const besides = (text: string) =>
  changed((grants) => {
    const subject = grants.statements[0].text.replace(/ to .*/, "");
    return {
      ...grants,
      statements: [...grants.statements, { text: `${subject} to ${text}`, attachedTo: "c" }],
    };
  });

describe("toGrantOnlyNeeded", () => {
  test("passes for a stack, for what it is synthesized to and for the folder of its cdk.tf.json", () => {
    const { stack } = builtStack();
    const folder = Testing.fullSynth(stack);
    expect(stack).toGrantOnlyNeeded();
    expect(folder).toGrantOnlyNeeded();
    expect(path.join(folder, "stacks", "test")).toGrantOnlyNeeded();
  });

  test("passes when more is granted because it was asked for", () => {
    const { stack, policy } = builtStack();
    policy.allow(
      "read buckets in compartment id ocid1.compartment.oc1..c where target.bucket.name = 'cache'",
    );
    expect(stack).toGrantOnlyNeeded();
  });

  test("fails without a statement, and names the construct, the action and the permission", () => {
    const folder = without("REPOSITORY_UPDATE");
    expect(folder).not.toGrantOnlyNeeded();
    expect(() => expect(folder).toGrantOnlyNeeded()).toThrow(
      /^expected the stack to grant only what it needs; its grants are not complete, minimal; .*\n {2}- test\/build\/Deliver does ocir-push-existing, for which no statement allows devopsbuildpipeline REPOSITORY_READ /,
    );
  });

  test("fails with a statement that nothing needs, and names who holds it", () => {
    const folder = besides("read buckets in compartment id c");
    expect(folder).not.toGrantOnlyNeeded();
    expect(() => expect(folder).toGrantOnlyNeeded()).toThrow(
      /not minimal; [^]*\n {2}- test\/build\/Pipeline\/Policy: every declared action is allowed without the statement: .* to read buckets /,
    );
  });

  test("fails the other way round for a stack that grants only what is needed", () => {
    const { stack } = builtStack();
    expect(() => expect(stack).not.toGrantOnlyNeeded()).toThrow(
      /^expected the stack not to grant only what it needs; its grants are complete, minimal; /,
    );
  });

  test("refuses a folder without grants, and what is no stack", () => {
    expect(() => expect(temporaryFolder()).toGrantOnlyNeeded()).toThrow(/ has no grants\.json: /);
    expect(() => expect({}).toGrantOnlyNeeded()).toThrow(
      "toGrantOnlyNeeded takes a TerraformStack or the folder",
    );
  });
});
