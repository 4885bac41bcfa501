import { ask, cited, DecisionCase } from "./decision-case";

const inherited = cited(
  "1.6",
  "Identity/policieshow/Policy_Inheritance.htm",
  "a grant reaches its compartment and everything below",
);
const tenancy = cited("1.6", "Identity/policieshow/Policy_Inheritance.htm", "in tenancy is everywhere");
const child = cited(
  "1.2",
  "Identity/policysyntax/location.htm",
  "a name is a direct child of where the policy is attached",
);
const path = cited(
  "1.2",
  "Identity/policysyntax/location.htm",
  "deeper compartments take a path with colons",
);
const attachment = cited(
  "1.6",
  "Identity/policieshow/Policy_Attachment.htm",
  "a policy reaches where it is attached and below, from the root everywhere",
);

const READ = "REPOSITORY_READ";
const builders = (location: string) => `Allow dynamic-group Builders to read repos in ${location}`;

export const LOCATIONS: readonly DecisionCase[] = [
  inherited.allows("the compartment itself", builders("compartment id apps"), ask(READ)),
  inherited.allows("a child", builders("compartment id apps"), ask(READ, { in: "team" })),
  inherited.allows("a grandchild", builders("compartment id prod"), ask(READ, { in: "team" })),
  inherited.refuses("the parent", builders("compartment id apps"), ask(READ, { in: "prod" })),
  inherited.refuses("a cousin", builders("compartment id apps"), ask(READ, { in: "dev-apps" })),
  inherited.refuses("the tenancy above", builders("compartment id prod"), ask(READ, { in: "T" })),
  tenancy.allows("the root", builders("tenancy"), ask(READ, { in: "T" })),
  tenancy.allows("the deepest compartment", builders("tenancy"), ask(READ, { in: "team" })),
  tenancy.allows("the tenancy by its OCID", builders("compartment id T"), ask(READ, { in: "team" })),
  child.allows("a child of the root by name", builders("compartment Prod"), ask(READ, { in: "prod" })),
  child.allows("what is below the named child", builders("compartment Prod"), ask(READ, { in: "team" })),
  child.refuses("a grandchild by its bare name", builders("compartment Apps"), ask(READ)),
  child.allows("a child of where the policy is attached", `prod: ${builders("compartment Apps")}`, ask(READ)),
  child.refuses(
    "a namesake elsewhere",
    `prod: ${builders("compartment Apps")}`,
    ask(READ, { in: "dev-apps" }),
  ),
  child.allows(
    "the namesake from its own parent",
    `dev: ${builders("compartment Apps")}`,
    ask(READ, { in: "dev-apps" }),
  ),
  path.allows("two names", builders("compartment Prod:Apps"), ask(READ)),
  path.refuses("the other branch", builders("compartment Dev:Apps"), ask(READ)),
  path.allows("three names", builders("compartment Prod:Apps:Team"), ask(READ, { in: "team" })),
  path.refuses("above the last name", builders("compartment Prod:Apps:Team"), ask(READ)),
  path.allows(
    "from the attachment on",
    `prod: ${builders("compartment Apps:Team")}`,
    ask(READ, { in: "team" }),
  ),
  path.refuses("from the root when attached below", `prod: ${builders("compartment Prod:Apps")}`, ask(READ)),
  attachment.allows(
    "attached to the compartment it names",
    `apps: ${builders("compartment id apps")}`,
    ask(READ),
  ),
  attachment.allows(
    "attached to the compartment it names by name",
    `apps: ${builders("compartment Apps")}`,
    ask(READ),
  ),
  attachment.allows("attached above", `prod: ${builders("compartment id team")}`, ask(READ, { in: "team" })),
  attachment.refuses("attached beside", `dev: ${builders("compartment id apps")}`, ask(READ)),
  attachment.refuses("attached below", `team: ${builders("compartment id apps")}`, ask(READ, { in: "team" })),
  attachment.refuses("the tenancy from a compartment", `prod: ${builders("tenancy")}`, ask(READ)),
];
