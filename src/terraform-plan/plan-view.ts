import { changedAttributes, forcingAttributes } from "./attributes";
import { pipelineOf } from "./pipelines";
import { Action, ResourceChange, TerraformPlan } from "./resource-changes";
import { formerNameOf, nameOf, reasonOf, wordsOf } from "./words";

/** A thing of a plan. */
export interface PlanItem {
  /** Its Terraform address. */
  readonly address: string;
  /** What it is, in the words of OCI. */
  readonly what: string;
  /** Undefined when it is sensitive, not known yet or there is none. */
  readonly name?: string;
  /** Of a stage, where the plan tells it. */
  readonly pipeline?: Omit<PlanItem, "attributes" | "notes">;
  /** Names of the attributes that change, or that force a replacement. */
  readonly attributes: readonly string[];
  /** What else there is to say. */
  readonly notes: readonly string[];
}

/** What a plan does, in groups; each thing is in one of them. */
export interface PlanView {
  readonly created: readonly PlanItem[];
  readonly changed: readonly PlanItem[];
  readonly replaced: readonly PlanItem[];
  readonly destroyed: readonly PlanItem[];
  /** Changes in Terraform's state alone: moved, imported or forgotten. */
  readonly stateOnly: readonly PlanItem[];
  readonly read: readonly PlanItem[];
  /** How many things stay as they are. */
  readonly unchanged: number;
  /** What has changed without Terraform since its last run. */
  readonly changedOutside: readonly PlanItem[];
  /** What is gone without Terraform since its last run. */
  readonly goneOutside: readonly PlanItem[];
  /** Names of outputs whose values change. */
  readonly outputs: readonly string[];
  /** Terraform has met an error while it planned, so changes may be missing. */
  readonly isErrored: boolean;
  /** Applying the plan leaves nothing to do. */
  readonly isComplete: boolean;
}

/** Groups a plan's changes by what happens to the things. */
export function planView(plan: TerraformPlan): PlanView {
  const items = (changes: readonly ResourceChange[], wanted: Action) =>
    changes.filter(({ action }) => action === wanted).map((change) => planItem(change, plan));
  const untouched = plan.changes.filter(({ action }) => action === "no-op");
  const inState = untouched.filter(
    ({ previousAddress, isImported }) => previousAddress !== undefined || isImported,
  );
  return {
    created: items(plan.changes, "create"),
    changed: items(plan.changes, "update"),
    replaced: items(plan.changes, "replace"),
    destroyed: items(plan.changes, "delete"),
    stateOnly: [...items(inState, "no-op"), ...items(plan.changes, "forget")],
    read: items(plan.changes, "read"),
    unchanged: untouched.length - inState.length,
    changedOutside: items(plan.drift, "update"),
    goneOutside: items(plan.drift, "delete"),
    outputs: plan.outputs,
    isErrored: plan.isErrored,
    isComplete: plan.isComplete,
  };
}

function planItem(change: ResourceChange, plan: TerraformPlan): PlanItem {
  const pipeline = pipelineOf(change, plan);
  return {
    ...titleOf(change),
    pipeline: pipeline && titleOf(pipeline),
    attributes: attributesOf(change),
    notes: notesOf(change),
  };
}

function titleOf(change: ResourceChange): { address: string; what: string; name?: string } {
  return { address: change.address, what: wordsOf(change), name: nameOf(change) };
}

function attributesOf(change: ResourceChange): string[] {
  if (change.action === "update") return changedAttributes(change);
  return change.action === "replace" ? forcingAttributes(change) : [];
}

function notesOf(change: ResourceChange): string[] {
  const { action, forgets, previousAddress, isImported, deposed } = change;
  const formerName = formerNameOf(change);
  const notes = [
    formerName === undefined ? undefined : `named ${formerName} until now`,
    reasonOf(change),
    previousAddress === undefined ? undefined : `moved from ${previousAddress}`,
    isImported ? "imported" : undefined,
    deposed === undefined ? undefined : `left behind by an earlier replacement, deposed ${deposed}`,
    forgets
      ? `Terraform forgets ${action === "forget" ? "it" : "the old one"}, which stays in OCI`
      : undefined,
  ];
  return notes.filter((note) => note !== undefined);
}
