import { ask, cited, DecisionCase } from "./decision-case";
import {
  CONNECTION,
  DEPLOY_PIPELINE,
  DEVELOPER,
  FAAS,
  FUNCTION,
  INSTANCE,
  OTHER_PIPELINE,
  PIPELINE,
} from "./world";

const PAGE = "Identity/dynamicgroups/Writing_Matching_Rules_to_Define_Dynamic_Groups.htm";
const equals = cited("2.1", PAGE, "a rule compares a variable with a value by = or !=");
const groups = cited("2.1", PAGE, "any and all combine conditions");
const one = cited("2.2", PAGE, "resource.id names one resource of any supported type");
const tags = cited("2.1", PAGE, "a tag is matched by its value, or by being there");
const ofKind = cited(
  "2.1",
  "Identity/Tasks/managingdynamicgroups.htm",
  "resource.* is of resources, instance.* of instances",
);
const type = cited("2.3", PAGE, "the type is the one in the OCID, fnfunc for a function");
const traps = cited("2.4", PAGE, "any matches what one condition matches, all what every one does");

const MEMBERS = "Allow dynamic-group Ruled to read repos in tenancy";
const READ = "REPOSITORY_READ";
const tagged = { ...PIPELINE, tags: { "Operations.Project": "Prod" } };

export const DYNAMIC_GROUPS: readonly DecisionCase[] = [
  equals.allows("the type", MEMBERS, ask(READ), "resource.type = 'devopsbuildpipeline'"),
  equals.refuses(
    "another type",
    MEMBERS,
    ask(READ, { by: CONNECTION }),
    "resource.type = 'devopsbuildpipeline'",
  ),
  equals.allows(
    "not that type",
    MEMBERS,
    ask(READ, { by: CONNECTION }),
    "resource.type != 'devopsbuildpipeline'",
  ),
  equals.refuses("not its own type", MEMBERS, ask(READ), "resource.type != 'devopsbuildpipeline'"),
  equals.allows("the compartment", MEMBERS, ask(READ), "resource.compartment.id = 'apps'"),
  equals.refuses("a compartment above", MEMBERS, ask(READ), "resource.compartment.id = 'prod'"),
  one.allows(
    "the one pipeline",
    MEMBERS,
    ask(READ),
    "ALL {resource.type = 'devopsbuildpipeline', resource.id = 'bp1'}",
  ),
  one.refuses(
    "another pipeline",
    MEMBERS,
    ask(READ, { by: OTHER_PIPELINE }),
    "ALL {resource.type = 'devopsbuildpipeline', resource.id = 'bp1'}",
  ),
  one.allows(
    "the connection of two principals",
    MEMBERS,
    ask(READ, { by: CONNECTION }),
    "ANY {ALL {resource.type = 'devopsbuildpipeline', resource.id = 'bp1'}, ALL {resource.type = 'devopsconnection', resource.id = 'cn1'}}",
  ),
  groups.allows(
    "one of any",
    MEMBERS,
    ask(READ, { by: DEPLOY_PIPELINE }),
    "any {resource.id = 'bp1', resource.id = 'dp1'}",
  ),
  groups.refuses(
    "none of any",
    MEMBERS,
    ask(READ, { by: CONNECTION }),
    "any {resource.id = 'bp1', resource.id = 'dp1'}",
  ),
  groups.allows(
    "any within all",
    MEMBERS,
    ask(READ, { by: DEPLOY_PIPELINE }),
    "All {resource.compartment.id = 'apps', Any {resource.type = 'devopsbuildpipeline', resource.type = 'devopsdeploypipeline'}}",
  ),
  groups.refuses(
    "any within all, of another compartment",
    MEMBERS,
    ask(READ, { by: OTHER_PIPELINE }),
    "All {resource.compartment.id = 'apps', Any {resource.type = 'devopsbuildpipeline', resource.type = 'devopsdeploypipeline'}}",
  ),
  groups.refuses(
    "all but one instance",
    MEMBERS,
    ask(READ, { by: INSTANCE }),
    "all {instance.compartment.id = 'apps', instance.id != 'vm1'}",
  ),
  groups.allows(
    "all but another instance",
    MEMBERS,
    ask(READ, { by: INSTANCE }),
    "all {instance.compartment.id = 'apps', instance.id != 'vm2'}",
  ),
  traps.allows(
    "anything of the compartment, by any",
    MEMBERS,
    ask(READ, { by: CONNECTION }),
    "ANY {resource.type = 'devopsbuildpipeline', resource.compartment.id = 'apps'}",
  ),
  traps.refuses(
    "two types at once",
    MEMBERS,
    ask(READ),
    "ALL {resource.type = 'devopsbuildpipeline', resource.type = 'devopsdeploypipeline'}",
  ),
  traps.allows(
    "a pipeline of any compartment",
    MEMBERS,
    ask(READ, { by: OTHER_PIPELINE }),
    "ALL {resource.type = 'devopsbuildpipeline'}",
  ),
  type.allows("a function", MEMBERS, ask(READ, { by: FUNCTION }), "resource.type = 'fnfunc'"),
  type.refuses(
    "a function by a wrong type",
    MEMBERS,
    ask(READ, { by: FUNCTION }),
    "resource.type = 'fnfunction'",
  ),
  ofKind.refuses("a pipeline by instance.id", MEMBERS, ask(READ), "instance.id = 'bp1'"),
  ofKind.refuses("a pipeline by not being an instance", MEMBERS, ask(READ), "instance.id != 'vm1'"),
  ofKind.refuses("an instance by resource.id", MEMBERS, ask(READ, { by: INSTANCE }), "resource.id = 'vm1'"),
  ofKind.allows("an instance", MEMBERS, ask(READ, { by: INSTANCE }), "instance.id = 'vm1'"),
  ofKind.refuses("a user", MEMBERS, ask(READ, { by: DEVELOPER }), "resource.type != 'x'"),
  ofKind.refuses("a service", MEMBERS, ask(READ, { by: FAAS }), "resource.type = 'service'"),
  tags.allows("a tag that is there", MEMBERS, ask(READ, { by: tagged }), "tag.Operations.Project.value"),
  tags.refuses("a tag that is not there", MEMBERS, ask(READ), "tag.Operations.Project.value"),
  tags.allows("a tag's value", MEMBERS, ask(READ, { by: tagged }), "tag.Operations.Project.value = 'Prod'"),
  tags.refuses("another value", MEMBERS, ask(READ, { by: tagged }), "tag.Operations.Project.value = 'Test'"),
  tags.allows("not that value", MEMBERS, ask(READ, { by: tagged }), "tag.Operations.Project.value != 'Test'"),
  tags.refuses(
    "not its own value",
    MEMBERS,
    ask(READ, { by: tagged }),
    "tag.Operations.Project.value != 'Prod'",
  ),
];
