import { Mistake } from "./mistake";
import { TAKEN } from "../valid-stack";

/** OCIDs that tell by themselves that they are of the wrong kind. */
export const WRONG_OCIDS: readonly Mistake[] = [
  [
    "a secret as a project's topic",
    "project",
    { "notification_config.topic_id": "ocid1.vaultsecret.oc1.iad.token" },
    "notification_config[0].topic_id",
  ],
  [
    "a compartment as a pipeline's project",
    "build/Pipeline",
    { project_id: "ocid1.compartment.oc1..c" },
    "project_id",
  ],
  [
    "a vault as a connection's token",
    "github",
    { access_token: "ocid1.vault.oc1.iad.vault" },
    "access_token",
  ],
  [
    "a secret as a mirror's connection",
    "repo",
    { "mirror_repository_config.connector_id": "ocid1.vaultsecret.oc1.iad.token" },
    "mirror_repository_config[0].connector_id",
  ],
  [
    "a project as what a stage runs after",
    "wait",
    { "build_pipeline_stage_predecessor_collection.items.0.id": "ocid1.devopsproject.oc1.iad.p" },
    "build_pipeline_stage_predecessor_collection[0].items[0].id",
  ],
  [
    "a container repository as a delivered artifact",
    "build/Deliver",
    { "deliver_artifact_collection.items.0.artifact_id": "ocid1.containerrepo.oc1.iad.repo" },
    "deliver_artifact_collection[0].items[0].artifact_id",
  ],
  [
    "a build pipeline as a deployment pipeline",
    "build/Deploy",
    { deploy_pipeline_id: "ocid1.devopsbuildpipeline.oc1.iad.pipeline" },
    "deploy_pipeline_id",
  ],
  [
    "an application as an environment's function",
    "deploy/Environment",
    { function_id: "ocid1.fnapp.oc1.iad.app" },
    "function_id",
  ],
  [
    "a network as an application's subnet",
    "application",
    { "subnet_ids.0": "ocid1.vcn.oc1.iad.vcn" },
    "subnet_ids[0]",
  ],
  ["a subnet as a subnet's network", "subnet", { vcn_id: "ocid1.subnet.oc1.iad.subnet" }, "vcn_id"],
];

/** Look-ups of what does not exist, which Terraform makes when it plans. */
export const MISSING_LOOK_UPS: readonly Mistake[] = [
  [
    "a look-up of a function that is not there",
    "other_function",
    { function_id: "ocid1.fnfunc.oc1.iad.gone" },
    "function_id",
  ],
  [
    "a look-up of a secret that is not there",
    "token",
    { secret_id: "ocid1.vaultsecret.oc1.iad.gone" },
    "secret_id",
  ],
];

/** References to what does not exist, which only OCI can say. */
export const MISSING_THINGS: readonly Mistake[] = [
  [
    "a topic that is not there",
    "project",
    { "notification_config.topic_id": "ocid1.onstopic.oc1.iad.gone" },
    "notification_config[0].topic_id",
  ],
  [
    "a compartment that is not there",
    "bucket",
    { compartment_id: "ocid1.compartment.oc1..gone" },
    "compartment_id",
  ],
  ["a token that is not there", "github", { access_token: "ocid1.vaultsecret.oc1.iad.gone" }, "access_token"],
  [
    "a subnet that is not there",
    "application",
    { "subnet_ids.0": "ocid1.subnet.oc1.iad.gone" },
    "subnet_ids[0]",
  ],
  [
    "an artifact that is not there",
    "build/Deliver",
    { "deliver_artifact_collection.items.0.artifact_id": "ocid1.devopsdeployartifact.oc1.iad.gone" },
    "deliver_artifact_collection[0].items[0].artifact_id",
  ],
  [
    "a predecessor that is not there",
    "wait",
    {
      "build_pipeline_stage_predecessor_collection.items.0.id": "ocid1.devopsbuildpipelinestage.oc1.iad.gone",
    },
    "build_pipeline_stage_predecessor_collection[0].items[0].id",
  ],
];

/** Names that another thing has already. */
export const TAKEN_NAMES: readonly Mistake[] = [
  ["a project's name that is taken", "project", { name: TAKEN }, "name"],
  [
    "a container repository's name that is taken",
    "image/Repository",
    { display_name: TAKEN },
    "display_name",
  ],
  ["an application's name that is taken", "application", { display_name: TAKEN }, "display_name"],
  ["a log group's name that is taken", "project/LogGroup", { display_name: TAKEN }, "display_name"],
  ["a dynamic group's name that is taken", "github/Policy/Group", { name: TAKEN }, "name"],
  ["two repositories of one name", "hosted", { name: "functions" }, "name"],
  ["two functions of one name", "second_function", { display_name: "function" }, "display_name"],
];
