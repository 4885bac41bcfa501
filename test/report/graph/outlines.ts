import { BuildOutline, RunOutline, StageOutline, StepOutline } from "../../../src/runner/outline/outline";

/** A name that would break out of what it stands in, wherever that is. */
export const HOSTILE =
  'a"] --> x["b"\\" ; } digraph { evil -> "x\n%%{init: {}}%% `md` #quot; <script>alert(1)</script> | {x} \u001b[2J\r\u202e&amp;\\l';

export function step(more: Partial<StepOutline> = {}): StepOutline {
  return {
    number: 1,
    name: "Compile",
    type: "Command",
    file: "app/build_spec.yaml",
    line: 8,
    column: 3,
    shell: "bash",
    user: "root",
    timeoutInSeconds: 60,
    failsFast: false,
    onFailure: [],
    isSkipped: false,
    ...more,
  };
}

export function build(more: Partial<BuildOutline> = {}): BuildOutline {
  return {
    kind: "BUILD",
    number: 1,
    name: "Build",
    address: "stage.build",
    stageId: "ocid1.build",
    after: [],
    isSkipped: false,
    image: "OL8_X86_64_STANDARD_10",
    system: "Oracle Linux 8",
    shape: { ocpus: 2, memoryInGbs: 8, isDefault: true },
    limits: { cpus: 4, memoryInGbs: 8 },
    sources: [],
    buildSpecFile: "build_spec.yaml",
    timeoutInSeconds: 28_800,
    spec: {
      file: "app/build_spec.yaml",
      isGenerated: false,
      vaultVariables: [],
      inputs: [],
      steps: [step({ onFailure: [step({ name: "Clear up", line: 12 })] })],
      outputs: [],
      exports: [],
    },
    ...more,
  };
}

export function deliver(
  more: Partial<Extract<StageOutline, { kind: "DELIVER_ARTIFACT" }>> = {},
): StageOutline {
  return {
    kind: "DELIVER_ARTIFACT",
    number: 2,
    name: "Deliver",
    address: "stage.deliver",
    stageId: "ocid1.deliver",
    after: [{ name: "Build", address: "stage.build" }],
    isSkipped: false,
    deliveries: [
      {
        outputName: "image",
        artifact: "image",
        artifactId: "ocid1.artifact",
        image: {
          address: "iad.ocir.io/acme/app:${version}",
          open: [{ name: "version", exportedBy: "Build" }],
        },
      },
    ],
    ...more,
  };
}

export function wait(number: number, name: string, after: readonly string[] = []): StageOutline {
  return {
    kind: "WAIT",
    number,
    name,
    address: name,
    stageId: `ocid1.${name}`,
    after: after.map((address) => ({ name: address, address })),
    isSkipped: false,
    duration: "PT10M",
  };
}

export function outline(stages: readonly StageOutline[], more: Partial<RunOutline> = {}): RunOutline {
  return {
    pipeline: "build-app",
    address: "pipeline",
    pipelineId: "ocid1.pipeline",
    parameters: [],
    stages,
    ...more,
  };
}
