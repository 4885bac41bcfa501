import { Mistake } from "./mistake";

/** Wrong values of variables, which Terraform knows when it plans. */
export const WRONG_VARIABLES: readonly Mistake[] = [
  ["a variable as a project's name, and it is empty", "project", { name: "${var.nothing}" }, "name"],
  [
    "a variable as a number of processors, and it is too large",
    "build/Build",
    { "build_runner_shape_config.ocpus": "${var.hundred}" },
    "build_runner_shape_config[0].ocpus",
  ],
  [
    "a variable as a kind of connection, and there is no such kind",
    "github",
    { connection_type: "${var.word}" },
    "connection_type",
  ],
  [
    "a variable as a part of a parameter's name, and it does not fit",
    "build/Pipeline",
    { "build_pipeline_parameters.items.0.name": "${var.hundred}_percent" },
    "build_pipeline_parameters[0].items[0].name",
  ],
  [
    "a variable as a yes or no, and it is a word",
    "build/Deploy",
    { is_pass_all_parameters_enabled: "${var.word}" },
    "is_pass_all_parameters_enabled",
  ],
  [
    "a variable as a topic, and it is the OCID of a secret",
    "project",
    { "notification_config.topic_id": "${var.secret_ocid}" },
    "notification_config[0].topic_id",
  ],
];

/** Wrong values of other resources, which Terraform knows when it has made those. */
export const WRONG_RESULTS: readonly Mistake[] = [
  [
    "the OCID of a topic as a project's name",
    "project",
    { name: "${oci_ons_notification_topic.topic.id}" },
    "name",
  ],
  [
    "the OCID of a topic as a user name",
    "bitbucket",
    { username: "${oci_ons_notification_topic.topic.id}" },
    "username",
  ],
  [
    "the state of a topic as a kind of connection",
    "github",
    { connection_type: "${oci_ons_notification_topic.topic.state}" },
    "connection_type",
  ],
  [
    "the OCID of a topic as an environment's function",
    "deploy/Environment",
    { function_id: "${oci_ons_notification_topic.topic.id}" },
    "function_id",
  ],
];
