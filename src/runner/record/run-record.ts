import { Delivery, Deployment, KeptMachine, RunEvent, StageOutput } from "../events";
import { Owner } from "../leftovers/owner";

/** What run.json says: everything about a run but its log. */
export interface RunRecord {
  runId: string;
  pipeline: string;
  startedAt: string;
  finishedAt?: string;
  /** The service's words: `IN_PROGRESS`, `SUCCEEDED`, `FAILED` or `CANCELED`; or `LOST` when its process was killed. */
  status: string;
  /** The process that runs it, or has run it. */
  readonly owner: Owner;
  exitCode?: number;
  readonly parameters: Record<string, string>;
  exportedVariables: Record<string, string>;
  readonly stages: StageRecord[];
  /** Outputs of managed build stages by name, those of an earlier run among them. */
  readonly outputs: Record<string, StageOutput>;
  readonly deliveries: Delivery[];
  readonly deployments: Deployment[];
  readonly failures: string[];
  /** Build runners that stay after a failure. */
  readonly kept: KeptMachine[];
}

interface StageRecord {
  readonly stage: string;
  /** `IN_PROGRESS`, `SUCCEEDED`, `FAILED`, or `LEFT_OUT` when the user asked for other stages only. */
  status: string;
  durationMs?: number;
  readonly steps: {
    readonly step: string;
    readonly exitCode: number;
    readonly timedOut: boolean;
    readonly outOfMemory?: true;
    readonly durationMs: number;
  }[];
}

export function newRecord(
  runId: string,
  pipeline: string,
  parameters: Readonly<Record<string, string>>,
  now: Date,
  owner: Owner,
): RunRecord {
  return {
    runId,
    pipeline,
    startedAt: now.toISOString(),
    status: "IN_PROGRESS",
    owner,
    parameters: { ...parameters },
    exportedVariables: {},
    stages: [],
    outputs: {},
    deliveries: [],
    deployments: [],
    failures: [],
    kept: [],
  };
}

/** Adds to a record what an event tells. */
export function record(run: RunRecord, event: RunEvent, now: Date): void {
  const stage = run.stages.at(-1);
  switch (event.type) {
    case "stage-started":
      run.stages.push({ stage: event.stage, status: "IN_PROGRESS", steps: [] });
      break;
    case "stage-left-out":
      run.stages.push({ stage: event.stage, status: "LEFT_OUT", steps: [] });
      break;
    case "taken-over":
      Object.assign(run.outputs, event.outputs);
      break;
    case "saved":
      run.outputs[event.outputName] = event.output;
      break;
    case "step-finished": {
      const { step, exitCode, timedOut, outOfMemory, durationMs } = event;
      stage?.steps.push({ step, exitCode, timedOut, outOfMemory, durationMs });
      break;
    }
    case "stage-finished":
      if (stage) {
        stage.status = event.succeeded ? "SUCCEEDED" : "FAILED";
        stage.durationMs = event.durationMs;
      }
      break;
    case "failure":
      run.failures.push(event.text);
      break;
    case "delivered":
      run.deliveries.push(event.delivery);
      break;
    case "deployment":
      run.deployments.push(event.deployment);
      break;
    case "kept":
      run.kept.push(event.machine);
      break;
    case "run-finished":
      run.exitCode = event.exitCode;
      run.status = event.exitCode === 0 ? "SUCCEEDED" : event.exitCode >= 128 ? "CANCELED" : "FAILED";
      run.finishedAt = now.toISOString();
      break;
  }
}
