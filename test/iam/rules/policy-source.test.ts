import { readPolicies } from "../../../src/iam/rules/policy-source";
import { PlanError } from "../../../src/pipeline/plan-error";

const READ = "Allow any-user to read repos in tenancy";
const RULE = "ALL {resource.type = 'devopsbuildpipeline', resource.id = 'p'}";
const POLICY = "oci_identity_policy";
const GROUP = "oci_identity_dynamic_group";

const planned = (type: string, name: string, values: object, more: object = {}) => ({
  address: `${type}.${name}`,
  mode: "managed",
  type,
  values,
  ...more,
});
const plan = (root_module: object) =>
  JSON.stringify({ format_version: "1.2", planned_values: { root_module }, resource_changes: [] });
const configuration = (resource: object) => JSON.stringify({ terraform: {}, resource });

describe("policies in a text", () => {
  test("are one on each line, with comments and matching rules between", () => {
    const text = `# who reads\n\n  ${READ}\r\n${RULE}\n\tany { ${RULE} }\nresource.id = 'x'\n`;
    const { statements, matchingRules, unread } = readPolicies(text, "p.txt");
    expect(statements).toEqual([{ text: READ, place: { of: "p.txt", line: 3, column: 3 } }]);
    expect(matchingRules.map(({ text: rule, place }) => [rule, place.line, place.column])).toEqual([
      [RULE, 4, 1],
      [`any { ${RULE} }`, 5, 2],
      ["resource.id = 'x'", 6, 1],
    ]);
    expect(unread).toEqual([]);
  });

  test("may be an array of JSON", () => {
    const { statements, matchingRules } = readPolicies(JSON.stringify([READ, RULE, READ]), "p.json");
    expect(statements.map(({ place }) => place)).toEqual([
      { of: "p.json", index: 0 },
      { of: "p.json", index: 2 },
    ]);
    expect(matchingRules).toMatchObject([{ text: RULE, place: { of: "p.json", index: 1 } }]);
  });
});

describe("policies in a plan", () => {
  test("are found in every module, with address, place and what they are attached to", () => {
    const text = plan({
      resources: [planned(POLICY, "p", { compartment_id: "c", statements: [READ, READ] })],
      child_modules: [
        {
          resources: [],
          child_modules: [
            {
              resources: [
                {
                  ...planned(GROUP, "g", { name: "build", matching_rule: RULE }),
                  address: `module.a.module.b["x.y"].${GROUP}.g`,
                },
              ],
            },
          ],
        },
      ],
    });
    const { statements, matchingRules, unread } = readPolicies(text, "plan.json");
    expect(statements[1]).toEqual({
      text: READ,
      place: { of: `${POLICY}.p`, argument: "statements", index: 1 },
      attachedTo: "c",
    });
    expect(matchingRules).toMatchObject([
      { text: RULE, place: { of: `module.a.module.b["x.y"].${GROUP}.g`, argument: "matching_rule" } },
    ]);
    expect(matchingRules[0].groupNames).toContain("build");
    expect(unread).toEqual([]);
  });

  test("are not those that are only read, and nothing else is a policy", () => {
    const statements = [READ];
    const text = plan({
      resources: [
        planned("oci_identity_policies", "p", { statements }),
        planned(POLICY, "p", { statements }, { mode: "data" }),
      ],
    });
    expect(readPolicies(text, "plan.json")).toEqual({ statements: [], matchingRules: [], unread: [] });
    expect(readPolicies(plan({}), "plan.json").statements).toEqual([]);
  });

  test("are listed where an apply has yet to make them known", () => {
    const text = plan({
      resources: [
        planned(POLICY, "p", {}),
        planned(POLICY, "q", { statements: [READ, null] }),
        planned(GROUP, "g", {}),
      ],
    });
    const { statements, unread } = readPolicies(text, "plan.json");
    expect(statements).toHaveLength(1);
    expect(unread).toEqual([
      { at: `${POLICY}.p.statements`, why: "only an apply makes its value known" },
      { at: `${POLICY}.q.statements[1]`, why: "only an apply makes its value known" },
      { at: `${GROUP}.g.matching_rule`, why: "only an apply makes its value known" },
    ]);
  });

  test("are not shown where they are sensitive", () => {
    const secret = { statements: ["Allow hunter22", READ] };
    const text = plan({
      resources: [
        planned(POLICY, "p", secret, { sensitive_values: { statements: [true, false] } }),
        planned(POLICY, "q", secret, { sensitive_values: { statements: true } }),
        planned(GROUP, "g", { matching_rule: "hunter22" }, { sensitive_values: { matching_rule: true } }),
      ],
    });
    const source = readPolicies(text, "plan.json");
    expect(source.statements.map(({ text: statement }) => statement)).toEqual([READ]);
    expect(source.unread.map(({ at, why }) => [at, why])).toEqual([
      [`${POLICY}.p.statements[0]`, "it is sensitive"],
      [`${POLICY}.q.statements[0]`, "it is sensitive"],
      [`${POLICY}.q.statements[1]`, "it is sensitive"],
      [`${GROUP}.g.matching_rule`, "it is sensitive"],
    ]);
    expect(JSON.stringify(source)).not.toMatch(/hunter22/);
  });
});

describe("policies in a configuration", () => {
  test.each([
    ["objects", configuration({ [POLICY]: { p: { statements: [READ] } } })],
    ["lists of objects", configuration([{ [POLICY]: [{ p: [{ statements: [READ] }] }] }])],
  ])("are read from %s", (_, text) => {
    expect(readPolicies(text, "cdk.tf.json").statements).toMatchObject([
      { text: READ, place: { of: `${POLICY}.p`, argument: "statements", index: 0 } },
    ]);
  });

  test("may hold references, by which statements also call their groups", () => {
    const statement = `Allow dynamic-group id \${${GROUP}.g.id} to read repos in compartment id \${var.c}`;
    const source = readPolicies(
      configuration({
        [POLICY]: { p: { compartment_id: "${var.c}", statements: [statement] } },
        [GROUP]: { g: { name: "build", matching_rule: RULE } },
      }),
      "cdk.tf.json",
    );
    expect(source.statements).toMatchObject([{ text: statement, attachedTo: "${var.c}" }]);
    expect(source.matchingRules[0].groupNames).toEqual(["build", `\${${GROUP}.g.id}`, `\${${GROUP}.g.name}`]);
  });

  test("are listed where they are nothing but a reference", () => {
    const { statements, unread } = readPolicies(
      configuration({
        [POLICY]: { p: { statements: "${var.all}" }, q: { statements: ["${var.one}", READ] } },
        [GROUP]: { g: { matching_rule: "${local.rule}" } },
      }),
      "cdk.tf.json",
    );
    expect(statements).toHaveLength(1);
    expect(unread.map(({ at }) => at)).toEqual([
      `${POLICY}.p.statements`,
      `${POLICY}.q.statements[0]`,
      `${GROUP}.g.matching_rule`,
    ]);
  });

  test("may be none", () => {
    expect(readPolicies('{"terraform": {}}', "cdk.tf.json").statements).toEqual([]);
  });
});

describe("what policies cannot be read from", () => {
  test.each([
    ["nothing", " \n", /^x is empty/],
    [
      "a plan in Terraform's own format",
      "PK\u0003\u0004",
      /^x is a plan file in Terraform's own binary format/,
    ],
    ["JSON that is cut off", '{"planned_values": {', /^x is not JSON, or is cut off/],
    ["a state", '{"version": 4, "lineage": "l"}', /^x is a Terraform state file/],
    ["a plan of another version", '{"format_version": "2.0", "planned_values": {}}', /format_version "2.0"/],
    [
      "Terraform's own language",
      'resource "oci_identity_policy" "p" {\n  statements = []\n}\n',
      /^x is Terraform's own language; .*terraform show -json/,
    ],
    ["an array that is cut off", `["${READ}",`, /^x is not JSON: /],
  ])("%s is refused, with what to do", (_, text, message) => {
    expect(() => readPolicies(text, "x")).toThrow(PlanError);
    expect(() => readPolicies(text, "x")).toThrow(message);
  });

  test("every item of an array that is no text is named", () => {
    expect(() => readPolicies(`[1, "${READ}", {}]`, "x")).toThrow(
      "x[0] is no text; each item is a statement or matching rule\n" +
        "x[2] is no text; each item is a statement or matching rule",
    );
  });
});
