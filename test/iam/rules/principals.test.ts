import { parseMatchingRule } from "../../../src/iam/language/parse-rule";
import { parseStatement } from "../../../src/iam/language/parse-statement";
import { principalsOf } from "../../../src/iam/rules/principals";

const group = (name: string, text: string) => ({
  source: { text, place: { of: name }, groupNames: [name, `\${oci_identity_dynamic_group.${name}.id}`] },
  rule: parseMatchingRule(text).rule!,
});

const GROUPS = [
  group("build", "ALL {resource.type = 'DevOpsBuildPipeline', resource.id = 'p'}"),
  group("both", "ALL {resource.compartment.id = 'c', ANY {resource.type = 'a', resource.type = 'b'}}"),
  group("anything", "resource.compartment.id = 'c'"),
];

const principals = (subject: string, condition = "") =>
  principalsOf(parseStatement(`Allow ${subject} to read repos in tenancy${condition}`).statement!, GROUPS);

describe("the principals of a statement", () => {
  test.each([
    ["dynamic-group build", ["devopsbuildpipeline"]],
    ["dynamic-group 'Default'/'BUILD'", ["devopsbuildpipeline"]],
    ["dynamic-group id ${oci_identity_dynamic_group.build.id}", ["devopsbuildpipeline"]],
    ["dynamic-group build, both", ["devopsbuildpipeline", "a", "b"]],
    ["group build", []],
    ["service FaaS", []],
  ])("%s are %j", (subject, types) => {
    expect(principals(subject)).toEqual(types);
  });

  test.each([
    "dynamic-group stranger",
    "dynamic-group build, stranger",
    "dynamic-group anything",
    "any-user",
    "any-group",
  ])("%s are not known", (subject) => {
    expect(principals(subject)).toBeUndefined();
  });

  test.each([
    ["request.principal.type = 'fnfunc'", ["fnfunc"]],
    [
      "all {request.principal.id = 'x', any {request.principal.type = 'a', request.principal.type = 'b'}}",
      ["a", "b"],
    ],
    ["request.principal.type in ('a', 'b')", ["a", "b"]],
    ["request.principal.type != 'a'", undefined],
    ["request.principal.id = 'x'", undefined],
  ])("any-user where %s are %j", (condition, types) => {
    expect(principals("any-user", ` where ${condition}`)).toEqual(types);
  });

  test("a definition has none", () => {
    expect(principalsOf({ kind: "define", what: "group", alias: "a", ocid: "o" }, GROUPS)).toBeUndefined();
  });
});
