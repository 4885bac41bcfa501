import { Construct } from "constructs";
import { IBuildPipeline } from "./build-pipeline";
import { action } from "../iam/action";
import { DynamicGroupPolicy } from "../iam/dynamic-group-policy";
import { iamSettingsOf } from "../iam/iam-settings";
import { PrincipalType } from "../iam/principal-type";
import { DevopsTrigger } from "../provider/devops-trigger";
import { BuildSource } from "../source/build-source";
import { TaggedProps } from "../stack/tags";
import { validate } from "../validation/validate";

/** Properties of `Trigger`. */
export interface TriggerProps extends TaggedProps {
  /** The pipeline to start. */
  readonly pipeline: IBuildPipeline;
  /** The repository and the branch whose pushes start it. */
  readonly source: BuildSource;
  /**
   * Only pushes that touch one of these files: 1 to 10 globs of at most 512 characters.
   *
   * @default - every push
   */
  readonly includePaths?: string[];
  /**
   * Not pushes that, of the included files, touch only these: 1 to 10 globs of at most 512 characters.
   *
   * @default - none
   */
  readonly excludePaths?: string[];
  /**
   * Name shown in the console; 1 to 255 characters.
   *
   * @default - the construct's id
   */
  readonly displayName?: string;
  /**
   * What the trigger is for; at most 400 characters.
   *
   * @default - none
   */
  readonly description?: string;
}

/** Servers of one's own call the trigger's address themselves; their triggers take no connection. */
const WITHOUT_CONNECTION = new Set(["GITLAB_SERVER", "BITBUCKET_SERVER"]);

/**
 * Starts a build pipeline at each push to a branch.
 *
 * Source: DevOps API `CreateTriggerDetails`; https://docs.oracle.com/en-us/iaas/Content/devops/using/trigger_file.htm
 */
export class Trigger extends Construct {
  /** OCID of the trigger. */
  public readonly triggerId: string;
  /** What starts the builds may do: the repository, or the trigger itself where the code is elsewhere. */
  public readonly policy: DynamicGroupPolicy;

  /** @throws ValidationError when a value breaks a rule of the DevOps API */
  constructor(scope: Construct, id: string, props: TriggerProps) {
    super(scope, id);
    const { pipeline, source, includePaths, excludePaths, description, freeformTags, definedTags } = props;
    const triggerSource = source.connectionType;
    const details = {
      projectId: pipeline.project.projectId,
      displayName: props.displayName ?? id,
      description,
      triggerSource,
      repositoryId: source.repository?.repositoryId,
      connectionId: WITHOUT_CONNECTION.has(triggerSource) ? undefined : source.connection?.connectionId,
      actions: [
        {
          type: "TRIGGER_BUILD_PIPELINE",
          buildPipelineId: pipeline.pipelineId,
          filter: {
            triggerSource,
            events: ["PUSH"],
            include: { headRef: source.branch, fileFilter: includePaths && { filePaths: includePaths } },
            exclude: excludePaths && { fileFilter: { filePaths: excludePaths } },
          },
        },
      ],
      freeformTags,
      definedTags,
    };
    validate(this, [["CreateTriggerDetails", details]]);
    this.triggerId = new DevopsTrigger(this, "Resource", details).id;
    this.policy =
      source.repository?.policy ??
      new DynamicGroupPolicy(this, "Policy", {
        principalType: PrincipalType.TRIGGER,
        principalId: this.triggerId,
        ...iamSettingsOf(pipeline.project),
      });
    this.policy.add(
      action("trigger-build-run", { projectCompartment: pipeline.project.compartmentId }),
      this,
    );
  }
}
