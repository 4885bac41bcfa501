import { TerraformStack, TerraformVariable } from "cdktf";
import { Construct } from "constructs";
import {
  ConnectionType,
  ContainerArtifact,
  DevopsProject,
  ExternalConnection,
  FunctionApplication,
  FunctionBuildPipeline,
  FunctionDeployPipeline,
  MirroredRepo,
  OciFunction,
  OciProvider,
  VaultSecret,
} from "cdktf-oci-devops";

/** The function hello, from its application to the pipelines that rebuild and redeploy it on every push to main. */
export class FunctionFromScratchStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const input = (name: string, preset?: string) =>
      new TerraformVariable(this, name, { type: "string", default: preset }).stringValue;
    const compartmentId = input("compartment_id");
    const tenancyId = input("tenancy_id");
    const namespace = input("namespace");
    const region = input("region", "us-ashburn-1");
    new OciProvider(this, "oci", { region });

    const application = new FunctionApplication(this, "greetings", {
      compartmentId,
      subnetIds: [input("subnet_id")],
    });
    const hello = new OciFunction(this, "hello", {
      application,
      // Any image that exists in the region's registry; the first deployment replaces it.
      image: input("first_image"),
      memoryInMbs: 256,
      timeoutInSeconds: 60,
      config: { GREETING: "Hello" },
    });

    const project = new DevopsProject(this, "project", { compartmentId, tenancyId, name: "greetings" });
    const accessToken = VaultSecret.fromSecretAttributes(this, "token", {
      secretId: input("github_token_secret_id"),
      compartmentId,
    });
    const github = new ExternalConnection(this, "github", {
      project,
      type: ConnectionType.GITHUB,
      accessToken,
    });
    // The function's code, func.yaml included, is in functions/hello of this repository.
    const repositoryUrl = "https://github.com/acme/greetings";
    const repo = new MirroredRepo(this, "repo", { project, connection: github, repositoryUrl });
    const repositoryName = "greetings/hello";
    const artifact = new ContainerArtifact(this, "image", { project, region, namespace, repositoryName });

    const deployTo = new FunctionDeployPipeline(this, "deploy", { project, artifact, function: hello });
    new FunctionBuildPipeline(this, "build", {
      project,
      source: repo.branch("main"),
      functionDirectory: "functions/hello",
      artifact,
      deployTo,
      parameters: { imageVersion: { defaultValue: "0.0.1", description: "Tag of the image" } },
      trigger: { includePaths: ["functions/hello/**"] },
    });
  }
}
