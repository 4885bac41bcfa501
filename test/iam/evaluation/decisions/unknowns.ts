import { ask, cited, DecisionCase } from "./decision-case";
import { DEVELOPER, LONER } from "./world";

const unknown = cited(
  "7",
  "Identity/policieshow/Policy_Basics.htm",
  "what is not known is never granted: access is denied until a statement allows it",
);
const typos = cited(
  "1.8",
  "Identity/policiesgs/policies_topic-ResourceTypes.htm",
  "resource types are the ones that Oracle defines",
);

const READ = "REPOSITORY_READ";
const ALL = "Allow any-user to manage all-resources in tenancy";

export const UNKNOWNS: readonly DecisionCase[] = [
  unknown.refuses("an unknown permission by everything", ALL, ask("REPOSITORY_REED")),
  unknown.refuses(
    "an unknown permission by its own name",
    "Allow any-user to {REPOSITORY_REED} in tenancy",
    ask("REPOSITORY_REED"),
  ),
  unknown.refuses(
    "a known permission beside an unknown one",
    "Allow any-user to {REPOSITORY_REED} in tenancy",
    ask(READ),
  ),
  unknown.allows(
    "a known permission of a list with an unknown one",
    "Allow any-user to {REPOSITORY_REED, REPOSITORY_READ} in tenancy",
    ask(READ),
  ),
  unknown.refuses(
    "an unknown group",
    "Allow group Devs to read repos in tenancy",
    ask(READ, { by: DEVELOPER }),
  ),
  unknown.refuses(
    "an unknown dynamic group",
    "Allow dynamic-group id dg-9 to read repos in tenancy",
    ask(READ),
  ),
  unknown.refuses(
    "an unknown compartment name",
    "Allow any-user to read repos in compartment Production",
    ask(READ),
  ),
  unknown.refuses(
    "an unknown compartment",
    "Allow any-user to read repos in compartment id elsewhere",
    ask(READ),
  ),
  unknown.refuses("a target in an unknown compartment", ALL, ask(READ, { in: "nowhere" })),
  unknown.refuses("a target whose parents are unknown", ALL, ask(READ, { in: "adrift" })),
  unknown.allows(
    "an unknown compartment that is exactly the location",
    "nowhere: Allow any-user to read repos in compartment id nowhere",
    ask(READ, { in: "nowhere" }),
  ),
  unknown.refuses(
    "an unknown variable",
    "Allow any-user to read repos in tenancy where target.repository.nom != 'x'",
    ask(READ),
  ),
  unknown.refuses(
    "a kind of subject that is not understood",
    "Allow resource loganalyticsvrp LogAnalyticsVirtualResource to read repos in tenancy",
    ask(READ),
  ),
  unknown.refuses(
    "a denial to an unknown group",
    [ALL, "Deny group Devs to read repos in tenancy"],
    ask(READ, { by: DEVELOPER }),
  ),
  unknown.allows(
    "a denial to an unknown group of users, to a resource",
    [ALL, "Deny group Devs to read repos in tenancy"],
    ask(READ),
  ),
  unknown.allows(
    "a denial to a group that the user is not in",
    [ALL, "Deny group id g-9 to read repos in tenancy"],
    ask(READ, { by: LONER }),
  ),
  unknown.refuses(
    "a denial in an unknown compartment name",
    [ALL, "Deny any-user to read repos in compartment Production"],
    ask(READ),
  ),
  unknown.refuses(
    "a star within a pattern",
    "Allow any-user to read repos in tenancy where target.repo.name = /a*b/",
    ask(READ, { variables: { "target.repo.name": "ab" } }),
  ),
  unknown.refuses(
    "not a pattern with a star within",
    "Allow any-user to read repos in tenancy where target.repo.name != /a*b/",
    ask(READ, { variables: { "target.repo.name": "c" } }),
  ),
  typos.refuses(
    "a type that is none",
    "Allow any-user to use ons-topic in tenancy",
    ask("ONS_TOPIC_PUBLISH"),
  ),
  typos.refuses("a family that is none", "Allow any-user to read repos-family in tenancy", ask(READ)),
  typos.allows(
    "a denial on a type that is none",
    [ALL, "Deny any-user to manage policies in tenancy"],
    ask(READ),
  ),
];
