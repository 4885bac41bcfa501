import { TerraformStack, TerraformVariable } from "cdktf";
import { Construct } from "constructs";
import { addRawResources } from "./raw-resources";
import {
  BuildRunnerShape,
  ConnectionType,
  ContainerArtifact,
  DevopsProject,
  ExternalConnection,
  FunctionApplication,
  FunctionBuildPipeline,
  FunctionDeployPipeline,
  ManagedBuildStage,
  MirroredRepo,
  MirrorSchedule,
  OciFunction,
  OciProvider,
  Trigger,
  VaultSecret,
} from "../../src";
import { CoreSubnet } from "../../src/provider/core-subnet";
import { CoreVcn } from "../../src/provider/core-vcn";

const TENANCY = "ocid1.tenancy.oc1..offline";
const COMPARTMENT = "ocid1.compartment.oc1..offline";
const TOKEN = "ocid1.vaultsecret.oc1.iad.token";
const OTHER_FUNCTION = "ocid1.fnfunc.oc1.iad.other";
const URL = "https://github.com/acme/functions";

/** A name that things of several kinds have already. */
export const TAKEN = "taken";
/** What there is before any stack. */
export const BEFORE = {
  existing: {
    [TOKEN]: {},
    [OTHER_FUNCTION]: {},
    "ocid1.devopsproject.oc1.iad.taken": { name: TAKEN },
    "ocid1.onstopic.oc1.iad.taken": { name: TAKEN },
    "ocid1.dynamicgroup.oc1..taken": { name: TAKEN },
    "ocid1.containerrepo.oc1.iad.taken": { display_name: TAKEN },
    "ocid1.fnapp.oc1.iad.taken": { display_name: TAKEN },
    "ocid1.loggroup.oc1.iad.taken": { display_name: TAKEN },
  },
};

/** A stack that Terraform and OCI take, with something of every kind that a mistake can be made in. */
export class ValidStack extends TerraformStack {
  /** @param id what has to have a unique name is named after it */
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new OciProvider(this, "oci", { region: "us-ashburn-1" });
    const compartmentId = COMPARTMENT;
    // Wrong where a mistake refers to them: Terraform knows the values of variables when it plans, not before.
    new TerraformVariable(this, "nothing", { type: "string", default: "" });
    new TerraformVariable(this, "hundred", { type: "number", default: 100 });
    new TerraformVariable(this, "word", { type: "string", default: "WORD" });
    new TerraformVariable(this, "secret_ocid", { type: "string", default: TOKEN });

    const vcn = new CoreVcn(this, "vcn", { compartmentId, cidrBlocks: ["10.0.0.0/16"], dnsLabel: "vcn" });
    const subnet = new CoreSubnet(this, "subnet", { compartmentId, vcnId: vcn.id, cidrBlock: "10.0.0.0/24" });
    const project = new DevopsProject(this, "project", { compartmentId, tenancyId: TENANCY, name: id });
    const accessToken = VaultSecret.fromSecretId(this, "token", TOKEN);
    const connection = new ExternalConnection(this, "github", {
      project,
      type: ConnectionType.GITHUB,
      accessToken,
    });
    new ExternalConnection(this, "bitbucket", {
      project,
      type: ConnectionType.BITBUCKET_CLOUD,
      accessToken,
      username: "acme",
    });
    const repo = new MirroredRepo(this, "repo", {
      project,
      connection,
      repositoryUrl: URL,
      schedule: MirrorSchedule.everyHours(4),
    });
    const artifact = new ContainerArtifact(this, "image", {
      project,
      region: "iad",
      namespace: "acme",
      repositoryName: `${id}/hello`,
    });
    const application = new FunctionApplication(this, "application", {
      compartmentId,
      subnetIds: [subnet.id],
      displayName: id,
    });
    const fn = new OciFunction(this, "function", {
      application,
      image: "iad.ocir.io/acme/hello:0.0.1",
      memoryInMbs: 256,
    });
    OciFunction.fromFunctionId(this, "other_function", OTHER_FUNCTION);
    const parameters = { imageVersion: { defaultValue: "0.0.1" } };
    const deployTo = new FunctionDeployPipeline(this, "deploy", {
      project,
      artifact,
      function: fn,
      parameters,
    });
    const { pipeline } = new FunctionBuildPipeline(this, "build", {
      project,
      source: repo.branch("main"),
      functionDirectory: "functions/hello",
      artifact,
      deployTo,
      shape: BuildRunnerShape.custom(2, 16),
      parameters,
      trigger: { includePaths: ["functions/hello/**"], excludePaths: ["**/*.md"] },
    });
    const source = connection.source(URL, "main");
    new ManagedBuildStage(this, "tests", { pipeline, sources: [source] });
    new Trigger(this, "external", { pipeline, source });
    addRawResources(this, {
      name: id,
      compartmentId,
      projectId: project.projectId,
      buildPipelineId: pipeline.pipelineId,
      deployPipelineId: deployTo.pipelineId,
      repositoryId: repo.repositoryId,
      applicationId: application.applicationId,
      vcnId: vcn.id,
    });
  }
}
