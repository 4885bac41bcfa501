import { Construct, IConstruct } from "constructs";
import { BuildPipelineStage } from "./build-pipeline-stage";
import { brokenStageRules } from "./stage-rules";
import { DeclaredAction } from "../iam/action";
import { DynamicGroupPolicy } from "../iam/dynamic-group-policy";
import { iamSettingsOf } from "../iam/iam-settings";
import { PrincipalType } from "../iam/principal-type";
import { IDevopsProject } from "../project/devops-project";
import { DevopsBuildPipeline } from "../provider/devops-build-pipeline";
import { keepPlaceholders } from "../stack/placeholders";
import { TaggedProps } from "../stack/tags";
import { validate } from "../validation/validate";

/** A parameter of a build pipeline. */
export interface BuildParameter {
  /** Value of runs that give none; 1 to 1024 characters. */
  readonly defaultValue: string;
  /**
   * What the parameter is for; at most 400 characters.
   *
   * @default - none
   */
  readonly description?: string;
}

/** A build pipeline. */
export interface IBuildPipeline extends IConstruct {
  /** OCID of the pipeline. */
  readonly pipelineId: string;
  /** The project the pipeline belongs to. */
  readonly project: IDevopsProject;
}

/** Properties of `BuildPipeline`. */
export interface BuildPipelineProps extends TaggedProps {
  /** The project to make the pipeline in. */
  readonly project: IDevopsProject;
  /**
   * Name shown in the console; 1 to 255 characters.
   *
   * @default - the construct's id
   */
  readonly displayName?: string;
  /**
   * What the pipeline does; at most 400 characters.
   *
   * @default - none
   */
  readonly description?: string;
  /**
   * Parameters by name (letters, digits and underscores, a letter first); at most 100.
   *
   * @default - none
   */
  readonly parameters?: { readonly [name: string]: BuildParameter };
}

/**
 * A build pipeline, to which stages are added; see `ManagedBuildStage`, `DeliverArtifactStage` and
 * `TriggerDeploymentStage`.
 *
 * Source: DevOps API `CreateBuildPipelineDetails`.
 */
export class BuildPipeline extends Construct implements IBuildPipeline {
  public readonly pipelineId: string;
  public readonly project: IDevopsProject;
  /** Names of the parameters. */
  public readonly parameterNames: string[];
  /** What the pipeline may do: the actions of its stages. */
  public readonly policy: DynamicGroupPolicy;
  private readonly added: BuildPipelineStage[] = [];

  /** @throws ValidationError when a value breaks a rule of the DevOps API */
  constructor(scope: Construct, id: string, props: BuildPipelineProps) {
    super(scope, id);
    const { project, description, parameters = {}, freeformTags, definedTags } = props;
    const items = Object.entries(parameters).map(([name, { defaultValue, description: text }]) => ({
      name,
      defaultValue: keepPlaceholders(defaultValue),
      description: text,
    }));
    const details = {
      projectId: project.projectId,
      displayName: props.displayName ?? id,
      description,
      buildPipelineParameters: items.length > 0 ? { items } : undefined,
      freeformTags,
      definedTags,
    };
    validate(this, [["CreateBuildPipelineDetails", details]]);

    this.project = project;
    this.parameterNames = Object.keys(parameters);
    this.pipelineId = new DevopsBuildPipeline(this, "Resource", details).id;
    this.policy = new DynamicGroupPolicy(this, "Policy", {
      principalType: PrincipalType.BUILD_PIPELINE,
      principalId: this.pipelineId,
      ...iamSettingsOf(project),
    });
    this.node.addValidation({ validate: () => brokenStageRules(this) });
  }

  /** The stages, in the order they were added. */
  public get stages(): BuildPipelineStage[] {
    return [...this.added];
  }

  /**
   * Lets the pipeline do something more, by the narrowest statements that are known for it; see `IamAction`.
   *
   * @throws ValidationError when a value could change the meaning of a statement
   */
  public grant(action: DeclaredAction): void {
    this.policy.add(action, this);
  }

  /**
   * Lets the pipeline do something that `IamAction` has nothing for; the report of `oci-devops-local policy` shows it.
   *
   * @param grant the part of a policy statement after `to`, such as
   * `read buckets in compartment id ocid1.compartment... where target.bucket.name = 'cache'`
   * @throws ValidationError with everything that is wrong with it
   */
  public allow(grant: string): void {
    this.policy.allow(grant, this);
  }

  /** @internal */
  public _addStage(stage: BuildPipelineStage): void {
    this.added.push(stage);
  }
}
