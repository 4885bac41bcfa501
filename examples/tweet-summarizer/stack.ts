import { TerraformStack, TerraformVariable } from "cdktf";
import { Construct } from "constructs";
import {
  ConnectionType,
  ContainerArtifact,
  DevopsProject,
  ExternalConnection,
  FunctionBuildPipeline,
  FunctionDeployPipeline,
  FunctionPackaging,
  MirroredRepo,
  OciFunction,
  OciProvider,
  VaultSecret,
} from "cdktf-oci-devops";

/** Push to main, and the functions of the tweet summarizer that changed are rebuilt and redeployed. */
export class TweetSummarizerStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const input = (name: string, preset?: string) =>
      new TerraformVariable(this, name, { type: "string", default: preset }).stringValue;
    const compartmentId = input("compartment_id");
    const region = input("region", "us-ashburn-1");
    const namespace = input("namespace");
    new OciProvider(this, "oci", { region });

    const tenancyId = input("tenancy_id");
    const project = new DevopsProject(this, "project", {
      compartmentId,
      tenancyId,
      name: "tweet_summarizer",
    });
    const accessToken = VaultSecret.fromSecretAttributes(this, "pat", {
      secretId: input("github_token_secret_id"),
      compartmentId,
    });
    const github = new ExternalConnection(this, "github", {
      project,
      type: ConnectionType.GITHUB,
      accessToken,
    });
    const repositoryUrl = "https://github.com/acme/tweet-summarizer";
    const repo = new MirroredRepo(this, "repo", { project, connection: github, repositoryUrl });

    for (const name of ["tweet-retriever", "tweet-report-digester"]) {
      const functionDirectory = `functions/${name}`;
      const artifact = new ContainerArtifact(this, `${name}-image`, {
        project,
        region,
        namespace,
        repositoryName: `tweet-summarizer/${name}`,
        tag: "${imageVersion}",
      });
      const functionId = input(`${name.replace(/-/g, "_")}_function_id`);
      const deployTo = new FunctionDeployPipeline(this, `deploy-${name}`, {
        project,
        artifact,
        function: OciFunction.fromFunctionAttributes(this, name, { functionId, compartmentId }),
      });
      new FunctionBuildPipeline(this, `build-${name}`, {
        project,
        source: repo.branch("main"),
        functionDirectory,
        packaging: FunctionPackaging.DOCKERFILE,
        buildArgs: { BASE_IMAGE: "${baseImage}" },
        artifact,
        deployTo,
        parameters: {
          imageVersion: { defaultValue: "0.0.1", description: "Tag of the image" },
          baseImage: { defaultValue: "node:20-slim", description: "Image that the function is built on" },
        },
        trigger: { includePaths: [`${functionDirectory}/**`] },
      });
    }
  }
}
