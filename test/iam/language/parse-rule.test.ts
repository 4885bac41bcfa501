import catalogue from "../../../schema/iam-permissions.json";
import { parseMatchingRule } from "../../../src/iam/language/parse-rule";
import { MatchingRule } from "../../../src/iam/language/statement";

function found(text: string): string[] {
  const { findings } = parseMatchingRule(text);
  return findings.map(({ severity, code, line, column }) => `${severity} ${code} ${line}:${column}`);
}

function parsed(text: string): MatchingRule | undefined {
  const { rule, findings } = parseMatchingRule(text);
  expect(findings).toEqual([]);
  return rule;
}

const term = (variable: string, value: string, operator: "=" | "!=" = "="): MatchingRule => ({
  kind: "term",
  variable,
  operator,
  value,
});

describe("a matching rule", () => {
  test("names one pipeline", () => {
    expect(parsed("ALL {resource.type = 'devopsbuildpipeline', resource.id = 'ocid1.P'}")).toStrictEqual({
      kind: "all",
      rules: [term("resource.type", "devopsbuildpipeline"), term("resource.id", "ocid1.P")],
    });
  });

  test("is a single term or a tag, or holds groups within groups, in any case", () => {
    expect(parsed("instance.id != 'ocid1.i'")).toStrictEqual(term("instance.id", "ocid1.i", "!="));
    expect(parsed("tag.Ns.Key.value")).toStrictEqual({ kind: "tag", variable: "tag.ns.key.value" });
    expect(
      parsed(
        "any {All {Resource.Type='fnfunc',\nresource.compartment.id='c'}, tag.a.b.value='C', tag.${var.N}.b.value}",
      ),
    ).toStrictEqual({
      kind: "any",
      rules: [
        { kind: "all", rules: [term("resource.type", "fnfunc"), term("resource.compartment.id", "c")] },
        term("tag.a.b.value", "C"),
        { kind: "tag", variable: "tag.${var.N}.b.value" },
      ],
    });
  });

  test.each([
    "Any {instance.compartment.id = 'a', instance.compartment.id = 'b'}",
    "ALL {resource.compartment.id = 'c', ANY {resource.type = 'devopsbuildpipeline', resource.type = 'devopsconnection'}}",
    "ANY {ALL {resource.type = 'devopsconnection', resource.id = 'a'}, ALL {resource.type = 'fnfunc', resource.id = 'b'}}",
    "ALL {resource.type = 'ApiGateway', resource.compartment.id = 'c'}",
    "ALL {resource.type = 'fnfunc', ANY {resource.id = 'a', resource.id = 'b'}}",
    "ALL {resource.type = 'fnfunc', tag.team.name.value = 'a'}",
    "ALL {resource.type = 'fnfunc', tag.team.name.value}",
    "ALL {resource.compartment.id = 'c', ALL {resource.type = 'fnfunc', resource.type != 'fnapp'}}",
    "ALL {resource.compartment.id = 'c', resource.type = 'fnfunc', resource.type = 'FnFunc'}",
    "ALL {resource.id = '${a.id}', resource.id = '${b.id}'}",
  ])("has no trap in it: %s", (text) => {
    parsed(text);
  });

  test("holds an OCID or reference without quotes, with a warning", () => {
    const text = "ALL {resource.type = 'fnfunc', resource.id = ${var.id}, resource.compartment.id = ocid1.c}";
    expect(found(text)).toEqual(["warning unquoted-value 1:46", "warning unquoted-value 1:83"]);
    expect(parseMatchingRule(text).rule).toMatchObject({
      rules: [{}, { value: "${var.id}" }, { value: "ocid1.c" }],
    });
  });
});

describe("a rule that is not one", () => {
  test.each([
    ["", "empty 1:1"],
    ["resource.type = 'a', resource.id = 'b'", "missing-any-or-all 1:20"],
    ["{resource.type = 'a'}", "missing-any-or-all 1:1"],
    ["ALL resource.type = 'a'", "missing-braces 1:5"],
    ["ALL {}", "empty-group 1:5"],
    ["ALL {resource.type = 'a' resource.id = 'b'}", "missing-comma 1:26"],
    ["ALL {resource.type = 'a',}", "missing-variable 1:26"],
    ["ALL {resource.type = 'a'", "unbalanced-braces 1:5"],
    ["ALL {resource.type = 'a'}}", "unbalanced-braces 1:26"],
    ["ALL {\n  resource.type = 'a,\n  resource.id = 'b'}", "unbalanced-quotes 2:19"],
    ['ALL {resource.type = "a"}', "double-quotes 1:22"],
    ["ALL {resource.type = a}", "unquoted-value 1:22"],
    ["ALL {resource.type =}", "missing-value 1:21"],
    ["ALL {resource.type}", "missing-operator 1:19"],
    ["ALL {resource.type in ('a')}", "unknown-operator 1:20"],
    ["ALL {resource.type == 'a'}", "unknown-operator 1:20"],
    ["ALL {resource.type = /a*/}", "pattern-in-rule 1:22"],
    ["ALL {request.principal.type = 'a'}", "unknown-variable 1:6"],
    ["ALL {tag.a.value = 'a'}", "unknown-variable 1:6"],
    ["ALL {'a' = resource.type}", "missing-variable 1:6"],
    ["resource.id = 'a' resource.id = 'b'", "unexpected-word 1:19"],
  ])("%j has the error %s", (text, error) => {
    expect(found(text)).toEqual([`error ${error}`]);
    expect(parseMatchingRule(text)).not.toHaveProperty("rule");
  });
});

describe("a trap of matching rules", () => {
  test("is ANY with a compartment, which matches all that is in it", () => {
    const rule = (last: string) =>
      `ANY {resource.type = 'fnfunc',\n resource.type = 'fnapp',\n ${last}resource.compartment.id = 'c'`;
    const types = ["warning unscoped-type 1:6", "warning unscoped-type 2:2"];
    expect(found(`${rule("")}}`)).toEqual([...types, "warning any-with-compartment 3:2"]);
    expect(found(`${rule("ANY {")}}}`)).toEqual([...types, "warning any-with-compartment 3:7"]);
  });

  test("is ALL with two values of one variable, which matches nothing", () => {
    const scope = "ALL {resource.compartment.id = 'c',";
    expect(found(`${scope} resource.type = 'a', resource.type = 'b'}`)).toEqual([
      "warning never-matches 1:58",
    ]);
    expect(found(`${scope} ALL {resource.type = 'a', resource.type != 'A'}}`)).toEqual([
      "warning never-matches 1:63",
    ]);
    expect(found("ALL {tag.a.b.value = 'x', tag.a.b.value = 'y'}")).toEqual(["warning never-matches 1:27"]);
  });

  test("is a type without a compartment or an id, which matches the whole tenancy", () => {
    expect(found("ALL {resource.type = 'devopsbuildpipeline'}")).toEqual(["warning unscoped-type 1:6"]);
    expect(found("resource.type = 'devopsbuildpipeline'")).toEqual(["warning unscoped-type 1:1"]);
    expect(found("ALL {resource.type = 'fnfunc', resource.id != 'a'}")).toEqual([
      "warning unscoped-type 1:6",
    ]);
    expect(
      found("ALL {resource.type = 'fnfunc', ANY {resource.id = 'a', resource.type = 'fnfunc'}}"),
    ).toEqual(["warning unscoped-type 1:6", "warning unscoped-type 1:56"]);
  });

  test("is a resource type of policies, which is no type of principals", () => {
    const typed = (type: string) => `ALL {resource.type = '${type}', resource.compartment.id = 'c'}`;
    for (const type of [
      "instance-family",
      "repos",
      "Secret-Family",
      "devops-family",
      "vaults",
      "all-resources",
    ]) {
      expect(found(typed(type))).toEqual(["warning policy-type-as-principal 1:6"]);
    }
    expect(parseMatchingRule(typed("devops-connection")).findings).toMatchObject([
      { code: "policy-type-as-principal", fix: "write devopsconnection" },
    ]);
    for (const type of Object.keys(catalogue._meta.principal_types)) expect(found(typed(type))).toEqual([]);
  });

  test("leaves the rule, for it is well written", () => {
    expect(parseMatchingRule("resource.type = 'instance-family'")).toMatchObject({
      rule: term("resource.type", "instance-family"),
      findings: [{ code: "policy-type-as-principal" }, { code: "unscoped-type" }],
    });
  });
});
