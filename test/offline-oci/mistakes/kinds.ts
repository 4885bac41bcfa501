import { Mistake } from "./mistake";

/** What is missing of the one kind of a thing, and would not be of another; the schema has it as optional. */
export const KIND_MISTAKES: readonly Mistake[] = [
  ["a GitHub connection without a token", "github", { access_token: undefined }, "access_token"],
  ["a Bitbucket connection without a user name", "bitbucket", { username: undefined }, "username"],
  ["a Bitbucket connection without a password", "bitbucket", { app_password: undefined }, "app_password"],
  [
    "a GitLab server without an address",
    "github",
    { connection_type: "GITLAB_SERVER_ACCESS_TOKEN" },
    "base_url",
  ],
  [
    "a build runner of a custom shape without processors",
    "build/Build",
    { "build_runner_shape_config.ocpus": undefined },
    "build_runner_shape_config[0].ocpus",
  ],
  [
    "an external build source without a connection",
    "tests",
    { "build_source_collection.items.0.connection_id": undefined },
    "build_source_collection[0].items[0].connection_id",
  ],
  [
    "a repository of the project as build source without its OCID",
    "build/Build",
    { "build_source_collection.items.0.repository_id": undefined },
    "build_source_collection[0].items[0].repository_id",
  ],
  [
    "a build source without a branch",
    "build/Build",
    { "build_source_collection.items.0.branch": undefined },
    "build_source_collection[0].items[0].branch",
  ],
  ["a build stage without an image", "build/Build", { image: undefined }, "image"],
  [
    "a build stage without sources",
    "build/Build",
    { build_source_collection: undefined },
    "build_source_collection",
  ],
  [
    "a delivery of nothing",
    "build/Deliver",
    { deliver_artifact_collection: undefined },
    "deliver_artifact_collection",
  ],
  [
    "a delivered artifact without the output's name",
    "build/Deliver",
    { "deliver_artifact_collection.items.0.artifact_name": undefined },
    "deliver_artifact_collection[0].items[0].artifact_name",
  ],
  [
    "a stage that starts no deployment pipeline",
    "build/Deploy",
    { deploy_pipeline_id: undefined },
    "deploy_pipeline_id",
  ],
  ["a stage that waits for nothing", "wait", { wait_criteria: undefined }, "wait_criteria"],
  [
    "an image without an address",
    "image",
    { "deploy_artifact_source.image_uri": undefined },
    "deploy_artifact_source[0].image_uri",
  ],
  [
    "a generic artifact without a path",
    "generic",
    { "deploy_artifact_source.deploy_artifact_path": undefined },
    "deploy_artifact_source[0].deploy_artifact_path",
  ],
  [
    "a chart without an address",
    "chart",
    { "deploy_artifact_source.chart_url": undefined },
    "deploy_artifact_source[0].chart_url",
  ],
  [
    "an inline artifact without content",
    "generic",
    { "deploy_artifact_source.deploy_artifact_source_type": "INLINE" },
    "deploy_artifact_source[0].base64encoded_content",
  ],
  [
    "a function environment without a function",
    "deploy/Environment",
    { function_id: undefined },
    "function_id",
  ],
  ["a cluster environment without a cluster", "cluster", { cluster_id: undefined }, "cluster_id"],
  [
    "a query for instances without a region",
    "instances",
    { "compute_instance_group_selectors.items.0.region": undefined },
    "compute_instance_group_selectors[0].items[0].region",
  ],
  [
    "a function's deployment without an image",
    "deploy/Stage",
    { docker_image_deploy_artifact_id: undefined },
    "docker_image_deploy_artifact_id",
  ],
  [
    "a function's deployment without an environment",
    "deploy/Stage",
    { function_deploy_environment_id: undefined },
    "function_deploy_environment_id",
  ],
  [
    "a redeployment of nothing",
    "deployment",
    { deployment_type: "PIPELINE_REDEPLOYMENT" },
    "previous_deployment_id",
  ],
];
