import { BuildOutline, InputOutline, SpecOutline, StepOutline } from "./outline";
import type { OutlineContext } from "./outline-run";
import { InputArtifact, InputType } from "../../build-spec/model";
import { ManagedBuildPlan } from "../../pipeline/pipeline-plan";
import { profileOf } from "../build-runner/profile";
import { DEFAULT_SHAPE, stageLimits } from "../build-runner/stage-limits";
import { EngineMachine } from "../engine/engine";
import { inputType, standIn } from "../stage/inputs";
import { StageScript, StageSpec } from "../stage/stage-spec";
import { longestTime, stepSettings } from "../stage/step-settings";

/** A machine on which the shape alone limits a container. */
const LARGE_MACHINE: EngineMachine = {
  architecture: "",
  cpus: Infinity,
  memoryInBytes: Infinity,
  limitsCpus: true,
  limitsMemory: true,
};

const BYTES_OF_GB = 2 ** 30;

type BuildPart = Omit<BuildOutline, "number" | "name" | "address" | "stageId" | "after" | "isSkipped">;

/** What a managed build stage does. */
export function outlineBuild(plan: ManagedBuildPlan, context: OutlineContext): BuildPart {
  const spec = context.specs.get(plan.address);
  const shape = plan.shape ?? DEFAULT_SHAPE;
  return {
    kind: plan.kind,
    image: plan.image,
    system: profileOf(plan.image).system,
    shape: { ...shape, isDefault: plan.shape === undefined },
    limits: (context.isLimited ?? true) ? limits(shape, context.machine ?? LARGE_MACHINE) : undefined,
    sources: plan.sources.map((source) => {
      const { folder, commit } = context.sources?.get(source.name) ?? {};
      return { ...source, isPrimary: source.name === plan.primarySource, folder, commit };
    }),
    buildSpecFile: plan.buildSpecFile,
    timeoutInSeconds: longestTime(spec ?? NO_SPEC, plan, context.assumptions),
    spec: spec && outlineSpec(spec, plan, context),
  };
}

const NO_SPEC: Pick<StageSpec, "document"> = { document: { steps: [] } };

function limits(shape: ManagedBuildPlan["shape"] & object, machine: EngineMachine): BuildOutline["limits"] {
  const { cpus, memoryInBytes } = stageLimits(shape, machine);
  return { cpus, memoryInGbs: memoryInBytes === undefined ? undefined : memoryInBytes / BYTES_OF_GB };
}

function outlineSpec(spec: StageSpec, plan: ManagedBuildPlan, context: OutlineContext): SpecOutline {
  const { document, file, isGenerated } = spec;
  const selected = context.selection?.get(plan.address);
  const isSkipped = (step: number) => context.selection !== undefined && !selected?.steps.has(step);
  return {
    file,
    isGenerated,
    vaultVariables: Object.entries(document.env?.vaultVariables ?? {}).map(([name, secretId]) => ({
      name,
      secretId,
      from: context.secretOrigins?.get(secretId),
    })),
    inputs: (document.inputArtifacts ?? []).map((input) => outlineInput(input, context)),
    steps: spec.steps.map((script, i) => outlineStep(script, i + 1, isSkipped(i), spec, plan, context)),
    outputs: (document.outputArtifacts ?? []).map(({ name, type, location }) => ({
      name,
      type,
      location,
      deliveredBy: context.plan.stages.flatMap((stage) =>
        stage.kind === "DELIVER_ARTIFACT" && stage.deliveries.some(({ outputName }) => outputName === name)
          ? [stage.displayName]
          : [],
      ),
    })),
    exports: document.env?.exportedVariables ?? [],
  };
}

function outlineStep(
  script: StageScript,
  number: number,
  isSkipped: boolean,
  spec: StageSpec,
  plan: ManagedBuildPlan,
  context: OutlineContext,
): StepOutline {
  const { name, step, position, onFailure } = script;
  return {
    number,
    name,
    type: step.type,
    file: spec.file,
    line: position.line,
    column: position.column,
    ...stepSettings(step, spec, plan, context.assumptions),
    onFailure: onFailure.map((failure, i) => outlineStep(failure, i + 1, isSkipped, spec, plan, context)),
    isSkipped,
  };
}

/** As a run would look for it; inputs come from stages before. */
function outlineInput(input: InputArtifact, context: OutlineContext): InputOutline {
  const { name, location, url, registryId } = input;
  const type = inputType(input);
  const file = standIn(input, context.localArtifacts);
  const from = (): string | undefined => {
    if (file !== undefined) return `file ${file}`;
    switch (type) {
      case InputType.STAGE_ARTIFACT:
        return context.savedBy.has(name) ? `output of ${context.savedBy.get(name)}` : undefined;
      case InputType.URL:
        return url;
      case InputType.GENERIC_ARTIFACT: {
        const folder = context.localArtifacts.registries.get(registryId ?? "");
        return folder === undefined ? undefined : `registry folder ${folder}`;
      }
    }
  };
  return { name, type, location, from: from() };
}
