import { Token } from "cdktf";
import { ICodeRepository } from "./code-repository";
import { sourceTypeOf } from "./connection-type";
import { IExternalConnection } from "./external-connection";
import { action, DeclaredAction } from "../iam/action";

/** Properties of `BuildSource`. */
export interface BuildSourceProps {
  /** Directory of the source in the build runner, `/workspace/<name>`; unique in a stage. */
  readonly name: string;
  /** Kind of the code host, such as `DEVOPS_CODE_REPOSITORY` or `GITHUB`. */
  readonly connectionType: string;
  /** Address to clone from. */
  readonly repositoryUrl: string;
  /** Branch to check out. */
  readonly branch: string;
  /**
   * Repository of the project.
   *
   * @default - none; required for `DEVOPS_CODE_REPOSITORY`
   */
  readonly repository?: ICodeRepository;
  /**
   * Connection to the external code host.
   *
   * @default - none; required for every other kind
   */
  readonly connection?: IExternalConnection;
}

/** One branch of one repository, as a managed build stage checks it out. */
export class BuildSource {
  /** A branch of a repository of the project. */
  public static fromRepository(repository: ICodeRepository, branch: string, name?: string): BuildSource {
    return new BuildSource({
      name: name ?? directoryName(repository.repositoryName),
      connectionType: "DEVOPS_CODE_REPOSITORY",
      repositoryUrl: repository.httpUrl,
      branch,
      repository,
    });
  }

  /** A branch of a repository at an external code host, read at each build. */
  public static fromConnection(
    connection: IExternalConnection,
    repositoryUrl: string,
    branch: string,
    name?: string,
  ): BuildSource {
    return new BuildSource({
      name: name ?? directoryName(lastSegment(repositoryUrl)),
      connectionType: sourceTypeOf(connection.type),
      repositoryUrl,
      branch,
      connection,
    });
  }

  /** Directory of the source in the build runner, `/workspace/<name>`. */
  public readonly name: string;
  /** Kind of the code host. */
  public readonly connectionType: string;
  /** Address to clone from. */
  public readonly repositoryUrl: string;
  /** Branch to check out. */
  public readonly branch: string;
  /** Repository of the project; undefined for an external one. */
  public readonly repository?: ICodeRepository;
  /** Connection to the external code host; undefined for a repository of the project. */
  public readonly connection?: IExternalConnection;

  constructor(props: BuildSourceProps) {
    this.name = props.name;
    this.connectionType = props.connectionType;
    this.repositoryUrl = props.repositoryUrl;
    this.branch = props.branch;
    this.repository = props.repository;
    this.connection = props.connection;
  }

  /** What a build pipeline does to get at the source. */
  public get actions(): DeclaredAction[] {
    const actions: DeclaredAction[] = [];
    if (this.repository) {
      actions.push(
        action("clone-devops-repository", {
          projectCompartment: this.repository.project.compartmentId,
          repoOcid: this.repository.repositoryId,
        }),
      );
    }
    if (this.connection) {
      const { project, connectionId, accessToken } = this.connection;
      actions.push(
        action("use-external-connection", {
          projectCompartment: project.compartmentId,
          connOcid: connectionId,
        }),
        action("read-pat-secret-build", {
          secretCompartment: accessToken.compartmentId,
          patOcid: accessToken.secretId,
        }),
      );
    }
    return actions;
  }
}

/** The last part of a repository's address, without `.git`. */
export function lastSegment(url: string): string {
  return url
    .replace(/\/+$/, "")
    .replace(/\.git$/, "")
    .split("/")
    .pop()!;
}

/**
 * A source name takes letters, digits, `_` and `-`, and no digit or `-` first (DevOps API `BuildSource.name`).
 *
 * @throws Error when only Terraform knows the name
 */
function directoryName(repositoryName: string): string {
  if (Token.isUnresolved(repositoryName)) {
    throw new Error("the name of the source cannot be made from one that only Terraform knows; give a name");
  }
  return repositoryName.replace(/[^a-zA-Z0-9_-]/g, "_").replace(/^(?=[^a-zA-Z_])/, "_");
}
