import { long, many, Mistake } from "./mistake";

const pushes = {
  type: "TRIGGER_BUILD_PIPELINE",
  build_pipeline_id: "ocid1.devopsbuildpipeline.oc1.iad.pipeline",
};

/** Values that the provider or the DevOps API does not take, and that can be seen in the configuration. */
export const VALUE_MISTAKES: readonly Mistake[] = [
  // Words that are none of those that an attribute takes.
  [
    "a kind of connection that there is not",
    "github",
    { connection_type: "SUBVERSION_ACCESS_TOKEN" },
    "connection_type",
  ],
  ["a kind of repository that there is not", "hosted", { repository_type: "CLONED" }, "repository_type"],
  [
    "a kind of mirror schedule that there is not",
    "repo",
    { "mirror_repository_config.trigger_schedule.schedule_type": "HOURLY" },
    "mirror_repository_config[0].trigger_schedule[0].schedule_type",
  ],
  [
    "a kind of stage that there is not",
    "wait",
    { build_pipeline_stage_type: "SLEEP" },
    "build_pipeline_stage_type",
  ],
  [
    "a kind of build runner that there is not",
    "build/Build",
    { "build_runner_shape_config.build_runner_type": "LARGE" },
    "build_runner_shape_config[0].build_runner_type",
  ],
  [
    "a kind of build source that there is not",
    "tests",
    { "build_source_collection.items.0.connection_type": "SUBVERSION" },
    "build_source_collection[0].items[0].connection_type",
  ],
  [
    "a kind of artifact that there is not",
    "image",
    { deploy_artifact_type: "OCI_IMAGE" },
    "deploy_artifact_type",
  ],
  [
    "a kind of artifact source that there is not",
    "image",
    { "deploy_artifact_source.deploy_artifact_source_type": "DOCKER_HUB" },
    "deploy_artifact_source[0].deploy_artifact_source_type",
  ],
  ["a code host that there is not", "external", { trigger_source: "SUBVERSION" }, "trigger_source"],
  [
    "an event that code hosts do not have",
    "external",
    { "actions.0.filter.events": ["COMMIT"] },
    "actions[0].filter[0].events[1]",
  ],
  ["an action that triggers do not take", "external", { "actions.0.type": "DEPLOY" }, "actions[0].type"],
  ["a kind of reference that there is not", "tag", { ref_type: "COMMIT" }, "ref_type"],
  [
    "a place for failed calls that there is not",
    "second_function",
    { "failure_destination.kind": "MAIL" },
    "failure_destination[0].kind",
  ],
  [
    "an encoding of secrets that there is not",
    "secret",
    { "secret_content.content_type": "HEX" },
    "secret_content[0].content_type",
  ],
  ["a state of a key that there is not", "key", { desired_state: "PAUSED" }, "desired_state"],

  // Texts that are too long, too short, or of another form.
  ["a project's name with a digit first", "project", { name: "2021_cloudnative" }, "name"],
  ["a project's name of 256 characters", "project", { name: long(256) }, "name"],
  ["a description of 401 characters", "project", { description: long(401) }, "description"],
  ["an empty display name", "build/Pipeline", { display_name: "" }, "display_name"],
  ["a user name of 31 characters", "bitbucket", { username: long(31) }, "username"],
  [
    "a recurrence rule of 401 characters",
    "repo",
    { "mirror_repository_config.trigger_schedule.custom_schedule": long(401) },
    "mirror_repository_config[0].trigger_schedule[0].custom_schedule",
  ],
  [
    "an image's address of 1025 characters",
    "image",
    { "deploy_artifact_source.image_uri": long(1025) },
    "deploy_artifact_source[0].image_uri",
  ],
  [
    "a parameter's name with a hyphen",
    "build/Pipeline",
    { "build_pipeline_parameters.items.0.name": "image-version" },
    "build_pipeline_parameters[0].items[0].name",
  ],
  [
    "an empty value of a parameter",
    "build/Pipeline",
    { "build_pipeline_parameters.items.0.default_value": "" },
    "build_pipeline_parameters[0].items[0].default_value",
  ],
  [
    "a value of a deployment's parameter of 513 characters",
    "deploy",
    { "deploy_pipeline_parameters.items.0.default_value": long(513) },
    "deploy_pipeline_parameters[0].items[0].default_value",
  ],
  [
    "a build source's name with a slash",
    "build/Build",
    { "build_source_collection.items.0.name": "acme/functions" },
    "build_source_collection[0].items[0].name",
  ],
  [
    "a file pattern of 513 characters",
    "build/Trigger",
    { "actions.0.filter.include.file_filter.file_paths.0": long(513) },
    "actions[0].filter[0].include[0].file_filter[0].file_paths[0]",
  ],
  [
    "an argument's name with a dot",
    "deployment",
    { "deployment_arguments.items.0.name": "log.level" },
    "deployment_arguments[0].items[0].name",
  ],
  ["a release's name of 54 characters", "helm", { release_name: long(54) }, "release_name"],

  // Numbers out of range.
  [
    "a build runner of 65 processors",
    "build/Build",
    { "build_runner_shape_config.ocpus": 65 },
    "build_runner_shape_config[0].ocpus",
  ],
  [
    "a build runner of one processor and a half",
    "build/Build",
    { "build_runner_shape_config.ocpus": 1.5 },
    "build_runner_shape_config[0].ocpus",
  ],
  [
    "a build runner without memory",
    "build/Build",
    { "build_runner_shape_config.memory_in_gbs": 0 },
    "build_runner_shape_config[0].memory_in_gbs",
  ],
  ["a release that may take 3601 seconds", "helm", { timeout_in_seconds: 3601 }, "timeout_in_seconds"],

  // Too many of something, or too few; what there is of it already counts, too.
  ["a trigger with 21 actions", "external", { actions: many(20, () => pushes) }, "actions"],
  [
    "a trigger with 11 file patterns",
    "build/Trigger",
    { "actions.0.filter.exclude.file_filter.file_paths": many(10, (i) => `docs/${i}/**`) },
    "actions[0].filter[0].exclude[0].file_filter[0].file_paths",
  ],
  [
    "a file filter without a pattern",
    "external",
    { "actions.0.filter.include.file_filter": { file_paths: [] } },
    "actions[0].filter[0].include[0].file_filter[0].file_paths",
  ],
  [
    "a build pipeline with 101 parameters",
    "build/Pipeline",
    { "build_pipeline_parameters.items": many(100, (i) => ({ name: `p${i}`, default_value: "1" })) },
    "build_pipeline_parameters[0].items",
  ],
  [
    "a deployment pipeline with 101 parameters",
    "deploy",
    { "deploy_pipeline_parameters.items": many(100, (i) => ({ name: `p${i}` })) },
    "deploy_pipeline_parameters[0].items",
  ],
  [
    "a release with six files of values",
    "helm",
    { values_artifact_ids: many(6, (i) => `ocid1.devopsdeployartifact.oc1.iad.${i}`) },
    "values_artifact_ids",
  ],

  // Things that exclude one another.
  [
    "a vault restored from two places",
    "vault",
    {
      restore_from_file: { content_length: "1", restore_vault_from_file_details: "backup" },
      restore_from_object_store: { destination: "BUCKET" },
    },
    "restore_from_file",
  ],
  [
    "a key restored from two places",
    "key",
    {
      restore_from_file: { content_length: "1", restore_key_from_file_details: "backup" },
      restore_from_object_store: { destination: "BUCKET" },
    },
    "restore_from_object_store",
  ],
];
