import { Construct } from "constructs";
import { ArtifactsRepository } from "../../src/provider/artifacts-repository";
import { CoreNetworkSecurityGroup } from "../../src/provider/core-network-security-group";
import { CoreRouteTable } from "../../src/provider/core-route-table";
import { CoreSecurityList } from "../../src/provider/core-security-list";
import { CoreServiceGateway } from "../../src/provider/core-service-gateway";
import { DevopsBuildPipelineStage } from "../../src/provider/devops-build-pipeline-stage";
import { DevopsBuildRun } from "../../src/provider/devops-build-run";
import { DevopsDeployArtifact } from "../../src/provider/devops-deploy-artifact";
import { DevopsDeployEnvironment } from "../../src/provider/devops-deploy-environment";
import { DevopsDeployStage } from "../../src/provider/devops-deploy-stage";
import { DevopsDeployment } from "../../src/provider/devops-deployment";
import { DevopsRepository } from "../../src/provider/devops-repository";
import { DevopsRepositoryProtectedBranchManagement } from "../../src/provider/devops-repository-protected-branch-management";
import { DevopsRepositoryRef } from "../../src/provider/devops-repository-ref";
import { FunctionsFunction } from "../../src/provider/functions-function";
import { IdentityCompartment } from "../../src/provider/identity-compartment";
import { KmsKey } from "../../src/provider/kms-key";
import { KmsVault } from "../../src/provider/kms-vault";
import { ObjectstorageBucket } from "../../src/provider/objectstorage-bucket";
import { OnsNotificationTopic } from "../../src/provider/ons-notification-topic";
import { OnsSubscription } from "../../src/provider/ons-subscription";
import { VaultSecret } from "../../src/provider/vault-secret";

/** OCIDs of what the resources belong to. */
export interface RawResourcesProps {
  /** Names are derived from it. */
  readonly name: string;
  readonly compartmentId: string;
  readonly projectId: string;
  readonly buildPipelineId: string;
  readonly deployPipelineId: string;
  readonly repositoryId: string;
  readonly applicationId: string;
  readonly vcnId: string;
}

/** Resources that this package has no constructs for, or of another kind than its constructs make. */
export function addRawResources(scope: Construct, props: RawResourcesProps): void {
  addVault(scope, props);
  addNetwork(scope, props);
  addDevops(scope, props);
  addRuns(scope, props);
  const { name, compartmentId, applicationId } = props;
  new IdentityCompartment(scope, "team", { compartmentId, name: `${name}-team`, description: "A team" });
  new FunctionsFunction(scope, "second_function", {
    applicationId,
    displayName: "second",
    image: "iad.ocir.io/acme/second:0.0.1",
    memoryInMbs: "128",
    failureDestination: { kind: "NONE" },
    provisionedConcurrencyConfig: { strategy: "NONE" },
  });
  const topicId = new OnsNotificationTopic(scope, "topic", { compartmentId, name: `${name}-topic` }).id;
  new OnsSubscription(scope, "mail", {
    compartmentId,
    topicId,
    protocol: "EMAIL",
    endpoint: "a@example.com",
  });
  new ObjectstorageBucket(scope, "bucket", {
    compartmentId,
    namespace: "acme",
    name: `${name}-bucket`,
    retentionRules: [{ displayName: "year", duration: { timeAmount: "1", timeUnit: "YEARS" } }],
  });
}

function addVault(scope: Construct, { name, compartmentId }: RawResourcesProps): void {
  const vault = new KmsVault(scope, "vault", { compartmentId, displayName: name, vaultType: "DEFAULT" });
  const key = new KmsKey(scope, "key", {
    compartmentId,
    displayName: name,
    managementEndpoint: vault.managementEndpoint,
    keyShape: { algorithm: "AES", length: 32 },
  });
  new VaultSecret(scope, "secret", {
    compartmentId,
    vaultId: vault.id,
    keyId: key.id,
    secretName: name,
    secretContent: { contentType: "BASE64", content: "c2VjcmV0" },
  });
}

function addNetwork(scope: Construct, { compartmentId, vcnId }: RawResourcesProps): void {
  const network = { compartmentId, vcnId };
  new CoreNetworkSecurityGroup(scope, "group", network);
  const gateway = new CoreServiceGateway(scope, "gateway", {
    ...network,
    services: [{ serviceId: "ocid1.service.oc1.iad.all" }],
  });
  new CoreRouteTable(scope, "routes", {
    ...network,
    routeRules: [{ networkEntityId: gateway.id, destination: "all-iad-services-in-oracle-services-network" }],
  });
  new CoreSecurityList(scope, "rules", {
    ...network,
    egressSecurityRules: [{ destination: "0.0.0.0/0", protocol: "6", tcpOptions: { min: 443, max: 443 } }],
  });
}

function addDevops(scope: Construct, props: RawResourcesProps): void {
  const { compartmentId, projectId, buildPipelineId, deployPipelineId, repositoryId } = props;
  new DevopsRepository(scope, "hosted", { projectId, name: "hosted", repositoryType: "HOSTED" });
  new DevopsRepositoryRef(scope, "tag", {
    repositoryId,
    refName: "v1",
    refType: "TAG",
    objectId: "0123abcd",
  });
  new DevopsRepositoryProtectedBranchManagement(scope, "protected", { repositoryId, branchName: "main" });
  new DevopsBuildPipelineStage(scope, "wait", {
    buildPipelineId,
    buildPipelineStageType: "WAIT",
    buildPipelineStagePredecessorCollection: { items: [{ id: buildPipelineId }] },
    waitCriteria: { waitType: "ABSOLUTE_WAIT", waitDuration: "PT5S" },
  });
  const repository = new ArtifactsRepository(scope, "artifacts", {
    compartmentId,
    isImmutable: true,
    repositoryType: "GENERIC",
  });
  const artifact = { projectId, argumentSubstitutionMode: "NONE" };
  new DevopsDeployArtifact(scope, "generic", {
    ...artifact,
    deployArtifactType: "GENERIC_FILE",
    deployArtifactSource: {
      deployArtifactSourceType: "GENERIC_ARTIFACT",
      deployArtifactPath: "hello.zip",
      deployArtifactVersion: "1",
      repositoryId: repository.id,
    },
  });
  const chart = new DevopsDeployArtifact(scope, "chart", {
    ...artifact,
    deployArtifactType: "HELM_CHART",
    deployArtifactSource: {
      deployArtifactSourceType: "HELM_CHART",
      chartUrl: "oci://iad.ocir.io/acme/chart",
      deployArtifactVersion: "1",
    },
  });
  const cluster = new DevopsDeployEnvironment(scope, "cluster", {
    projectId,
    deployEnvironmentType: "OKE_CLUSTER",
    clusterId: "ocid1.cluster.oc1.iad.cluster",
  });
  new DevopsDeployEnvironment(scope, "instances", {
    projectId,
    deployEnvironmentType: "COMPUTE_INSTANCE_GROUP",
    computeInstanceGroupSelectors: {
      items: [{ selectorType: "INSTANCE_QUERY", region: "us-ashburn-1", query: "query instance resources" }],
    },
  });
  new DevopsDeployStage(scope, "helm", {
    deployPipelineId,
    deployStageType: "OKE_HELM_CHART_DEPLOYMENT",
    deployStagePredecessorCollection: { items: [{ id: deployPipelineId }] },
    helmChartDeployArtifactId: chart.id,
    okeClusterDeployEnvironmentId: cluster.id,
    releaseName: "hello",
  });
}

function addRuns(scope: Construct, { buildPipelineId, deployPipelineId }: RawResourcesProps): void {
  new DevopsBuildRun(scope, "run", {
    buildPipelineId,
    buildRunArguments: { items: [{ name: "imageVersion", value: "0.0.2" }] },
    commitInfo: { commitHash: "0123abcd", repositoryBranch: "main", repositoryUrl: "https://example.com/a" },
  });
  new DevopsDeployment(scope, "deployment", {
    deployPipelineId,
    deploymentType: "PIPELINE_DEPLOYMENT",
    deploymentArguments: { items: [{ name: "level", value: "2" }] },
  });
}
