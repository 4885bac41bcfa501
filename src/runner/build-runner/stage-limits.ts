import { BuildRunnerShapePlan } from "../../pipeline/pipeline-plan";
import { EngineMachine } from "../engine/engine";

/** Shape of a stage that names none (https://docs.oracle.com/iaas/Content/devops/using/managed_buildstage.htm). */
export const DEFAULT_SHAPE: BuildRunnerShapePlan = { ocpus: 2, memoryInGbs: 8 };

/** An OCPU of an x86 processor has two threads, which an engine counts as two processors. */
const CPUS_OF_OCPU = 2;
const BYTES_OF_GB = 2 ** 30;

/** What the container of a stage may take. */
export interface StageLimits {
  readonly cpus?: number;
  readonly memoryInBytes?: number;
  /** Where that is less than the shape, or less sure. */
  readonly notes: readonly string[];
}

/** The limits that give a container the size of the service's build runner, as far as the engine's machine has it. */
export function stageLimits(
  { ocpus, memoryInGbs }: BuildRunnerShapePlan,
  machine: EngineMachine,
): StageLimits {
  const cpus = ocpus * CPUS_OF_OCPU;
  const memoryInBytes = memoryInGbs * BYTES_OF_GB;
  const notes: string[] = [];
  if (!machine.limitsCpus) {
    notes.push(`the engine cannot limit processors to the ${cpus} of the shape`);
  } else if (cpus > machine.cpus) {
    notes.push(`the shape has ${cpus} processors, the engine's machine ${machine.cpus}`);
  }
  if (!machine.limitsMemory) {
    notes.push(`the engine cannot limit memory to the ${memoryInGbs} GB of the shape`);
  } else if (memoryInBytes > machine.memoryInBytes) {
    const has = (machine.memoryInBytes / BYTES_OF_GB).toFixed(1);
    notes.push(`the shape has ${memoryInGbs} GB of memory, the engine's machine ${has}`);
  }
  return {
    cpus: machine.limitsCpus ? Math.min(cpus, machine.cpus) : undefined,
    memoryInBytes: machine.limitsMemory ? memoryInBytes : undefined,
    notes,
  };
}
