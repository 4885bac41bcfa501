import { Construct } from "constructs";
import { BuildPipeline } from "./build-pipeline";
import { DeclaredAction } from "../iam/action";
import {
  DevopsBuildPipelineStage,
  DevopsBuildPipelineStageConfig,
} from "../provider/devops-build-pipeline-stage";
import { writeSerially } from "../stack/serial-writes";
import { TaggedProps } from "../stack/tags";
import { validate } from "../validation/validate";

/** Properties of `BuildPipelineStage`. */
export interface BuildPipelineStageProps extends TaggedProps {
  /** The pipeline to add the stage to. */
  readonly pipeline: BuildPipeline;
  /**
   * Stages that must have succeeded; several run in parallel when they wait for the same ones.
   *
   * @default - the stage added last; none for the first one
   */
  readonly predecessors?: BuildPipelineStage[];
  /**
   * Name shown in the console and in the log; 1 to 255 characters.
   *
   * @default - the construct's id
   */
  readonly displayName?: string;
  /**
   * What the stage does; at most 400 characters.
   *
   * @default - the display name; the service has been seen to refuse updates of stages without one
   */
  readonly description?: string;
}

/** A stage of a build pipeline. */
export abstract class BuildPipelineStage extends Construct {
  /** The pipeline the stage belongs to. */
  public readonly pipeline: BuildPipeline;
  /** The stages that must have succeeded. */
  public readonly predecessors: BuildPipelineStage[];
  /** Name shown in the console and in the log. */
  public readonly displayName: string;
  private readonly props: BuildPipelineStageProps;
  private resource?: DevopsBuildPipelineStage;

  constructor(scope: Construct, id: string, props: BuildPipelineStageProps) {
    super(scope, id);
    this.props = props;
    this.pipeline = props.pipeline;
    this.predecessors = props.predecessors ?? this.pipeline.stages.slice(-1);
    this.displayName = props.displayName ?? id;
  }

  /** OCID of the stage. */
  public get stageId(): string {
    return this.made.id;
  }

  /** All stages that run before this one. */
  public get upstream(): BuildPipelineStage[] {
    return [...new Set(this.predecessors.flatMap((stage) => [...stage.upstream, stage]))];
  }

  /**
   * Makes the stage's resource; each kind of stage calls it once, with what is its own.
   *
   * @internal
   */
  protected _make(
    type: string,
    own: Partial<DevopsBuildPipelineStageConfig>,
    actions: readonly DeclaredAction[],
    violations: readonly string[] = [],
  ): void {
    const { pipeline, displayName, predecessors } = this;
    const ids = predecessors.length > 0 ? predecessors.map((stage) => stage.stageId) : [pipeline.pipelineId];
    const details = {
      buildPipelineId: pipeline.pipelineId,
      buildPipelineStageType: type,
      displayName,
      description: this.props.description ?? displayName,
      buildPipelineStagePredecessorCollection: { items: ids.map((id) => ({ id })) },
      freeformTags: this.props.freeformTags,
      definedTags: this.props.definedTags,
      ...own,
    };
    const foreign = predecessors
      .filter((stage) => stage.pipeline !== pipeline)
      .map((stage) => stage.node.path);
    validate(
      this,
      [["CreateBuildPipelineStageDetails", details]],
      [...violations, ...foreign.map((path) => `predecessor ${path} belongs to another pipeline`)],
    );
    this.resource = new DevopsBuildPipelineStage(this, "Resource", details);
    writeSerially(pipeline.project, this.resource);
    pipeline._addStage(this);
    for (const action of actions) pipeline.policy.add(action, this);
  }

  /** @internal */
  protected get _logicalId(): string {
    return this.made.friendlyUniqueId;
  }

  private get made(): DevopsBuildPipelineStage {
    return this.resource!;
  }
}
