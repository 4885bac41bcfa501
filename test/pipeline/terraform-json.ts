import * as fs from "node:fs";
import * as path from "node:path";
import { PlanError } from "../../src/pipeline/plan-error";
import { Stack } from "../../src/pipeline/stack";
import { temporaryFolder } from "../support/temporary-folder";

export const PIPELINE = "oci_devops_build_pipeline";
export const STAGE = "oci_devops_build_pipeline_stage";

type Bodies = Record<string, unknown>;

/** Writes a stack's file and returns its path. */
export function stackFile(content: unknown): string {
  const file = path.join(temporaryFolder(), "cdk.tf.json");
  fs.writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

/** A stack of Terraform JSON, read from a file. */
export function stackOf(content: unknown, variables?: Record<string, string>): Stack {
  return Stack.read(stackFile(content), variables);
}

/** A stack with the pipeline `main` of these stages, and other resources. */
export function pipelineStack(stages: Bodies, other: Record<string, Bodies> = {}, more: Bodies = {}): Bodies {
  return {
    ...more,
    resource: { [PIPELINE]: { main: { display_name: "main" } }, [STAGE]: stages, ...other },
  };
}

/** A stage of the pipeline `main` that comes after the stages of these names. */
export function stage(type: string, after: string[], body: Bodies = {}): Bodies {
  const items = after.map((name) => ({ id: `\${${STAGE}.${name}.id}` }));
  return {
    build_pipeline_id: `\${${PIPELINE}.main.id}`,
    build_pipeline_stage_type: type,
    build_pipeline_stage_predecessor_collection: {
      items: items.length > 0 ? items : [{ id: `\${${PIPELINE}.main.id}` }],
    },
    ...body,
  };
}

/** A wait stage, the one that needs the least. */
export function wait(after: string[] = [], body: Bodies = {}): Bodies {
  return stage("WAIT", after, {
    wait_criteria: { wait_type: "ABSOLUTE_WAIT", wait_duration: "PT5S" },
    ...body,
  });
}

/** What is wrong with a plan. */
export function problems(read: () => unknown): readonly string[] {
  try {
    read();
  } catch (error) {
    if (error instanceof PlanError) return error.problems;
    throw error;
  }
  return [];
}
