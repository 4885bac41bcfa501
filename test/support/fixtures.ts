import { Construct } from "constructs";
import {
  BuildPipeline,
  BuildSource,
  BuildSpec,
  BuildSpecDocument,
  ConnectionType,
  ContainerArtifact,
  ExternalConnection,
  IDevopsProject,
  IExternalConnection,
  IVaultSecret,
  ManagedBuildStage,
  MirroredRepo,
  OutputType,
  StepType,
  VaultSecret,
} from "../../src";

export const TOKEN_SECRET = "ocid1.vaultsecret.oc1.iad.token";
export const SECRETS_COMPARTMENT = "ocid1.compartment.oc1..secrets";
export const REPOSITORY_URL = "https://github.com/acme/functions";

/** The existing secret `token`. */
export function tokenSecret(scope: Construct): IVaultSecret {
  return VaultSecret.fromSecretAttributes(scope, "token", {
    secretId: TOKEN_SECRET,
    compartmentId: SECRETS_COMPARTMENT,
  });
}

export const CONNECTION = "ocid1.devopsconnection.oc1.iad.connection";

/** The existing connection `connection`, and its secret. */
export function existingConnection(
  scope: Construct,
  project: IDevopsProject,
  type = ConnectionType.GITHUB,
): IExternalConnection {
  return ExternalConnection.fromExternalConnectionAttributes(scope, "connection", {
    project,
    connectionId: CONNECTION,
    type,
    accessToken: tokenSecret(scope),
  });
}

/** The mirror `repo` of `REPOSITORY_URL`. */
export function mirroredRepo(scope: Construct, project: IDevopsProject): MirroredRepo {
  return new MirroredRepo(scope, "repo", {
    project,
    connection: existingConnection(scope, project),
    repositoryUrl: REPOSITORY_URL,
  });
}

/** The image `iad.ocir.io/acme/functions/retriever:${imageVersion}`. */
export function imageArtifact(
  scope: Construct,
  project: IDevopsProject,
  id = "image",
  tag?: string,
): ContainerArtifact {
  return new ContainerArtifact(scope, id, {
    project,
    region: "iad",
    namespace: "acme",
    repositoryName: "functions/retriever",
    tag,
  });
}

/** A specification of one step, with these outputs and exported variables. */
export function buildSpec(
  outputs: string[],
  exportedVariables: string[] = [],
  more: Partial<BuildSpecDocument> = {},
): BuildSpec {
  return BuildSpec.fromSteps({
    steps: [{ type: StepType.COMMAND, command: "make" }],
    env: { exportedVariables },
    outputArtifacts: outputs.map((name) => ({ name, type: OutputType.DOCKER_IMAGE, location: `${name}:1` })),
    ...more,
  });
}

/** The branch `main` of `REPOSITORY_URL`, by the connection. */
export function externalSource(connection: IExternalConnection): BuildSource {
  return BuildSource.fromConnection(connection, REPOSITORY_URL, "main");
}

export interface Pipeline {
  readonly pipeline: BuildPipeline;
  readonly source: BuildSource;
  /** Adds a managed build stage. */
  readonly build: (id: string, buildSpec?: BuildSpec) => ManagedBuildStage;
}

/** The pipeline `pipeline`, and what a managed build stage of it takes. */
export function buildPipeline(
  scope: Construct,
  project: IDevopsProject,
  parameters: string[] = [],
): Pipeline {
  const pipeline = new BuildPipeline(scope, "pipeline", {
    project,
    parameters: Object.fromEntries(parameters.map((name) => [name, { defaultValue: "1" }])),
  });
  const source = externalSource(existingConnection(scope, project));
  const build = (id: string, spec?: BuildSpec) =>
    new ManagedBuildStage(scope, id, { pipeline, sources: [source], buildSpec: spec });
  return { pipeline, source, build };
}
