import catalogue from "../../../schema/iam-permissions.json";
import { parseStatement } from "../../../src/iam/language/parse-statement";
import { Statement } from "../../../src/iam/language/statement";

/** A statement without findings. */
function parsed(text: string): Statement {
  const { statement, findings } = parseStatement(text);
  expect(findings).toEqual([]);
  expect(statement).toBeDefined();
  return statement!;
}

/** Findings, short: `severity code line:column`. */
function found(text: string): string[] {
  const { findings } = parseStatement(text);
  return findings.map(({ severity, code, line, column }) => `${severity} ${code} ${line}:${column}`);
}

/** Statements of Oracle's pages, by page below `Content/`. */
const DOCUMENTED = [
  // Identity/Concepts/policysyntax.htm
  "Allow group A-Admins to manage all-resources in compartment Project-A",
  "Allow group A-Admins, B-Admins to manage all-resources in compartment Projects-A-and-B",
  "Allow group id ocid1.group.oc1..aaaa, id ocid1.group.oc1..bbbb to manage all-resources in compartment Project-A",
  "Allow any-group to inspect users in tenancy",
  // Identity/policysyntax/subject.htm
  "Allow dynamic-group Default/A-Admins to manage all-resources in compartment Project-A",
  "Allow group 'My Domain'/'A Admins' to manage all-resources in compartment Project-A",
  // Identity/policysyntax/location.htm
  "Allow group A-Admins to manage all-resources in compartment Project-A:Project-A2:Project-A3",
  "Allow group A-Admins to manage all-resources in compartment id ocid1.compartment.oc1..aaaa",
  // Identity/policysyntax/conditions.htm
  "Allow group GroupAdmins to manage groups in tenancy where target.group.name = /A-Users-*/",
  "Allow group GroupAdmins to use groups in tenancy where target.group.name != 'Administrators'",
  "Allow group N to manage virtual-network-family in tenancy where any {request.region='phx', request.region='iad'}",
  // Identity/policies/scoping-policy-by-time.htm
  "Allow group C to manage instance-family in tenancy where request.utc-timestamp before '2022-01-01T00:00Z'",
  "Allow group S to manage instance-family in tenancy where ANY {request.utc-timestamp.month-of-year in ('6', '7', '8')}",
  "Allow group D to manage instance-family in tenancy where request.utc-timestamp.time-of-day between '17:00:00Z' and '01:00:00Z'",
  "Allow group D to manage instance-family in tenancy where request.utc-timestamp after '2022-01-01T00:00Z'",
  // Registry/Concepts/registrypolicyrepoaccess.htm
  "Allow group acme-pullers to read repos in tenancy where all { target.repo.name=/acme-web-app*/ }",
  "Allow group acme-pushers to manage repos in compartment acme where any {request.permission = 'REPOSITORY_CREATE', request.permission = 'REPOSITORY_UPDATE'}",
  // Functions/Tasks/functionscreatingpolicies.htm
  "Allow any-user to {KEY_READ, KEY_VERIFY} in compartment keys where request.operation='GetKeyVersion'",
  "Endorse any-user to { KEY_INSPECT, KEY_VERIFY } in tenancy KeyTenancy where all { request.principal.type = 'fnapp', request.operation='Verify' }",
  "Allow service FaaS to use virtual-network-family in compartment acme-network",
  "Allow service FaaS, objectstorage-us-ashburn-1 to read repos in tenancy",
  // Identity/policieshow/iam-cross-domain.htm
  "Define tenancy DestinationTenancy as ocid1.tenancy.oc1..aaaa",
  "Define group SourceAdmins as ocid1.group.oc1..aaaa",
  "Define dynamic-group SourceBuilds as ocid1.dynamicgroup.oc1..aaaa",
  "Endorse group StorageAdmins to manage object-family in any-tenancy",
  "Endorse group StorageAdmins to manage object-family in tenancy DestinationTenancy",
  "Admit group StorageAdmins of tenancy SourceTenancy to manage object-family in tenancy",
  "Admit any-group of any-tenancy to read objects in compartment SharedBuckets",
  // Identity/policysyntax/denypolicies.htm
  "deny group Interns to manage instance-family in tenancy",
  "Deny endorse group Interns to read buckets in any-tenancy",
  "Deny admit any-user of tenancy Other to read buckets in tenancy",
];

/** What sections 3 and 3.4 of the survey of public pipelines hold. */
const PIPELINE = [
  "read secret-bundles in compartment id S where target.secret.id = '<pat>'",
  "read secret-bundles in compartment id S where any {target.secret.id = 'a', target.secret.id = 'b'}",
  "read devops-connection in compartment id P",
  "read devops-deploy-artifact in compartment id P",
  "inspect repos in compartment id R",
  "{REPOSITORY_READ, REPOSITORY_UPDATE} in compartment id R where target.repo.name = 'team/app'",
  "manage devops-deployment in compartment id P",
  "read fn-app in compartment id F",
  "manage fn-function in compartment id F where all {target.function.id = '<fn>', any {request.permission = 'FN_FUNCTION_READ', request.permission = 'FN_FUNCTION_UPDATE'}}",
  "read devops-repository in compartment id P where target.repository.id = '<repo>'",
  "{ONS_TOPIC_PUBLISH} in compartment id T",
  "use fn-invocation in compartment id F where target.function.id='..'",
  "read repos in tenancy where request.principal.repo_name = target.repo.name",
].map((grant) => `Allow dynamic-group id ocid1.dynamicgroup.oc1..aaaa to ${grant}`);

const TEMPLATES = catalogue._actions
  .flatMap(({ minimal, fallback_if_rejected: relaxed }) => [...minimal, ...relaxed])
  .filter((text) => /^Allow /.test(text))
  .map((text) =>
    text.replace(/\{(?:bp|dp|cn|rp|p)\}/g, "dynamic-group id g").replace(/\{([a-zA-Z0-9]+)\}/g, "$1"),
  );

describe("a statement", () => {
  test.each([...DOCUMENTED, ...PIPELINE, ...TEMPLATES])("is read: %s", (text) => {
    parsed(text);
  });

  test("grants a verb on a resource type in a compartment under a condition", () => {
    expect(
      parsed(
        "Allow dynamic-group id ocid1.a to read repos in compartment id ocid1.c where target.repo.name = 'b'",
      ),
    ).toStrictEqual({
      kind: "allow",
      subject: { kind: "dynamic-group", groups: [{ id: "ocid1.a" }] },
      grant: { kind: "verb", verb: "read", resourceType: "repos" },
      location: { kind: "compartment", id: "ocid1.c" },
      condition: {
        kind: "comparison",
        variable: "target.repo.name",
        operator: "=",
        value: { kind: "text", text: "b" },
      },
    });
  });

  test("grants permissions to several groups, with domains and without", () => {
    expect(
      parsed("Allow group A, id ocid1.b,Domain/C , 'My domain'/'D d' to {KEY_READ,KEY_VERIFY} in tenancy"),
    ).toStrictEqual({
      kind: "allow",
      subject: {
        kind: "group",
        groups: [
          { name: "A" },
          { id: "ocid1.b" },
          { domain: "Domain", name: "C" },
          { domain: "My domain", name: "D d" },
        ],
      },
      grant: { kind: "permissions", permissions: ["KEY_READ", "KEY_VERIFY"] },
      location: { kind: "tenancy" },
    });
  });

  test("is about a service or a resource", () => {
    expect(parsed("Allow service FaaS, x to read repos in tenancy")).toMatchObject({
      subject: { kind: "service", names: ["FaaS", "x"] },
    });
    expect(parsed("Allow resource Compute Instance to read repos in compartment A:B")).toMatchObject({
      subject: { kind: "resource", words: ["Compute", "Instance"] },
      location: { kind: "compartment-path", names: ["A", "B"] },
    });
  });

  test("is about another tenancy", () => {
    expect(
      parsed("Endorse group A to read repos in tenancy Other where request.region = 'iad'"),
    ).toMatchObject({
      kind: "endorse",
      location: { kind: "other-tenancy", alias: "Other" },
      condition: { variable: "request.region" },
    });
    expect(parsed("Endorse group A to read repos in tenancy where request.region = 'iad'")).toMatchObject({
      location: { kind: "tenancy" },
    });
    expect(parsed("DENY ENDORSE group A to read repos in any-tenancy")).toStrictEqual({
      kind: "deny endorse",
      subject: { kind: "group", groups: [{ name: "A" }] },
      grant: { kind: "verb", verb: "read", resourceType: "repos" },
      location: { kind: "other-tenancy" },
    });
    expect(parsed("Admit group A of tenancy Other to read repos in tenancy")).toMatchObject({
      kind: "admit",
      ofTenancy: "Other",
    });
    expect(parsed("Admit any-user of any-tenancy to read repos in tenancy")).not.toHaveProperty("ofTenancy");
    expect(parsed("define Dynamic-Group 'Their builds' as ocid1.A")).toStrictEqual({
      kind: "define",
      what: "dynamic-group",
      alias: "Their builds",
      ocid: "ocid1.A",
    });
  });

  test("takes keywords, types, variables and permissions in any case, and keeps names, OCIDs and texts", () => {
    expect(
      parsed(
        "ALLOW DYNAMIC-GROUP MyGroup TO MANAGE DevOps-Connection IN COMPARTMENT ID Ocid1.C " +
          "WHERE ANY {Request.Principal.Type = 'MyType', Target.X.Y = Request.NetworkSource.Name}",
      ),
    ).toStrictEqual({
      kind: "allow",
      subject: { kind: "dynamic-group", groups: [{ name: "MyGroup" }] },
      grant: { kind: "verb", verb: "manage", resourceType: "devops-connection" },
      location: { kind: "compartment", id: "Ocid1.C" },
      condition: {
        kind: "any",
        conditions: [
          {
            kind: "comparison",
            variable: "request.principal.type",
            operator: "=",
            value: { kind: "text", text: "MyType" },
          },
          {
            kind: "comparison",
            variable: "target.x.y",
            operator: "=",
            value: { kind: "variable", name: "request.networksource.name" },
          },
        ],
      },
    });
    expect(parsed("allow any-user to {repository_read} in tenancy")).toMatchObject({
      grant: { permissions: ["REPOSITORY_READ"] },
    });
  });

  test("holds references that Terraform fills in as they are", () => {
    expect(
      parsed(
        "Allow dynamic-group id ${oci_identity_dynamic_group.Builds.id} to read ${var.Type} " +
          "in compartment id ${TfToken[TOKEN.12]} where target.repo.name = '${merge({a = {b = 1}}, x).Y}'",
      ),
    ).toMatchObject({
      subject: { groups: [{ id: "${oci_identity_dynamic_group.Builds.id}" }] },
      grant: { resourceType: "${var.Type}" },
      location: { id: "${TfToken[TOKEN.12]}" },
      condition: { value: { text: "${merge({a = {b = 1}}, x).Y}" } },
    });
    expect(
      parsed("Allow service objectstorage-${lookup(a, {b = 1}).C} to read repos in tenancy"),
    ).toMatchObject({
      subject: { names: ["objectstorage-${lookup(a, {b = 1}).C}"] },
    });
  });

  test("takes no escaped reference for one", () => {
    expect(found("Allow group id $${a} to read repos in tenancy")).toEqual([
      "warning missing-to 1:18",
      "error unexpected-word 1:22",
    ]);
  });

  test("goes over lines and has spaces as it likes", () => {
    const statement = parsed("Allow group A to read repos in tenancy where request.region='a'");
    expect(parsed("\n Allow\tgroup  A\r\nto read\rrepos in\n\ntenancy where request.region = 'a'\n")).toEqual(
      statement,
    );
  });
});
