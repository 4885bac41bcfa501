import { ask, cited, DecisionCase } from "./decision-case";

const REFERENCE = "Identity/policyreference";
const cumulative = cited(
  "1.3",
  "Identity/policieshow/Verbs.htm",
  "inspect < read < use < manage, each includes the one before",
);
const repos = cited(
  "4",
  `${REFERENCE}/registrypolicyreference.htm`,
  "use adds nothing, manage adds CREATE, DELETE, UPDATE, MANAGE",
);
const functions = cited(
  "4",
  `${REFERENCE}/functionspolicyreference.htm`,
  "use adds nothing to fn-app and fn-function; it is all of fn-invocation",
);
const secrets = cited(
  "4",
  `${REFERENCE}/keypolicyreference.htm`,
  "secret-bundles ends at read; secret-family is without vaults",
);
const topics = cited(
  "4",
  `${REFERENCE}/notificationpolicyreference.htm`,
  "use of ons-topics adds PUBLISH and SUBSCRIBE",
);
const logs = cited(
  "4",
  `${REFERENCE}/loggingpolicyreference.htm`,
  "log-content has no inspect, and manage adds nothing",
);
const network = cited(
  "4",
  `${REFERENCE}/corepolicyreference_topic-Details_for_Verb__ResourceType_Combinations.htm`,
  "SUBNET_READ is in inspect, attaching in use",
);
const artifacts = cited(
  "4",
  "artifacts/iam-policies-verb-resource-type-combinations.htm",
  "upload is GENERIC_ARTIFACT_CREATE, in manage",
);
const families = cited(
  "4",
  "artifacts/iam-policies-resource-types.htm",
  "all-artifacts holds artifact-repositories, generic-artifacts, repos and instance-images",
);
const devops = cited("4", "devops/using/devops_iampolicies.htm", "devops-family holds all devops types");
const all = cited(
  "1.2",
  "Identity/policiesgs/policies_topic-ResourceTypes.htm",
  "all-resources is every type",
);
const explicit = cited(
  "1.5",
  "Identity/policiescommon/commonpolicies.htm",
  "permissions in braces are granted one by one",
);
const each = cited(
  "1.4",
  "Identity/policieshow/Policy_Basics.htm",
  "an operation needs each of its permissions, from whichever statements",
);
const nothing = cited("1.1", "Identity/policieshow/Policy_Basics.htm", "what no statement allows is denied");

const builders = (grant: string) => `Allow dynamic-group Builders to ${grant} in tenancy`;

export const VERBS: readonly DecisionCase[] = [
  nothing.refuses("no statement at all", [], ask("REPOSITORY_READ")),
  cumulative.allows("inspect by inspect", builders("inspect repos"), ask("REPOSITORY_INSPECT")),
  cumulative.refuses("read by inspect", builders("inspect repos"), ask("REPOSITORY_READ")),
  cumulative.allows("inspect by read", builders("read repos"), ask("REPOSITORY_INSPECT")),
  cumulative.allows("read by use", builders("use repos"), ask("REPOSITORY_READ")),
  cumulative.allows("inspect by manage", builders("manage repos"), ask("REPOSITORY_INSPECT")),
  cumulative.refuses("another type by manage", builders("manage repos"), ask("FN_FUNCTION_READ")),
  repos.refuses("update of a repository by use", builders("use repos"), ask("REPOSITORY_UPDATE")),
  repos.allows("update of a repository by manage", builders("manage repos"), ask("REPOSITORY_UPDATE")),
  repos.allows("creation of a repository by manage", builders("manage repos"), ask("REPOSITORY_CREATE")),
  functions.refuses("update of a function by use", builders("use fn-function"), ask("FN_FUNCTION_UPDATE")),
  functions.allows(
    "update of a function by manage",
    builders("manage fn-function"),
    ask("FN_FUNCTION_UPDATE"),
  ),
  functions.refuses("an application by its functions", builders("manage fn-function"), ask("FN_APP_READ")),
  functions.allows("an application by the family", builders("read functions-family"), ask("FN_APP_READ")),
  functions.allows("invocation by use", builders("use fn-invocation"), ask("FN_INVOCATION")),
  functions.refuses("invocation by read", builders("read fn-invocation"), ask("FN_INVOCATION")),
  functions.refuses(
    "invocation by reading the family",
    builders("read functions-family"),
    ask("FN_INVOCATION"),
  ),
  functions.allows("invocation by using the family", builders("use functions-family"), ask("FN_INVOCATION")),
  secrets.allows("the value of a secret", builders("read secret-bundles"), ask("SECRET_BUNDLE_READ")),
  secrets.refuses("the secret itself by its bundles", builders("manage secret-bundles"), ask("SECRET_READ")),
  secrets.refuses("the value by the secrets", builders("manage secrets"), ask("SECRET_BUNDLE_READ")),
  secrets.allows("the value by the family", builders("read secret-family"), ask("SECRET_BUNDLE_READ")),
  secrets.refuses("a vault by the family", builders("manage secret-family"), ask("VAULT_READ")),
  topics.allows("publication by use", builders("use ons-topics"), ask("ONS_TOPIC_PUBLISH")),
  topics.refuses("publication by read", builders("read ons-topics"), ask("ONS_TOPIC_PUBLISH")),
  topics.allows(
    "subscription by managing subscriptions",
    builders("manage ons-subscriptions"),
    ask("ONS_TOPIC_SUBSCRIBE"),
  ),
  logs.refuses("log content by inspect", builders("inspect log-content"), ask("LOG_CONTENT_READ")),
  logs.allows("pushing logs by use", builders("use log-content"), ask("LOG_CONTENT_PUSH")),
  network.allows("reading a subnet by inspect", builders("inspect subnets"), ask("SUBNET_READ")),
  network.refuses("attaching to a subnet by read", builders("read subnets"), ask("SUBNET_ATTACH")),
  network.allows(
    "attaching to a subnet by using the family",
    builders("use virtual-network-family"),
    ask("SUBNET_ATTACH"),
  ),
  artifacts.refuses("upload by use", builders("use generic-artifacts"), ask("GENERIC_ARTIFACT_CREATE")),
  artifacts.allows("upload by manage", builders("manage generic-artifacts"), ask("GENERIC_ARTIFACT_CREATE")),
  families.allows(
    "an image repository by all-artifacts",
    builders("manage all-artifacts"),
    ask("REPOSITORY_UPDATE"),
  ),
  families.refuses("a function by all-artifacts", builders("manage all-artifacts"), ask("FN_FUNCTION_READ")),
  devops.allows("a connection by the family", builders("read devops-family"), ask("DEVOPS_CONNECTION_READ")),
  devops.refuses(
    "a build run's creation by reading the family",
    builders("read devops-family"),
    ask("DEVOPS_BUILD_RUN_CREATE"),
  ),
  all.allows("anything by manage", builders("manage all-resources"), ask("SECRET_BUNDLE_READ")),
  all.refuses("writing by read", builders("read all-resources"), ask("REPOSITORY_UPDATE")),
  all.allows("listing by inspect", builders("inspect all-resources"), ask("FN_APP_LIST")),
  explicit.allows(
    "a permission of the list",
    builders("{REPOSITORY_READ, REPOSITORY_UPDATE}"),
    ask("REPOSITORY_UPDATE"),
  ),
  explicit.refuses(
    "a lower permission that is not of the list",
    builders("{REPOSITORY_UPDATE}"),
    ask("REPOSITORY_READ"),
  ),
  explicit.refuses(
    "a higher permission",
    builders("{REPOSITORY_READ, REPOSITORY_UPDATE}"),
    ask("REPOSITORY_DELETE"),
  ),
  each.allows(
    "the second permission by a second statement",
    [builders("read repos"), builders("{REPOSITORY_UPDATE}")],
    ask("REPOSITORY_UPDATE"),
  ),
  each.refuses(
    "a third permission by neither",
    [builders("read repos"), builders("{REPOSITORY_UPDATE}")],
    ask("REPOSITORY_CREATE"),
  ),
];
