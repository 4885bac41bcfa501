import { Construct, IConstruct } from "constructs";
import { BuildSource } from "./build-source";
import { ConnectionType, sourceTypeOf } from "./connection-type";
import { action } from "../iam/action";
import { DynamicGroupPolicy } from "../iam/dynamic-group-policy";
import { iamSettingsOf } from "../iam/iam-settings";
import { PrincipalType } from "../iam/principal-type";
import { IDevopsProject } from "../project/devops-project";
import { DevopsConnection } from "../provider/devops-connection";
import { TaggedProps } from "../stack/tags";
import { validate } from "../validation/validate";
import { IVaultSecret } from "../vault/vault-secret";

/** A connection to an external code host. */
export interface IExternalConnection extends IConstruct {
  /** OCID of the connection. */
  readonly connectionId: string;
  /** Kind of the code host. */
  readonly type: ConnectionType;
  /** The secret that holds the token; build pipelines and mirrors need to read it, too. */
  readonly accessToken: IVaultSecret;
  /** The project the connection belongs to. */
  readonly project: IDevopsProject;
}

/** What must be known of an existing `ExternalConnection`. */
export interface ExternalConnectionAttributes {
  /** The project the connection belongs to. */
  readonly project: IDevopsProject;
  /** OCID of the connection. */
  readonly connectionId: string;
  /** Kind of the code host. */
  readonly type: ConnectionType;
  /** The secret that holds the token. */
  readonly accessToken: IVaultSecret;
}

/** Properties of `ExternalConnection`. */
export interface ExternalConnectionProps extends TaggedProps {
  /** The project to make the connection in. */
  readonly project: IDevopsProject;
  /** Kind of the code host. */
  readonly type: ConnectionType;
  /** The secret that holds the token; for Bitbucket Cloud, the app password. */
  readonly accessToken: IVaultSecret;
  /**
   * User name at Bitbucket Cloud.
   *
   * @default - none; required for `ConnectionType.BITBUCKET_CLOUD`
   */
  readonly username?: string;
  /**
   * Address of the server.
   *
   * @default - none; required for servers of one's own and Visual Builder Studio
   */
  readonly baseUrl?: string;
  /**
   * Name shown in the console; 1 to 255 characters.
   *
   * @default - the construct's id
   */
  readonly displayName?: string;
  /**
   * What the connection is for; at most 400 characters.
   *
   * @default - none
   */
  readonly description?: string;
}

/**
 * A connection to an external code host; OCI reads its token from a vault secret.
 *
 * Source: DevOps API `CreateConnectionDetails` and its subtypes.
 */
export class ExternalConnection extends Construct implements IExternalConnection {
  /** Takes an existing connection. */
  public static fromExternalConnectionAttributes(
    scope: Construct,
    id: string,
    attributes: ExternalConnectionAttributes,
  ): IExternalConnection {
    return new Import(scope, id, attributes);
  }

  public readonly connectionId: string;
  public readonly type: ConnectionType;
  public readonly accessToken: IVaultSecret;
  public readonly project: IDevopsProject;
  /** What the connection itself may do: read its token. */
  public readonly policy: DynamicGroupPolicy;

  /** @throws ValidationError when a value breaks a rule of the DevOps API */
  constructor(scope: Construct, id: string, props: ExternalConnectionProps) {
    super(scope, id);
    const { project, type, accessToken, username, baseUrl, description, freeformTags, definedTags } = props;
    const secret = type === ConnectionType.BITBUCKET_CLOUD ? "appPassword" : "accessToken";
    const details = {
      projectId: project.projectId,
      connectionType: type,
      [secret]: accessToken.secretId,
      username,
      baseUrl,
      displayName: props.displayName ?? id,
      description,
      freeformTags,
      definedTags,
    };
    validate(this, [["CreateConnectionDetails", details]]);

    this.project = project;
    this.type = type;
    this.accessToken = accessToken;
    this.connectionId = new DevopsConnection(this, "Resource", details).id;
    this.policy = new DynamicGroupPolicy(this, "Policy", {
      principalType: PrincipalType.CONNECTION,
      principalId: this.connectionId,
      ...iamSettingsOf(project),
      actions: [
        action("read-pat-secret-connection", {
          secretCompartment: accessToken.compartmentId,
          patOcid: accessToken.secretId,
        }),
      ],
    });
  }

  /**
   * A branch of a repository at the code host, as a source of builds.
   *
   * @param name directory of the source in the build runner, `/workspace/<name>`
   */
  public source(repositoryUrl: string, branch: string, name?: string): BuildSource {
    return BuildSource.fromConnection(this, repositoryUrl, branch, name);
  }

  /** The name build sources and triggers use for the code host. */
  public get sourceType(): string {
    return sourceTypeOf(this.type);
  }
}

class Import extends Construct implements IExternalConnection {
  readonly connectionId: string;
  readonly type: ConnectionType;
  readonly accessToken: IVaultSecret;
  readonly project: IDevopsProject;
  constructor(scope: Construct, id: string, attributes: ExternalConnectionAttributes) {
    super(scope, id);
    this.connectionId = attributes.connectionId;
    this.type = attributes.type;
    this.accessToken = attributes.accessToken;
    this.project = attributes.project;
  }
}
