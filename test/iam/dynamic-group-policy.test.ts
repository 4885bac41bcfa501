import { TerraformStack, TerraformVariable } from "cdktf";
import { Construct } from "constructs";
import catalogue from "../../schema/iam-permissions.json";
import { DynamicGroupPolicy, IamStrictness, OciProvider, PrincipalGrouping, PrincipalType } from "../../src";
import { action } from "../../src/iam/action";
import { relaxedStatements } from "../../src/iam/catalogue/actions";
import { policyStatements, resolved, resource, resources, synthErrors } from "../support/synthesized";
import { testStack, TestStack } from "../support/test-stack";
import { violationsOf } from "../support/violations";

const PRINCIPAL = "ocid1.devopsbuildpipeline.oc1.iad.pipeline";
const TENANCY = "ocid1.tenancy.oc1..tenancy";
const WHERE = `where all {request.principal.type = 'devopsbuildpipeline', request.principal.id = '${PRINCIPAL}'`;

const readSecret = (patOcid: string, secretCompartment = "secrets") =>
  action("read-pat-secret-build", { secretCompartment, patOcid });
const startBuilds = (projectCompartment = "projects") => action("trigger-build-run", { projectCompartment });
const secretStatement = (patOcid: string, secretCompartment = "secrets") =>
  `Allow any-user to read secret-bundles in compartment id ${secretCompartment} ${WHERE}, target.secret.id = '${patOcid}'}`;

function grants(
  { stack, homeRegionProvider }: TestStack,
  tenancyId?: string,
  principalId = PRINCIPAL,
): DynamicGroupPolicy {
  const principalType = PrincipalType.BUILD_PIPELINE;
  const owner = new Construct(stack, "owner");
  return new DynamicGroupPolicy(owner, "grants", {
    principalType,
    principalId,
    tenancyId,
    homeRegionProvider,
  });
}

describe("grants without the tenancy's OCID", () => {
  test("name the one principal in each statement, and no dynamic group is made", () => {
    const test = testStack();
    const policy = grants(test);
    policy.add(readSecret("a"));
    policy.add(startBuilds());
    const projects = [
      `Allow any-user to manage devops-build-run in compartment id projects ${WHERE}}`,
      `Allow any-user to read devops-build-pipeline in compartment id projects ${WHERE}}`,
    ];
    expect(policyStatements(test.stack)).toEqual({ secrets: [secretStatement("a")], projects });
    expect(policy.statements).toEqual([secretStatement("a"), ...projects]);
    expect(resources(test.stack, "oci_identity_dynamic_group")).toEqual([]);
    expect(policy.dynamicGroupId).toBeUndefined();
  });
});

describe("grants with the tenancy's OCID", () => {
  test("go to a dynamic group in the tenancy that holds only the principal", () => {
    const test = testStack();
    const policy = grants(test, TENANCY);
    policy.add(readSecret("a"));
    policy.add(startBuilds());
    expect(resource(test.stack, "oci_identity_dynamic_group")).toEqual({
      compartment_id: TENANCY,
      matching_rule: `ALL {resource.type = 'devopsbuildpipeline', resource.id = '${PRINCIPAL}'}`,
      name: "test-owner-grants",
      description: "Only test/owner",
    });
    const group = resolved(test.stack, policy.dynamicGroupId!);
    expect(group).toMatch(/^\$\{oci_identity_dynamic_group\.owner_grants_Group_[0-9A-F]{8}\.id\}$/);
    expect(policyStatements(test.stack)).toEqual({
      secrets: [
        `Allow dynamic-group id ${group} to read secret-bundles in compartment id secrets where target.secret.id = 'a'`,
      ],
      projects: [
        `Allow dynamic-group id ${group} to manage devops-build-run in compartment id projects`,
        `Allow dynamic-group id ${group} to read devops-build-pipeline in compartment id projects`,
      ],
    });
  });

  test.each([undefined, TENANCY])(
    "need nothing as long as no action is declared (tenancy %p)",
    (tenancyId) => {
      const test = testStack();
      const policy = grants(test, tenancyId);
      expect(resources(test.stack, "oci_identity_dynamic_group")).toEqual([]);
      expect(resources(test.stack, "oci_identity_policy")).toEqual([]);
      expect(policy.statements).toEqual([]);
      expect(policy.dynamicGroupId).toBeUndefined();
    },
  );
});

describe("the provider of the home region", () => {
  test("makes the group and every policy", () => {
    const test = testStack({ withHomeRegion: true });
    const policy = grants(test, TENANCY);
    policy.add(readSecret("a", "one"));
    policy.add(readSecret("b", "two"));
    const made = ["oci_identity_dynamic_group", "oci_identity_policy"].flatMap((type) =>
      resources(test.stack, type),
    );
    expect(made.map(({ provider }) => provider)).toEqual(["oci.home", "oci.home", "oci.home"]);
  });

  test("is the stack's own when none is given", () => {
    const test = testStack();
    grants(test, TENANCY).add(startBuilds());
    const made = ["oci_identity_dynamic_group", "oci_identity_policy"].flatMap((type) =>
      resources(test.stack, type),
    );
    expect(made.map((body) => "provider" in body)).toEqual([false, false]);
  });
});

describe("a policy", () => {
  test("is attached to the compartment that its statements name, and says whose it is", () => {
    const test = testStack();
    grants(test).add(readSecret("a"));
    expect(resource(test.stack, "oci_identity_policy")).toEqual({
      compartment_id: "secrets",
      name: "test-owner-grants-secretCompartment",
      description: "What test/owner needs, and nothing more",
      statements: [secretStatement("a")],
    });
  });

  test("is made for each compartment: two secrets in two compartments are two policies with names of their own", () => {
    const test = testStack();
    const policy = grants(test);
    policy.add(readSecret("a", "one"));
    policy.add(readSecret("b", "two"));
    expect(policyStatements(test.stack)).toEqual({
      one: [secretStatement("a", "one")],
      two: [secretStatement("b", "two")],
    });
    expect(new Set(resources(test.stack, "oci_identity_policy").map(({ name }) => name)).size).toBe(2);
  });

  test("holds all that is granted in one compartment, whatever it is there for", () => {
    const test = testStack();
    const policy = grants(test);
    policy.add(startBuilds("shared"));
    policy.add(readSecret("a", "shared"));
    expect(policyStatements(test.stack)).toEqual({
      shared: [
        `Allow any-user to manage devops-build-run in compartment id shared ${WHERE}}`,
        `Allow any-user to read devops-build-pipeline in compartment id shared ${WHERE}}`,
        secretStatement("a", "shared"),
      ],
    });
  });

  test("is one for two reads of one variable, which name the same compartment", () => {
    const test = testStack();
    const compartment = new TerraformVariable(test.stack, "compartment", { type: "string" });
    const policy = grants(test);
    policy.add(readSecret("a", compartment.stringValue));
    policy.add(readSecret("b", compartment.stringValue));
    expect(policyStatements(test.stack)).toEqual({
      "${var.compartment}": [
        `Allow any-user to read secret-bundles in compartment id \${var.compartment} ${WHERE}, ` +
          "any {target.secret.id = 'a', target.secret.id = 'b'}}",
      ],
    });
  });

  test("takes 50 statements, and there is another one for the next", () => {
    const { stack, ...rest } = testStack();
    const policy = grants({ stack, ...rest });
    const add = (i: number) =>
      policy.allow(`read buckets in compartment id c where request.region = 'r${i}'`);
    for (let i = 1; i <= 50; i++) add(i);
    expect(resources(stack, "oci_identity_policy").map(({ statements }) => statements.length)).toEqual([50]);
    add(51);
    const policies = resources(stack, "oci_identity_policy");
    const statements = Object.fromEntries(policies.map(({ name, statements: texts }) => [name, texts]));
    expect(Object.keys(statements).sort()).toEqual([
      "test-owner-grants-extra",
      "test-owner-grants-extraPart2",
    ]);
    expect(statements["test-owner-grants-extra"]).toHaveLength(50);
    expect(statements["test-owner-grants-extraPart2"]).toEqual([
      expect.stringContaining("request.region = 'r51'"),
    ]);
  });

  test("makes one statement of many secrets", () => {
    const test = testStack();
    const policy = grants(test);
    for (let i = 1; i <= 60; i++) policy.add(readSecret(`secret${i}`));
    const [[statement, ...more]] = Object.values(policyStatements(test.stack));
    expect(more).toEqual([]);
    expect(statement.match(/target\.secret\.id/g)).toHaveLength(60);
  });
});

describe("a grant that the catalogue has no action for", () => {
  test("is about the principal alone, in a policy of its compartment", () => {
    const test = testStack();
    const policy = grants(test, TENANCY);
    policy.allow("read buckets in compartment id cache where target.bucket.name = 'npm'");
    expect(policyStatements(test.stack)).toEqual({
      cache: [
        `Allow dynamic-group id ${resolved(test.stack, policy.dynamicGroupId!)} to read buckets in compartment id cache ` +
          "where target.bucket.name = 'npm'",
      ],
    });
    policy.allow("read objects in tenancy");
    expect(Object.keys(policyStatements(test.stack)).sort()).toEqual(["cache", TENANCY].sort());
  });

  test("is refused with the place of everything that is wrong", () => {
    const policy = grants(testStack());
    expect(
      violationsOf("test/owner/grants", () => policy.allow("read buckets where x contains 'y'")),
    ).toEqual([
      expect.stringMatching(/line 1, column 14: a statement says where it counts/),
      expect.stringContaining("contains"),
    ]);
    expect(violationsOf("test/owner/grants", () => policy.allow("read buckets in tenancy"))[0]).toContain(
      '"in tenancy" needs tenancyId as well',
    );
    expect(
      violationsOf("test/owner/grants", () => policy.allow("read buckets in compartment Team"))[0],
    ).toContain('write "in compartment id OCID"');
  });
});

describe("grants of a role", () => {
  const grantsOf = (test: TestStack, id: string) =>
    new DynamicGroupPolicy(new Construct(test.stack, id), "grants", {
      principalType: PrincipalType.BUILD_PIPELINE,
      principalId: `ocid1.devopsbuildpipeline.oc1.iad.${id}`,
      tenancyId: TENANCY,
      grouping: PrincipalGrouping.PER_ROLE,
      project: test.project,
    });

  test("are those of one group with all that are in it, each statement once", () => {
    const test = testStack();
    const [one, two] = ["one", "two"].map((id) => grantsOf(test, id));
    one.add(readSecret("a"));
    two.add(readSecret("b"));
    two.add(startBuilds());
    one.add(startBuilds());
    const rule = (id: string) =>
      `ALL {resource.type = 'devopsbuildpipeline', resource.id = 'ocid1.devopsbuildpipeline.oc1.iad.${id}'}`;
    expect(resource(test.stack, "oci_identity_dynamic_group").matching_rule).toBe(
      `ANY {${rule("one")}, ${rule("two")}}`,
    );
    const group = resolved(test.stack, one.dynamicGroupId!);
    expect(two.dynamicGroupId).toBe(one.dynamicGroupId);
    expect(policyStatements(test.stack)).toEqual({
      secrets: [
        `Allow dynamic-group id ${group} to read secret-bundles in compartment id secrets where any {target.secret.id = 'a', target.secret.id = 'b'}`,
      ],
      projects: [
        `Allow dynamic-group id ${group} to manage devops-build-run in compartment id projects`,
        `Allow dynamic-group id ${group} to read devops-build-pipeline in compartment id projects`,
      ],
    });
  });

  test("are in the stack of their principals, also where that is not the project's", () => {
    const test = testStack();
    const other = new TerraformStack(test.app, "other");
    new OciProvider(other, "oci", { region: "us-ashburn-1" });
    grantsOf(test, "one").add(startBuilds());
    for (const id of ["two", "three"]) grantsOf({ ...test, stack: other }, id).add(startBuilds());
    expect(resource(test.stack, "oci_identity_dynamic_group").matching_rule).toContain("iad.one'");
    expect(resource(other, "oci_identity_dynamic_group").matching_rule).toMatch(
      /^ANY .*iad\.two'.*iad\.three'/,
    );
  });

  test("need the tenancy and a project to share the group in", () => {
    const { stack } = testStack();
    const props = { principalType: PrincipalType.BUILD_PIPELINE, principalId: PRINCIPAL };
    const grouping = PrincipalGrouping.PER_ROLE;
    const without = new DynamicGroupPolicy(stack, "a", { ...props, grouping });
    expect(violationsOf("test/a", () => without.add(startBuilds()))).toEqual([
      "grouping PER_ROLE needs tenancyId, in which dynamic groups are made",
    ]);
    const alone = new DynamicGroupPolicy(stack, "b", { ...props, grouping, tenancyId: TENANCY });
    expect(violationsOf("test/b", () => alone.add(startBuilds()))).toEqual([
      "grouping PER_ROLE needs project, whose pipelines share the group",
    ]);
  });
});

describe("more dynamic groups than an identity domain holds", () => {
  test("are an error at synth that says what to do instead", () => {
    const test = testStack();
    const make = (i: number) => {
      const props = { principalType: PrincipalType.BUILD_PIPELINE, principalId: `p${i}`, tenancyId: TENANCY };
      new DynamicGroupPolicy(new Construct(test.stack, `o${i}`), "g", { ...props, actions: [startBuilds()] });
    };
    for (let i = 1; i <= 50; i++) make(i);
    expect(synthErrors(test.stack)).toEqual([]);
    make(51);
    expect(synthErrors(test.stack)).toEqual([
      "the stack makes 51 dynamic groups, an identity domain holds at most 50: set grouping of the project to " +
        "PrincipalGrouping.PER_ROLE or CONDITION",
    ]);
  });
});

describe("relaxed grants", () => {
  test("have the next broader statement in the place of each that is not sure", () => {
    const test = testStack();
    const policy = new DynamicGroupPolicy(test.stack, "grants", {
      principalType: PrincipalType.DEPLOY_PIPELINE,
      principalId: PRINCIPAL,
      tenancyId: TENANCY,
      strictness: IamStrictness.RELAXED,
      actions: [
        action("deploy-function", { fnCompartment: "F", fnOcid: "f" }),
        action("deploy-function-read-image", { repoCompartment: "R", repoName: "r" }),
        action("invoke-function", { fnCompartment: "F", fnOcid: "f" }),
      ],
    });
    const group = resolved(test.stack, policy.dynamicGroupId!);
    expect(policyStatements(test.stack)).toEqual({
      F: [
        `Allow dynamic-group id ${group} to manage fn-function in compartment id F where any {request.permission = 'FN_FUNCTION_READ', ` +
          "request.permission = 'FN_FUNCTION_UPDATE', request.permission = 'FN_FUNCTION_LIST'}",
        `Allow dynamic-group id ${group} to read fn-app in compartment id F`,
        `Allow dynamic-group id ${group} to use fn-invocation in compartment id F where target.function.id = 'f'`,
      ],
      R: [`Allow dynamic-group id ${group} to read repos in compartment id R`],
    });
  });

  test("never leave the compartment and never name all of DevOps", () => {
    for (const { id } of catalogue._actions) {
      if (id === "ocir-push-autocreate" || id === "faas-pull-image") continue;
      expect(relaxedStatements(id).filter((text) => / in tenancy\b|devops-family/.test(text))).toEqual([]);
    }
  });
});

describe("declaring an action", () => {
  test("a second time changes nothing", () => {
    const test = testStack();
    const policy = grants(test);
    policy.add(readSecret("a"));
    policy.add(readSecret("a"));
    expect(policyStatements(test.stack)).toEqual({ secrets: [secretStatement("a")] });
    expect(policy.actions).toEqual([readSecret("a")]);
  });

  test("a second time changes nothing, though its values are two reads of one variable", () => {
    const test = testStack();
    const secret = new TerraformVariable(test.stack, "secret", { type: "string" });
    const policy = grants(test);
    policy.add(readSecret(secret.stringValue));
    policy.add(readSecret(secret.stringValue));
    expect(policyStatements(test.stack)).toEqual({ secrets: [secretStatement("${var.secret}")] });
  });

  test("is seen in the order of declaration, those given at once first", () => {
    const { stack } = testStack();
    const policy = new DynamicGroupPolicy(stack, "grants", {
      principalType: PrincipalType.BUILD_PIPELINE,
      principalId: PRINCIPAL,
      actions: [readSecret("a"), startBuilds()],
    });
    policy.add(readSecret("b"));
    expect(policy.actions).toEqual([readSecret("a"), startBuilds(), readSecret("b")]);
  });

  test.each(["a'b", "a{b", "a}b", "a\nb"])(
    "with the value %j is refused, and nothing is granted by it",
    (value) => {
      const test = testStack();
      const policy = grants(test);
      expect(violationsOf("test/owner/grants", () => policy.add(readSecret(value)))).toEqual([
        `action read-pat-secret-build: patOcid is ${JSON.stringify(value)}; quotes, braces, backslashes and line breaks could ` +
          "change what it means and are refused",
      ]);
      expect(policy.actions).toEqual([]);
      expect(resources(test.stack, "oci_identity_policy")).toEqual([]);
    },
  );

  test("with a value missing, or of an unknown id, is refused", () => {
    const policy = grants(testStack());
    const incomplete = { actionId: "trigger-build-run", values: {} };
    expect(violationsOf("test/owner/grants", () => policy.add(incomplete))).toEqual([
      "action trigger-build-run needs a value for projectCompartment",
    ]);
    expect(
      violationsOf("test/owner/grants", () => policy.add({ actionId: "make-coffee", values: {} })),
    ).toEqual(["schema/iam-permissions.json has no action make-coffee"]);
  });

  test.each([undefined, TENANCY])(
    "is refused for a principal whose OCID could end its quotes (tenancy %p)",
    (tenancyId) => {
      const hostile = `${PRINCIPAL}', request.principal.id = 'b`;
      const policy = () => grants(testStack(), tenancyId, hostile).add(startBuilds());
      expect(violationsOf("test/owner/grants", policy)[0]).toContain(JSON.stringify(hostile));
    },
  );
});
