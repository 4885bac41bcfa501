import { ask, cited, DecisionCase } from "./decision-case";
import { ADMINISTRATOR, DEPLOY_PIPELINE, DEVELOPER, FAAS, LONER, OTHER_PIPELINE, PARTNER } from "./world";

const PAGE = "Identity/policysyntax/subject.htm";
const group = cited("1.2", PAGE, "a statement is about the members of the groups it names");
const several = cited("1.2", PAGE, "a statement may name many instances of one kind of principal");
const domain = cited("1.2", PAGE, "a name without a domain is of the domain Default");
const byId = cited("1.2", PAGE, "groups are named, or given by OCID");
const kinds = cited("1.2", PAGE, "one kind of principal per statement");
const anyone = cited(
  "1.2",
  "Identity/Concepts/policysyntax.htm",
  "any-user covers users, resources and services",
);
const anyGroup = cited(
  "1.2",
  "Identity/Concepts/policysyntax.htm",
  "any-group is all groups and dynamic groups",
);
const services = cited(
  "3",
  "Identity/policiescommon/commonpolicies.htm",
  "service NAME is about that service",
);
const keywords = cited("1.2", "Identity/Concepts/policysyntax.htm", "keywords are read in any case");

const READ = "REPOSITORY_READ";
const toRead = "to read repos in tenancy";

export const SUBJECTS: readonly DecisionCase[] = [
  group.allows("a member of the group", `Allow group Developers ${toRead}`, ask(READ, { by: DEVELOPER })),
  group.refuses(
    "a member of another group",
    `Allow group Developers ${toRead}`,
    ask(READ, { by: ADMINISTRATOR }),
  ),
  group.refuses("a user in no group", `Allow group Developers ${toRead}`, ask(READ, { by: LONER })),
  group.allows("a member of the dynamic group", `Allow dynamic-group Builders ${toRead}`, ask(READ)),
  group.refuses(
    "a resource outside of the dynamic group",
    `Allow dynamic-group Builders ${toRead}`,
    ask(READ, { by: OTHER_PIPELINE }),
  ),
  several.allows(
    "a member of the second group",
    `Allow group Administrators, Developers ${toRead}`,
    ask(READ, { by: DEVELOPER }),
  ),
  several.allows(
    "a member of the second group by OCID",
    `Allow group id g-admins, id g-devs ${toRead}`,
    ask(READ, { by: DEVELOPER }),
  ),
  several.refuses(
    "a member of neither group",
    `Allow group Administrators, Developers ${toRead}`,
    ask(READ, { by: PARTNER }),
  ),
  domain.allows(
    "Default written out",
    `Allow group Default/Developers ${toRead}`,
    ask(READ, { by: DEVELOPER }),
  ),
  domain.allows(
    "default in lower case",
    `Allow group default/Developers ${toRead}`,
    ask(READ, { by: DEVELOPER }),
  ),
  domain.refuses(
    "a namesake of another domain",
    `Allow group Developers ${toRead}`,
    ask(READ, { by: PARTNER }),
  ),
  domain.allows(
    "a group with its domain",
    `Allow group 'Partners'/'Developers' ${toRead}`,
    ask(READ, { by: PARTNER }),
  ),
  domain.refuses(
    "the namesake of the default domain",
    `Allow group Partners/Developers ${toRead}`,
    ask(READ, { by: DEVELOPER }),
  ),
  domain.allows(
    "a dynamic group with its domain",
    `Allow dynamic-group Partners/Builders ${toRead}`,
    ask(READ, { by: OTHER_PIPELINE }),
  ),
  byId.allows("a group by OCID", `Allow group id g-devs ${toRead}`, ask(READ, { by: DEVELOPER })),
  byId.refuses("another group by OCID", `Allow group id g-partners ${toRead}`, ask(READ, { by: DEVELOPER })),
  byId.allows("a dynamic group by OCID", `Allow dynamic-group id dg-build ${toRead}`, ask(READ)),
  byId.refuses("another dynamic group by OCID", `Allow dynamic-group id dg-partners ${toRead}`, ask(READ)),
  kinds.refuses("a dynamic group called a group", `Allow group Builders ${toRead}`, ask(READ)),
  kinds.refuses(
    "a group called dynamic",
    `Allow dynamic-group Developers ${toRead}`,
    ask(READ, { by: DEVELOPER }),
  ),
  anyone.allows("any user", `Allow any-user ${toRead}`, ask(READ, { by: LONER })),
  anyone.allows("any resource", `Allow any-user ${toRead}`, ask(READ, { by: DEPLOY_PIPELINE })),
  anyone.allows("any service", `Allow any-user ${toRead}`, ask(READ, { by: FAAS })),
  anyGroup.allows("a user of some group", `Allow any-group ${toRead}`, ask(READ, { by: PARTNER })),
  anyGroup.allows("a resource of some dynamic group", `Allow any-group ${toRead}`, ask(READ)),
  anyGroup.refuses("a user in no group", `Allow any-group ${toRead}`, ask(READ, { by: LONER })),
  anyGroup.refuses(
    "a resource in no dynamic group",
    `Allow any-group ${toRead}`,
    ask(READ, { by: DEPLOY_PIPELINE }),
  ),
  anyGroup.refuses("a service", `Allow any-group ${toRead}`, ask(READ, { by: FAAS })),
  services.allows("the service", `Allow service FaaS ${toRead}`, ask(READ, { by: FAAS })),
  services.refuses(
    "another service",
    `Allow service objectstorage-us-ashburn-1 ${toRead}`,
    ask(READ, { by: FAAS }),
  ),
  services.refuses("a resource that is no service", `Allow service FaaS ${toRead}`, ask(READ)),
  services.refuses(
    "a user of the service's name",
    `Allow service FaaS ${toRead}`,
    ask(READ, { by: { ...DEVELOPER, id: "faas" } }),
  ),
  services.refuses("a service under a group", `Allow group Developers ${toRead}`, ask(READ, { by: FAAS })),
  keywords.allows(
    "capitals throughout",
    "ALLOW DYNAMIC-GROUP Builders TO READ REPOS IN COMPARTMENT ID apps",
    ask(READ),
  ),
];
