import { ask, cited, DecisionCase } from "./decision-case";
import { ADMINISTRATOR, DEVELOPER, OTHER_PIPELINE } from "./world";

const PAGE = "Identity/policysyntax/denypolicies.htm";
const wins = cited("1.1", PAGE, "deny policies take precedence over allow policies");
const inverted = cited("1.1", PAGE, "a denied verb takes the higher verbs with it and leaves the lower ones");
const explicit = cited("1.1", PAGE, "permissions can be denied one by one");
const exempt = cited("1.1", PAGE, "the default administrators group of the default domain is exempt");
const abroad = cited(
  "1.1",
  "Identity/policieshow/iam-cross-domain.htm",
  "endorse, admit and define are about other tenancies",
);

const ALL = "Allow any-user to manage all-resources in tenancy";
const deny = (grant: string, rest = "in tenancy") => [ALL, `Deny any-user to ${grant} ${rest}`];

export const DENIALS: readonly DecisionCase[] = [
  wins.refuses("what is allowed and denied", deny("read repos"), ask("REPOSITORY_READ")),
  wins.refuses("the denial first", [...deny("read repos")].reverse(), ask("REPOSITORY_READ")),
  wins.refuses(
    "what is denied below and allowed above",
    deny("read repos", "in compartment id apps"),
    ask("REPOSITORY_READ"),
  ),
  wins.refuses(
    "what is denied above and allowed below",
    [
      "apps: Allow any-user to read repos in compartment id apps",
      "Deny any-user to read repos in compartment id prod",
    ],
    ask("REPOSITORY_READ"),
  ),
  wins.allows("what is denied beside", deny("read repos", "in compartment id dev"), ask("REPOSITORY_READ")),
  wins.refuses(
    "whom it is denied to",
    [ALL, "Deny dynamic-group Builders to read repos in tenancy"],
    ask("REPOSITORY_READ"),
  ),
  wins.allows(
    "another principal",
    [ALL, "Deny dynamic-group Builders to read repos in tenancy"],
    ask("REPOSITORY_READ", { by: OTHER_PIPELINE }),
  ),
  wins.refuses(
    "under a condition that holds",
    deny("read repos", "in tenancy where request.permission = 'REPOSITORY_READ'"),
    ask("REPOSITORY_READ"),
  ),
  wins.allows(
    "under a condition that does not hold",
    deny("read repos", "in tenancy where target.repo.name = 'a'"),
    ask("REPOSITORY_READ", { variables: { "target.repo.name": "b" } }),
  ),
  wins.allows(
    "under a condition on what the request lacks",
    deny("read repos", "in tenancy where target.repo.name != 'a'"),
    ask("REPOSITORY_READ"),
  ),
  wins.refuses(
    "a denial and nothing allowed",
    "Deny any-user to read repos in tenancy",
    ask("REPOSITORY_UPDATE"),
  ),
  inverted.refuses("inspect by inspect", deny("inspect repos"), ask("REPOSITORY_INSPECT")),
  inverted.refuses("read by inspect", deny("inspect repos"), ask("REPOSITORY_READ")),
  inverted.refuses("manage by inspect", deny("inspect repos"), ask("REPOSITORY_DELETE")),
  inverted.allows("inspect by read", deny("read repos"), ask("REPOSITORY_INSPECT")),
  inverted.refuses("manage by read", deny("read repos"), ask("REPOSITORY_DELETE")),
  inverted.allows("read by use", deny("use repos"), ask("REPOSITORY_READ")),
  inverted.refuses("manage by use, which adds nothing itself", deny("use repos"), ask("REPOSITORY_UPDATE")),
  inverted.refuses("manage by manage", deny("manage repos"), ask("REPOSITORY_DELETE")),
  inverted.allows("read by manage", deny("manage repos"), ask("REPOSITORY_READ")),
  inverted.allows("what use adds by manage", deny("manage ons-topics"), ask("ONS_TOPIC_PUBLISH")),
  inverted.refuses("what use adds by use", deny("use ons-topics"), ask("ONS_TOPIC_PUBLISH")),
  inverted.refuses("through a family", deny("use secret-family"), ask("SECRET_UPDATE")),
  inverted.allows("below a family's verb", deny("use secret-family"), ask("SECRET_BUNDLE_READ")),
  inverted.refuses("everything", deny("inspect all-resources"), ask("FN_INVOCATION")),
  explicit.refuses(
    "a permission of the list",
    deny("{REPOSITORY_DELETE, REPOSITORY_READ}"),
    ask("REPOSITORY_READ"),
  ),
  explicit.allows(
    "a higher permission that is not of the list",
    deny("{REPOSITORY_READ}"),
    ask("REPOSITORY_UPDATE"),
  ),
  exempt.allows(
    "an administrator",
    deny("inspect all-resources"),
    ask("REPOSITORY_READ", { by: ADMINISTRATOR }),
  ),
  exempt.refuses("a developer", deny("inspect all-resources"), ask("REPOSITORY_READ", { by: DEVELOPER })),
  exempt.refuses(
    "an administrator whom nothing is allowed",
    "Deny any-user to read repos in tenancy",
    ask("REPOSITORY_READ", { by: ADMINISTRATOR }),
  ),
  abroad.refuses("an endorsement", "Endorse any-user to read repos in any-tenancy", ask("REPOSITORY_READ")),
  abroad.refuses(
    "an endorsement at home",
    "Endorse any-user to read repos in tenancy",
    ask("REPOSITORY_READ"),
  ),
  abroad.refuses(
    "an admission",
    [
      "Define tenancy Other as ocid1.tenancy.oc1..other",
      "Admit any-user of tenancy Other to read repos in tenancy",
    ],
    ask("REPOSITORY_READ"),
  ),
  abroad.allows(
    "a denied endorsement beside a grant",
    [ALL, "Deny endorse any-user to read repos in any-tenancy"],
    ask("REPOSITORY_READ"),
  ),
  abroad.allows(
    "a denied admission beside a grant",
    [ALL, "Deny admit any-user of tenancy Other to read repos in tenancy"],
    ask("REPOSITORY_READ"),
  ),
];
