import { StagePlan } from "./pipeline-plan";

/** Stages in an order in which each comes after its predecessors; a cycle is a problem. */
export function inOrder(stages: readonly StagePlan[], problems: string[]): StagePlan[] {
  const ordered: StagePlan[] = [];
  const done = new Set<string>();
  for (let waiting = [...stages]; waiting.length > 0;) {
    const next = waiting.find((stage) => stage.predecessors.every((p) => done.has(p)));
    if (next === undefined) {
      problems.push(`stages wait for each other: ${waiting.map((stage) => stage.address).join(", ")}`);
      return ordered;
    }
    ordered.push(next);
    done.add(next.address);
    waiting = waiting.filter((stage) => stage !== next);
  }
  return ordered;
}
