import { Principal, World } from "../../../../src/iam/evaluation/world";
import { parseMatchingRule } from "../../../../src/iam/language/parse-rule";
import { MatchingRule } from "../../../../src/iam/language/statement";

export const PIPELINE: Principal = { type: "devopsbuildpipeline", id: "bp1", compartmentId: "apps" };
export const OTHER_PIPELINE: Principal = { type: "devopsbuildpipeline", id: "bp2", compartmentId: "dev" };
export const DEPLOY_PIPELINE: Principal = { type: "devopsdeploypipeline", id: "dp1", compartmentId: "apps" };
export const CONNECTION: Principal = { type: "devopsconnection", id: "cn1", compartmentId: "apps" };
export const FUNCTION: Principal = { type: "fnfunc", id: "fn1", compartmentId: "team" };
export const INSTANCE: Principal = { type: "instance", id: "vm1", compartmentId: "apps" };
export const DEVELOPER: Principal = { type: "user", id: "alice", compartmentId: "T", groupIds: ["g-devs"] };
export const PARTNER: Principal = { type: "user", id: "pat", compartmentId: "T", groupIds: ["g-partners"] };
export const ADMINISTRATOR: Principal = {
  type: "user",
  id: "ada",
  compartmentId: "T",
  groupIds: ["g-admins"],
};
export const LONER: Principal = { type: "user", id: "bob", compartmentId: "T" };
export const FAAS: Principal = { type: "service", id: "faas", compartmentId: "T" };

/** The rule that a text says. */
export function ruleOf(text: string): MatchingRule {
  const { rule, findings } = parseMatchingRule(text);
  if (rule === undefined) throw new Error(`${text}: ${findings.map(({ message }) => message).join("; ")}`);
  return rule;
}

/** T > Prod > Apps > Team, and T > Dev > Apps. */
export const WORLD: World = {
  tenancyId: "T",
  compartments: new Map([
    ["prod", { name: "Prod", parentId: "T" }],
    ["apps", { name: "Apps", parentId: "prod" }],
    ["team", { name: "Team", parentId: "apps" }],
    ["dev", { name: "Dev", parentId: "T" }],
    ["dev-apps", { name: "Apps", parentId: "dev" }],
    ["adrift", { name: "Adrift", parentId: "lost" }],
  ]),
  groups: [
    { id: "g-devs", name: "Developers" },
    { id: "g-partners", name: "Developers", domain: "Partners" },
    { id: "g-admins", name: "Administrators" },
    {
      id: "dg-build",
      name: "Builders",
      matchingRule: ruleOf("ALL {resource.type = 'devopsbuildpipeline', resource.id = 'bp1'}"),
    },
    {
      id: "dg-partners",
      name: "Builders",
      domain: "Partners",
      matchingRule: ruleOf("resource.id = 'bp2'"),
    },
  ],
};

/** The world with one more dynamic group, `Ruled`. */
export function worldWith(rule: string): World {
  const group = { id: "dg-ruled", name: "Ruled", matchingRule: ruleOf(rule) };
  return { ...WORLD, groups: [...WORLD.groups, group] };
}
