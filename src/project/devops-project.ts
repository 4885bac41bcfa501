import { TerraformProvider, Token } from "cdktf";
import { Construct, IConstruct } from "constructs";
import { IamSettings, IamStrictness, PrincipalGrouping } from "../iam/iam-settings";
import { DevopsProject as Resource } from "../provider/devops-project";
import { LoggingLog } from "../provider/logging-log";
import { LoggingLogGroup } from "../provider/logging-log-group";
import { OnsNotificationTopic } from "../provider/ons-notification-topic";
import { resourceName } from "../stack/resource-name";
import { TaggedProps } from "../stack/tags";
import { validate } from "../validation/validate";

/** A DevOps project: the container of repositories, pipelines, artifacts and triggers. */
export interface IDevopsProject extends IConstruct {
  /** OCID of the project. */
  readonly projectId: string;
  /** OCID of the compartment the project and what is made in it are in. */
  readonly compartmentId: string;
  /** OCID of the tenancy; see `IamSettings.tenancyId`. */
  readonly tenancyId?: string;
  /** Provider of the home region; see `IamSettings.homeRegionProvider`. */
  readonly homeRegionProvider?: TerraformProvider;
  /** How statements name principals; see `IamSettings.grouping`. */
  readonly grouping?: PrincipalGrouping;
  /** Which statements are made for actions that are not sure; see `IamSettings.strictness`. */
  readonly strictness?: IamStrictness;
}

/** What must be known of an existing `DevopsProject`. */
export interface DevopsProjectAttributes extends IamSettings {
  /** OCID of the project. */
  readonly projectId: string;
  /** OCID of its compartment. */
  readonly compartmentId: string;
}

/** Properties of `DevopsProject`. */
export interface DevopsProjectProps extends IamSettings, TaggedProps {
  /** OCID of the compartment to make the project in. */
  readonly compartmentId: string;
  /**
   * Name of the project, unique in the tenancy; 1 to 255 letters, digits and underscores, a letter first.
   * Changing it replaces the project and everything in it.
   */
  readonly name: string;
  /**
   * What the project is for; at most 400 characters.
   *
   * @default - none
   */
  readonly description?: string;
  /**
   * OCID of the notification topic that the project requires.
   *
   * @default - a topic is made
   */
  readonly notificationTopicId?: string;
  /**
   * OCID of the log group for the project's log, without which no build runs.
   *
   * @default - a log group is made
   */
  readonly logGroupId?: string;
  /**
   * Days that the project's log is kept: 30, 60, 90, 120, 150 or 180.
   *
   * @default 30
   */
  readonly logRetentionDays?: number;
}

const RETENTION_DAYS = [30, 60, 90, 120, 150, 180];

/**
 * A DevOps project with the notification topic it requires and the service log without which no build runs.
 *
 * Source: DevOps API `CreateProjectDetails`; https://docs.oracle.com/en-us/iaas/Content/devops/using/run_build.htm
 */
export class DevopsProject extends Construct implements IDevopsProject {
  /** Takes an existing project. */
  public static fromDevopsProjectAttributes(
    scope: Construct,
    id: string,
    attributes: DevopsProjectAttributes,
  ): IDevopsProject {
    return new Import(scope, id, attributes);
  }

  public readonly projectId: string;
  public readonly compartmentId: string;
  public readonly tenancyId?: string;
  public readonly homeRegionProvider?: TerraformProvider;
  public readonly grouping?: PrincipalGrouping;
  public readonly strictness?: IamStrictness;
  /** OCID of the topic that the project's events go to. */
  public readonly notificationTopicId: string;
  /** OCID of the project's service log. */
  public readonly logId: string;

  /** @throws ValidationError when a value breaks a rule of the DevOps API */
  constructor(scope: Construct, id: string, props: DevopsProjectProps) {
    super(scope, id);
    const { compartmentId, name, description, freeformTags, definedTags, logRetentionDays = 30 } = props;
    const tags = { freeformTags, definedTags };

    this.compartmentId = compartmentId;
    this.tenancyId = props.tenancyId;
    this.homeRegionProvider = props.homeRegionProvider;
    this.grouping = props.grouping;
    this.strictness = props.strictness;
    this.notificationTopicId =
      props.notificationTopicId ??
      new OnsNotificationTopic(this, "Topic", { compartmentId, name: resourceName(this, "events"), ...tags })
        .id;

    const details = {
      compartmentId,
      name,
      description,
      notificationConfig: { topicId: this.notificationTopicId },
      ...tags,
    };
    validate(
      this,
      [["CreateProjectDetails", details]],
      [
        ...(Token.isUnresolved(logRetentionDays) || RETENTION_DAYS.includes(logRetentionDays)
          ? []
          : [
              `logRetentionDays is ${logRetentionDays}; the Logging service takes ${RETENTION_DAYS.join(", ")}`,
            ]),
      ],
    );
    this.projectId = new Resource(this, "Resource", details).id;
    const logGroupId =
      props.logGroupId ??
      new LoggingLogGroup(this, "LogGroup", {
        compartmentId,
        displayName: resourceName(this, "logs"),
        ...tags,
      }).id;
    this.logId = new LoggingLog(this, "Log", {
      displayName: resourceName(this, "all"),
      logGroupId,
      logType: "SERVICE",
      isEnabled: true,
      retentionDuration: logRetentionDays,
      configuration: {
        compartmentId,
        source: { category: "all", resource: this.projectId, service: "devops", sourceType: "OCISERVICE" },
      },
      ...tags,
    }).id;
  }
}

class Import extends Construct implements IDevopsProject {
  readonly projectId: string;
  readonly compartmentId: string;
  readonly tenancyId?: string;
  readonly homeRegionProvider?: TerraformProvider;
  readonly grouping?: PrincipalGrouping;
  readonly strictness?: IamStrictness;
  constructor(scope: Construct, id: string, attributes: DevopsProjectAttributes) {
    super(scope, id);
    this.projectId = attributes.projectId;
    this.compartmentId = attributes.compartmentId;
    this.tenancyId = attributes.tenancyId;
    this.homeRegionProvider = attributes.homeRegionProvider;
    this.grouping = attributes.grouping;
    this.strictness = attributes.strictness;
  }
}
