import { pipelinePlan } from "./plans";
import { temporaryFolder } from "./temporary";
import { RunEvent } from "../../../src/runner/events";
import { assumptions } from "../../../src/runner/fidelity/assumptions";
import { RunFolder } from "../../../src/runner/record/run-folder";
import { StageContext } from "../../../src/runner/stage/stage-context";

/** What a stage shares with the others of a run, and the events it tells. */
export function stageContext(more: Partial<StageContext> = {}): {
  context: StageContext;
  events: RunEvent[];
} {
  const events: RunEvent[] = [];
  const context: StageContext = {
    pipeline: pipelinePlan([]),
    buildRunId: "ocid1.run",
    emit: (event) => void events.push(event),
    outputSource: (stage, step) => ({ stage, step }),
    emitOutput: (from, lines) =>
      lines.split("\n").forEach((text) => events.push({ type: "output", ...from, text })),
    recordOutput: () => undefined,
    signal: new AbortController().signal,
    folder: RunFolder.create(temporaryFolder("run"), "run-1"),
    executor: "host",
    labels: {},
    network: { caBundles: new Map(), proxies: new Map() },
    assumptions: assumptions(new Map()),
    localArtifacts: { files: new Map(), registries: new Map() },
    selection: new Map(),
    sources: new Map(),
    secrets: new Map(),
    parameters: new Map(),
    exported: new Map(),
    outputs: new Map(),
    ...more,
  };
  return { context, events };
}

/** The texts that a stage has logged. */
export function logOf(events: readonly RunEvent[]): string[] {
  return events.flatMap((event) => (event.type === "log" ? [event.text] : []));
}
