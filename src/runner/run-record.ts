import { Delivery, Deployment, RunEvent } from "./events";

/** What run.json says: everything about a run but its log. */
export interface RunRecord {
  runId: string;
  pipeline: string;
  startedAt: string;
  finishedAt?: string;
  /** The service's words: `IN_PROGRESS`, `SUCCEEDED`, `FAILED` or `CANCELED`. */
  status: string;
  exitCode?: number;
  readonly parameters: Record<string, string>;
  exportedVariables: Record<string, string>;
  readonly stages: StageRecord[];
  readonly deliveries: Delivery[];
  readonly deployments: Deployment[];
  readonly failures: string[];
}

interface StageRecord {
  readonly stage: string;
  status: string;
  durationMs?: number;
  readonly steps: {
    readonly step: string;
    readonly exitCode: number;
    readonly timedOut: boolean;
    readonly durationMs: number;
  }[];
}

export function newRecord(
  runId: string,
  pipeline: string,
  parameters: Readonly<Record<string, string>>,
  now: Date,
): RunRecord {
  return {
    runId,
    pipeline,
    startedAt: now.toISOString(),
    status: "IN_PROGRESS",
    parameters: { ...parameters },
    exportedVariables: {},
    stages: [],
    deliveries: [],
    deployments: [],
    failures: [],
  };
}

/** Adds to a record what an event tells. */
export function record(run: RunRecord, event: RunEvent, now: Date): void {
  const stage = run.stages.at(-1);
  switch (event.type) {
    case "stage-started":
      run.stages.push({ stage: event.stage, status: "IN_PROGRESS", steps: [] });
      break;
    case "step-finished": {
      const { step, exitCode, timedOut, durationMs } = event;
      stage?.steps.push({ step, exitCode, timedOut, durationMs });
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
    case "run-finished":
      run.exitCode = event.exitCode;
      run.status = event.exitCode === 0 ? "SUCCEEDED" : event.exitCode >= 128 ? "CANCELED" : "FAILED";
      run.finishedAt = now.toISOString();
      break;
  }
}
