import { RunOutline, StageOutline } from "./outline";
import { outlineBuild } from "./outline-build";
import { outlineDelivery, outlineDeployment } from "./outline-delivery";
import { PipelinePlan, StagePlan } from "../../pipeline/pipeline-plan";
import { EngineMachine } from "../engine/engine";
import { StageOutput } from "../events";
import { Assumptions, assumptions } from "../fidelity/assumptions";
import type { EarlierRun } from "../record/earlier-run";
import { Selection } from "../request/selection";
import { SourceFolder } from "../source/source-folder";
import { LocalArtifacts, NO_ARTIFACTS } from "../stage/inputs";
import { StageSpec } from "../stage/stage-spec";

/** What is known of a run beside the plan of its pipeline; everything may be left out. */
export interface OutlineFacts {
  /** Build specifications by stage address. */
  readonly specs?: ReadonlyMap<string, StageSpec>;
  readonly arguments?: ReadonlyMap<string, string>;
  /** What stands for the build sources, by their names. */
  readonly sources?: ReadonlyMap<string, Pick<SourceFolder, "folder" | "commit">>;
  readonly localArtifacts?: LocalArtifacts;
  /** Where values of vault variables come from, by the OCID of the secret. */
  readonly secretOrigins?: ReadonlyMap<string, string>;
  readonly assumptions?: Assumptions;
  /**
   * Whether steps run in containers of the size of the stage's shape.
   *
   * @default true
   */
  readonly isLimited?: boolean;
  /**
   * Machine of the container engine.
   *
   * @default - one that is large enough
   */
  readonly machine?: EngineMachine;
  /**
   * What runs of the pipeline.
   *
   * @default - everything
   */
  readonly selection?: Selection;
  /** What stands for the stages that are left out. */
  readonly earlier?: EarlierRun;
}

/** What stages are described from. */
export interface OutlineContext extends Omit<OutlineFacts, "arguments" | "earlier"> {
  readonly plan: PipelinePlan;
  readonly specs: ReadonlyMap<string, StageSpec>;
  readonly localArtifacts: LocalArtifacts;
  readonly assumptions: Assumptions;
  readonly parameters: ReadonlyMap<string, string>;
  /** Values of variables that stages of an earlier run have exported. */
  readonly exported: ReadonlyMap<string, string>;
  /** What saves a file before the stage, by the name of the output. */
  readonly savedBy: ReadonlyMap<string, string>;
  /** Stages before that export a variable, by its name. */
  readonly exportedBy: ReadonlyMap<string, string>;
}

/** What a run of a pipeline would do; dry run and graph both show this. */
export function outlineRun(plan: PipelinePlan, facts: OutlineFacts = {}): RunOutline {
  const { arguments: given = new Map<string, string>(), specs = new Map<string, StageSpec>() } = facts;
  const parameters = plan.parameters.map(({ name, defaultValue = "" }) => {
    const argument = given.get(name);
    return argument === undefined
      ? { name, value: defaultValue, from: "default" as const }
      : { name, value: argument, from: "argument" as const };
  });
  const { outputs = new Map<string, StageOutput>(), exported = new Map<string, string>() } =
    facts.earlier ?? {};
  const savedBy = new Map(
    [...outputs].flatMap(([name, { type }]): [string, string][] =>
      type === "BINARY" ? [[name, `an earlier run, ${facts.earlier!.folder}`]] : [],
    ),
  );
  const exportedBy = new Map<string, string>();
  const context: OutlineContext = {
    ...facts,
    plan,
    specs,
    localArtifacts: facts.localArtifacts ?? NO_ARTIFACTS,
    assumptions: facts.assumptions ?? assumptions(new Map()),
    parameters: new Map(parameters.map(({ name, value }) => [name, value])),
    exported,
    savedBy,
    exportedBy,
  };
  const names = new Map(plan.stages.map(({ address, displayName }) => [address, displayName]));
  const stages = plan.stages.map((stage, i): StageOutline => {
    const outline = {
      number: i + 1,
      name: stage.displayName,
      address: stage.address,
      stageId: stage.stageId,
      after: stage.predecessors.map((address) => ({ name: names.get(address) ?? address, address })),
      isSkipped: facts.selection !== undefined && !facts.selection.has(stage.address),
      ...outlineStage(stage, context),
    };
    // What is left out makes nothing.
    const document = outline.isSkipped ? undefined : specs.get(stage.address)?.document;
    for (const { name, type } of document?.outputArtifacts ?? []) {
      if (type === "BINARY") savedBy.set(name, `stage ${stage.displayName}`);
    }
    for (const name of document?.env?.exportedVariables ?? []) exportedBy.set(name, stage.displayName);
    return outline;
  });
  return {
    pipeline: plan.displayName,
    address: plan.address,
    pipelineId: plan.pipelineId,
    parameters,
    stages,
  };
}

function outlineStage(stage: StagePlan, context: OutlineContext) {
  switch (stage.kind) {
    case "BUILD":
      return outlineBuild(stage, context);
    case "DELIVER_ARTIFACT":
      return outlineDelivery(stage, context);
    case "TRIGGER_DEPLOYMENT_PIPELINE":
      return outlineDeployment(stage, context);
    case "WAIT":
      return { kind: stage.kind, duration: stage.duration };
  }
}
