import { ask, cited, DecisionCase } from "./decision-case";
import { CONNECTION, DEPLOY_PIPELINE, DEVELOPER, FAAS, OTHER_PIPELINE } from "./world";

const PAGE = "Identity/policysyntax/conditions.htm";
const equal = cited("1.4", PAGE, "variable =|!= value");
const anyCase = cited("1.4", PAGE, "matching is case-insensitive");
const pattern = cited("1.4", PAGE, "/hr*/ starts with, /*hr/ ends with, /*hr*/ contains");
const registry = cited(
  "1.4",
  "Registry/Concepts/registrypolicyrepoaccess.htm",
  "a repository is named by target.repo.name, patterns may be used",
);
const inapplicable = cited(
  "1.4",
  `${PAGE}#variables_that_arent_applicable`,
  "a variable that does not apply declines the request, for != too",
);
const groups = cited(
  "1.4",
  `${PAGE}, Identity/policiescommon/commonpolicies.htm`,
  "any is or, all is and, and they nest",
);
const permission = cited(
  "1.4",
  "Identity/policieshow/scoping-access-with-permissions-or-api-operations.htm",
  "request.permission and request.operation narrow a verb",
);
const general = cited(
  "1.4",
  "Identity/policyreference/policyreference_topic-General_Variables_for_All_Requests.htm",
  "principal and target are variables of every request",
);
const tags = cited(
  "1.4",
  "Tagging/Tasks/managingaccesswithtags.htm",
  "target.resource.tag.NAMESPACE.KEY compares a tag",
);
const principal = cited(
  "1.7",
  "Identity/Concepts/policysyntax.htm",
  "any-user is narrowed with request.principal variables",
);
const variable = cited("1.2", PAGE, "a variable may stand on the right side");

const READ = "REPOSITORY_READ";
const repos = (condition: string, verb = "read") =>
  `Allow dynamic-group Builders to ${verb} repos in tenancy where ${condition}`;
const repo = (name: string) => ask(READ, { variables: { "target.repo.name": name } });
const PUSH = repos(
  "all {target.repo.name = 'team/app', any {request.permission = 'REPOSITORY_READ', request.permission = 'REPOSITORY_UPDATE'}}",
  "manage",
);
const push = (permissionName: string, name: string) =>
  ask(permissionName, { variables: { "target.repo.name": name } });
const anyUser = "Allow any-user to read repos in tenancy where ";

export const CONDITIONS: readonly DecisionCase[] = [
  equal.allows("an equal value", repos("target.repo.name = 'team/app'"), repo("team/app")),
  equal.refuses("another value", repos("target.repo.name = 'team/app'"), repo("team/api")),
  equal.refuses("a longer value", repos("target.repo.name = 'team/app'"), repo("team/app2")),
  equal.allows("not that value", repos("target.repo.name != 'team/app'"), repo("team/api")),
  equal.refuses("not its own value", repos("target.repo.name != 'team/app'"), repo("team/app")),
  anyCase.allows("a value in other case", repos("target.repo.name = 'Team/App'"), repo("team/app")),
  anyCase.refuses(
    "not its own value in other case",
    repos("target.repo.name != 'TEAM/APP'"),
    repo("team/app"),
  ),
  anyCase.allows("a pattern in other case", repos("target.repo.name = /TEAM*/"), repo("team/app")),
  anyCase.allows("a variable in other case", repos("Target.Repo.Name = 'team/app'"), repo("team/app")),
  anyCase.allows("a permission in other case", repos("request.permission = 'repository_read'"), ask(READ)),
  pattern.allows("the beginning", repos("target.repo.name = /acme*/"), repo("acme-web")),
  pattern.allows("nothing behind the beginning", repos("target.repo.name = /acme*/"), repo("acme")),
  pattern.refuses("the beginning further on", repos("target.repo.name = /acme*/"), repo("my-acme")),
  pattern.allows("the end", repos("target.repo.name = /*acme/"), repo("my-acme")),
  pattern.refuses("the end further ahead", repos("target.repo.name = /*acme/"), repo("acme-web")),
  pattern.allows("the middle", repos("target.repo.name = /*acme*/"), repo("my-acme-web")),
  pattern.refuses("nowhere", repos("target.repo.name = /*acme*/"), repo("my-web")),
  pattern.refuses("a dot is no wildcard", repos("target.repo.name = /a.b*/"), repo("axb")),
  pattern.refuses("not that beginning", repos("target.repo.name != /acme*/"), repo("acme-web")),
  pattern.allows("not that beginning, of another name", repos("target.repo.name != /acme*/"), repo("web")),
  registry.allows(
    "the documented pattern",
    repos("target.repo.name = /acme-web-app*/"),
    repo("acme-web-app/front"),
  ),
  registry.allows("a slash in a pattern", repos("target.repo.name = /team\\/*/"), repo("team/app")),
  registry.refuses("the slash counts", repos("target.repo.name = /team\\/*/"), repo("teams/app")),
  registry.allows("reading for a push", PUSH, push("REPOSITORY_READ", "team/app")),
  registry.allows("updating for a push", PUSH, push("REPOSITORY_UPDATE", "team/app")),
  registry.refuses("deleting with the rights to push", PUSH, push("REPOSITORY_DELETE", "team/app")),
  registry.refuses("pushing elsewhere", PUSH, push("REPOSITORY_UPDATE", "team/api")),
  inapplicable.refuses(
    "a list call, which names no repository",
    repos("target.repo.name = 'team/app'"),
    ask("REPOSITORY_INSPECT", { operation: "ListContainerRepositories" }),
  ),
  inapplicable.refuses(
    "a list call under !=",
    repos("target.repo.name != 'team/app'"),
    ask("REPOSITORY_INSPECT", { operation: "ListContainerRepositories" }),
  ),
  inapplicable.allows(
    "a list call by a statement of its own",
    [repos("target.repo.name = 'team/app'"), "Allow dynamic-group Builders to inspect repos in tenancy"],
    ask("REPOSITORY_INSPECT", { operation: "ListContainerRepositories" }),
  ),
  inapplicable.refuses(
    "a list call under a pattern",
    repos("target.repo.name = /*/"),
    ask("REPOSITORY_INSPECT"),
  ),
  inapplicable.refuses(
    "in a group of all",
    repos("all {target.repo.name != 'x', request.permission = 'REPOSITORY_READ'}"),
    ask(READ),
  ),
  inapplicable.refuses(
    "an operation that is not said",
    repos("request.operation != 'DeleteContainerRepository'"),
    ask(READ),
  ),
  groups.allows("one of any", repos("any {target.repo.name = 'a', target.repo.name = 'b'}"), repo("b")),
  groups.refuses("none of any", repos("any {target.repo.name = 'a', target.repo.name = 'b'}"), repo("c")),
  groups.allows("each of all", repos("all {target.repo.name = /a*/, target.repo.name = /*z/}"), repo("abcz")),
  groups.refuses("one of all", repos("all {target.repo.name = /a*/, target.repo.name = /*z/}"), repo("abc")),
  groups.refuses(
    "the documented exception",
    repos("all {target.repo.name = /A-*/, target.repo.name != 'A-Admins'}"),
    repo("A-Admins"),
  ),
  groups.allows(
    "beside the exception",
    repos("all {target.repo.name = /A-*/, target.repo.name != 'A-Admins'}"),
    repo("A-Users"),
  ),
  groups.allows(
    "any within all",
    repos("all {target.repo.name = /a*/, any {target.repo.name = 'x', target.repo.name = 'ab'}}"),
    repo("ab"),
  ),
  groups.allows(
    "all within any",
    repos("any {target.repo.name = 'x', all {target.repo.name = /a*/, target.repo.name = /*b/}}"),
    repo("ab"),
  ),
  groups.refuses(
    "all within any, half",
    repos("any {target.repo.name = 'x', all {target.repo.name = /a*/, target.repo.name = /*b/}}"),
    repo("ac"),
  ),
  permission.allows(
    "the permission",
    repos("request.permission = 'REPOSITORY_UPDATE'", "manage"),
    ask("REPOSITORY_UPDATE"),
  ),
  permission.refuses(
    "another permission of the verb",
    repos("request.permission = 'REPOSITORY_UPDATE'", "manage"),
    ask("REPOSITORY_DELETE"),
  ),
  permission.allows(
    "all but one",
    repos("request.permission != 'REPOSITORY_DELETE'", "manage"),
    ask("REPOSITORY_CREATE"),
  ),
  permission.refuses(
    "the one",
    repos("request.permission != 'REPOSITORY_DELETE'", "manage"),
    ask("REPOSITORY_DELETE"),
  ),
  permission.refuses(
    "a permission that the verb lacks",
    repos("request.permission = 'REPOSITORY_DELETE'"),
    ask("REPOSITORY_DELETE"),
  ),
  permission.allows(
    "the operation",
    "Allow service faas to read repos in tenancy where request.operation = 'ListContainerImageSignatures'",
    ask(READ, { by: FAAS, operation: "ListContainerImageSignatures" }),
  ),
  permission.refuses(
    "another operation",
    "Allow service faas to read repos in tenancy where request.operation = 'ListContainerImageSignatures'",
    ask(READ, { by: FAAS, operation: "GetContainerRepository" }),
  ),
  general.allows("the target's compartment", repos("target.compartment.id = 'apps'"), ask(READ)),
  general.refuses(
    "a compartment below the target's",
    repos("target.compartment.id = 'apps'"),
    ask(READ, { in: "team" }),
  ),
  general.allows("the target's compartment by name", repos("target.compartment.name = 'apps'"), ask(READ)),
  general.refuses("any compartment but one", repos("target.compartment.id != 'apps'"), ask(READ)),
  general.allows("one of a list", repos("target.repo.name in ('a', 'B')"), repo("b")),
  general.refuses("none of a list", repos("target.repo.name in ('a', 'b')"), repo("c")),
  principal.allows(
    "the pipeline",
    `${anyUser}all {request.principal.type = 'devopsbuildpipeline', request.principal.id = 'bp1'}`,
    ask(READ),
  ),
  principal.refuses(
    "another pipeline",
    `${anyUser}all {request.principal.type = 'devopsbuildpipeline', request.principal.id = 'bp1'}`,
    ask(READ, { by: OTHER_PIPELINE }),
  ),
  principal.refuses(
    "another kind of principal",
    `${anyUser}request.principal.type = 'devopsbuildpipeline'`,
    ask(READ, { by: DEPLOY_PIPELINE }),
  ),
  principal.refuses(
    "a user",
    `${anyUser}request.principal.type = 'devopsbuildpipeline'`,
    ask(READ, { by: DEVELOPER }),
  ),
  principal.allows(
    "a resource of the compartment",
    `${anyUser}request.principal.compartment.id = 'apps'`,
    ask(READ, { by: CONNECTION }),
  ),
  principal.refuses(
    "a resource of another compartment",
    `${anyUser}request.principal.compartment.id = 'apps'`,
    ask(READ, { by: OTHER_PIPELINE }),
  ),
  tags.allows(
    "a tag of the target",
    repos("target.resource.tag.Operations.Project = 'Prod'"),
    ask(READ, { variables: { "target.resource.tag.Operations.Project": "prod" } }),
  ),
  tags.refuses(
    "a target without the tag",
    repos("target.resource.tag.Operations.Project != 'Test'"),
    ask(READ),
  ),
  variable.allows(
    "two variables that agree",
    repos("request.principal.compartment.id = target.compartment.id"),
    ask(READ),
  ),
  variable.refuses(
    "two variables that differ",
    repos("request.principal.compartment.id = target.compartment.id"),
    ask(READ, { in: "team" }),
  ),
  variable.refuses(
    "a missing variable on the right, under !=",
    repos("request.principal.id != target.repo.name"),
    ask(READ),
  ),
];
