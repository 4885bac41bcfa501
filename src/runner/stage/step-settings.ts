import { StageSpec } from "./stage-spec";
import { BuildStep } from "../../build-spec/model";
import { ManagedBuildPlan } from "../../pipeline/pipeline-plan";
import { Assumptions, isOn } from "../fidelity/assumptions";

/** How a step runs: its own words, else those of its file, else the service's. */
export interface StepSettings {
  readonly shell: string;
  readonly user: string;
  /** Its own limit and those of file and stage, in seconds; what is left of theirs when it begins may be less. */
  readonly timeoutInSeconds: number;
  /** Whether it stops at its first failing command. */
  readonly failsFast: boolean;
}

/** Longest time of all steps of a stage, in seconds. */
export function longestTime(
  { document }: Pick<StageSpec, "document">,
  plan: ManagedBuildPlan,
  assumptions: Assumptions,
): number {
  const limit = Number(assumptions.get("longest-time"));
  return Math.min(document.timeoutInSeconds ?? limit, plan.timeoutInSeconds ?? limit, limit);
}

export function stepSettings(
  step: BuildStep,
  spec: Pick<StageSpec, "document">,
  plan: ManagedBuildPlan,
  assumptions: Assumptions,
): StepSettings {
  const { document } = spec;
  const longest = longestTime(spec, plan, assumptions);
  const own = step.timeoutInSeconds ?? longest;
  return {
    shell: step.shell ?? document.shell ?? "bash",
    user: step.runAs ?? document.runAs ?? "root",
    timeoutInSeconds: isOn(assumptions, "smallest-time") ? Math.min(own, longest) : own,
    failsFast:
      step.failImmediatelyOnError ??
      document.failImmediatelyOnError ??
      isOn(assumptions, "fail-fast-default"),
  };
}
