import { Mistake } from "./mistake";

const topic = { topic_id: "ocid1.onstopic.oc1.iad.topic" };
const shape = { algorithm: "AES", length: 32 };

/** What Terraform itself refuses, by the provider's schema. */
export const SCHEMA_MISTAKES: readonly Mistake[] = [
  // Attributes that the schema does not have.
  ["an attribute that projects do not have", "project", { colour: "red" }, "colour"],
  ["a setting that the provider does not have", "oci", { regions: ["iad"] }, "regions"],
  [
    "an attribute that build sources do not have",
    "build/Build",
    { "build_source_collection.items.0.tag": "v1" },
    "tag",
  ],
  [
    "a reference to an attribute that topics do not have",
    "mail",
    { topic_id: "${oci_ons_notification_topic.topic.colour}" },
    "colour",
  ],

  // Attributes that are missing.
  ["a project without a name", "project", { name: undefined }, "name"],
  ["a connection without a project", "github", { project_id: undefined }, "project_id"],
  [
    "a mirror's schedule without a type",
    "repo",
    { "mirror_repository_config.trigger_schedule.schedule_type": undefined },
    "schedule_type",
  ],
  [
    "a stage without a type",
    "build/Deliver",
    { build_pipeline_stage_type: undefined },
    "build_pipeline_stage_type",
  ],
  [
    "a build source without a type",
    "build/Build",
    { "build_source_collection.items.0.connection_type": undefined },
    "connection_type",
  ],
  [
    "a trigger's action without a pipeline",
    "build/Trigger",
    { "actions.0.build_pipeline_id": undefined },
    "build_pipeline_id",
  ],
  [
    "an argument of a build run without a value",
    "run",
    { "build_run_arguments.items.0.value": undefined },
    "value",
  ],
  ["a function without memory", "function", { memory_in_mbs: undefined }, "memory_in_mbs"],
  ["an application without subnets", "application", { subnet_ids: undefined }, "subnet_ids"],
  ["a policy without statements", "github/Policy/secretCompartment", { statements: undefined }, "statements"],
  ["a dynamic group without a rule", "github/Policy/Group", { matching_rule: undefined }, "matching_rule"],
  ["a subscription without an address", "mail", { endpoint: undefined }, "endpoint"],
  [
    "a firewall rule without a protocol",
    "rules",
    { "egress_security_rules.0.protocol": undefined },
    "protocol",
  ],
  ["a look-up of a function without its OCID", "other_function", { function_id: undefined }, "function_id"],

  // Values of another type.
  ["a text for a list of subnets", "application", { subnet_ids: "subnet" }, "subnet_ids"],
  ["a list for a map of tags", "project", { freeform_tags: ["team"] }, "freeform_tags"],
  [
    "a timeout in words",
    "build/Build",
    { stage_execution_timeout_in_seconds: "an hour" },
    "stage_execution_timeout_in_seconds",
  ],
  [
    "a word for yes or no",
    "build/Deploy",
    { is_pass_all_parameters_enabled: "perhaps" },
    "is_pass_all_parameters_enabled",
  ],
  ["a port in words", "rules", { "egress_security_rules.0.tcp_options.max": "https" }, "max"],

  // What only OCI sets.
  ["the state of a project", "project", { state: "ACTIVE" }, "state"],
  ["the URL of a trigger", "build/Trigger", { trigger_url: "https://example.com" }, "trigger_url"],
  ["the clone address of a repository", "repo", { http_url: "https://example.com" }, "http_url"],
  ["the vault of a key", "key", { vault_id: "ocid1.vault.oc1.iad.vault" }, "vault_id"],
  ["the address of a function", "function", { invoke_endpoint: "https://example.com" }, "invoke_endpoint"],
  [
    "the name of a gateway's service",
    "gateway",
    { "services.0.service_name": "x" },
    "services[0].service_name",
  ],

  // Too few blocks and too many.
  ["a project without notifications", "project", { notification_config: undefined }, "notification_config"],
  ["a project with two topics", "project", { notification_config: [topic, topic] }, "notification_config"],
  ["a trigger without actions", "external", { actions: undefined }, "actions"],
  [
    "a stage that does not say after what it runs",
    "wait",
    { build_pipeline_stage_predecessor_collection: undefined },
    "build_pipeline_stage_predecessor_collection",
  ],
  [
    "a stage after nothing",
    "wait",
    { "build_pipeline_stage_predecessor_collection.items": undefined },
    "items",
  ],
  ["a log of nothing", "project/Log", { "configuration.source": undefined }, "source"],
  ["a key with two shapes", "key", { key_shape: [shape, shape] }, "key_shape"],
  ["a service gateway without services", "gateway", { services: undefined }, "services"],
];
