import { Token } from "cdktf";
import { Construct } from "constructs";
import { BuildSource, lastSegment } from "./build-source";
import { ICodeRepository } from "./code-repository";
import { IExternalConnection } from "./external-connection";
import { MirrorSchedule } from "./mirror-schedule";
import { action } from "../iam/action";
import { DynamicGroupPolicy } from "../iam/dynamic-group-policy";
import { iamSettingsOf } from "../iam/iam-settings";
import { PrincipalType } from "../iam/principal-type";
import { IDevopsProject } from "../project/devops-project";
import { DevopsRepository } from "../provider/devops-repository";
import { TaggedProps } from "../stack/tags";
import { validate } from "../validation/validate";

/** Properties of `MirroredRepo`. */
export interface MirroredRepoProps extends TaggedProps {
  /** The project to make the repository in. */
  readonly project: IDevopsProject;
  /** The connection to read the external repository with. */
  readonly connection: IExternalConnection;
  /** Address of the external repository, such as `https://github.com/acme/functions`. */
  readonly repositoryUrl: string;
  /**
   * Name of the mirror, unique in the project.
   *
   * @default - the last part of `repositoryUrl`
   */
  readonly name?: string;
  /**
   * Branch that is shown and built when none is named.
   *
   * @default "main"
   */
  readonly defaultBranch?: string;
  /**
   * How often to fetch.
   *
   * @default MirrorSchedule.SERVICE_DEFAULT
   */
  readonly schedule?: MirrorSchedule;
  /**
   * What the repository is for; at most 400 characters.
   *
   * @default - none
   */
  readonly description?: string;
}

/**
 * A repository of the project that mirrors an external one.
 *
 * Source: DevOps API `CreateRepositoryDetails`, `MirrorRepositoryConfig`.
 */
export class MirroredRepo extends Construct implements ICodeRepository {
  public readonly repositoryId: string;
  public readonly repositoryName: string;
  public readonly httpUrl: string;
  public readonly project: IDevopsProject;
  /** What the repository itself may do: fetch from the external one and, with a trigger on it, start builds. */
  public readonly policy: DynamicGroupPolicy;

  /** @throws ValidationError when a value breaks a rule of the DevOps API */
  constructor(scope: Construct, id: string, props: MirroredRepoProps) {
    super(scope, id);
    const { project, connection, repositoryUrl, description, freeformTags, definedTags } = props;
    const { scheduleType, customSchedule } = props.schedule ?? MirrorSchedule.SERVICE_DEFAULT;
    const details = {
      projectId: project.projectId,
      name: props.name ?? lastSegment(repositoryUrl),
      repositoryType: "MIRRORED",
      defaultBranch: props.defaultBranch ?? "main",
      description,
      mirrorRepositoryConfig: {
        connectorId: connection.connectionId,
        repositoryUrl,
        triggerSchedule: { scheduleType, customSchedule },
      },
      freeformTags,
      definedTags,
    };
    validate(
      this,
      [["CreateRepositoryDetails", details]],
      props.name === undefined && Token.isUnresolved(repositoryUrl)
        ? ["name is required where only Terraform knows repositoryUrl"]
        : [],
    );

    const resource = new DevopsRepository(this, "Resource", details);
    this.project = project;
    this.repositoryId = resource.id;
    this.repositoryName = details.name;
    this.httpUrl = resource.httpUrl;
    const { accessToken } = connection;
    this.policy = new DynamicGroupPolicy(this, "Policy", {
      principalType: PrincipalType.REPOSITORY,
      principalId: this.repositoryId,
      ...iamSettingsOf(project),
      actions: [
        action("mirror-repository", {
          projectCompartment: project.compartmentId,
          repoOcid: this.repositoryId,
        }),
        action("read-pat-secret-mirror", {
          secretCompartment: accessToken.compartmentId,
          patOcid: accessToken.secretId,
        }),
      ],
    });
  }

  /**
   * A branch of the mirror, as a source of builds.
   *
   * @param name directory of the source in the build runner, `/workspace/<name>`
   */
  public branch(branch: string, name?: string): BuildSource {
    return BuildSource.fromRepository(this, branch, name);
  }
}
