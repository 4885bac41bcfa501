import { Construct } from "constructs";
import { ConnectionType, ExternalConnection, ExternalConnectionProps, VaultSecret } from "../../src";
import { SECRETS_COMPARTMENT, TOKEN_SECRET, tokenSecret } from "../support/fixtures";
import {
  policyStatements,
  resolved,
  resource,
  resourceOf,
  resources,
  synthesized,
} from "../support/synthesized";
import { PROJECT, testStack, TestStack } from "../support/test-stack";
import { violationsOf } from "../support/violations";

function connection(
  { stack, project }: TestStack,
  props: Partial<ExternalConnectionProps> = {},
): ExternalConnection {
  return new ExternalConnection(stack, "host", {
    project,
    type: ConnectionType.GITHUB,
    accessToken: tokenSecret(stack),
    ...props,
  });
}

const refused = (props: Partial<ExternalConnectionProps>) =>
  violationsOf("test/host", () => connection(testStack(), props));

describe("a connection to an external code host", () => {
  test("names the secret that holds the token, never the token", () => {
    const test = testStack();
    const made = connection(test);
    expect(resourceOf(made, "oci_devops_connection")).toEqual({
      project_id: PROJECT,
      connection_type: "GITHUB_ACCESS_TOKEN",
      access_token: TOKEN_SECRET,
      display_name: "host",
    });
    expect(resolved(test.stack, made.connectionId)).toMatch(/^\$\{oci_devops_connection\.\w+\.id\}$/);
    expect(made).toMatchObject({ type: ConnectionType.GITHUB, project: test.project, sourceType: "GITHUB" });
    expect(made.accessToken.secretId).toBe(TOKEN_SECRET);
  });

  test.each([
    [{ type: ConnectionType.GITLAB }, { access_token: TOKEN_SECRET }],
    [
      { type: ConnectionType.GITLAB_SERVER, baseUrl: "https://git.acme.example" },
      { access_token: TOKEN_SECRET },
    ],
    [
      { type: ConnectionType.BITBUCKET_SERVER, baseUrl: "https://git.acme.example" },
      { access_token: TOKEN_SECRET },
    ],
    [
      { type: ConnectionType.VISUAL_BUILDER_STUDIO, baseUrl: "https://vbs.acme.example" },
      { access_token: TOKEN_SECRET },
    ],
    [{ type: ConnectionType.BITBUCKET_CLOUD, username: "bot" }, { app_password: TOKEN_SECRET }],
  ])("puts into Terraform what its kind takes: %j", (props, secret) => {
    const test = testStack();
    connection(test, props);
    expect(resource(test.stack, "oci_devops_connection")).toEqual({
      project_id: PROJECT,
      connection_type: props.type,
      display_name: "host",
      ...secret,
      ...("baseUrl" in props ? { base_url: props.baseUrl } : {}),
      ...("username" in props ? { username: props.username } : {}),
    });
  });

  test("takes a name, a description and tags", () => {
    const test = testStack();
    const tags = { freeformTags: { a: "b" }, definedTags: { "c.d": "e" } };
    connection(test, { displayName: "GitHub", description: "Read only", ...tags });
    expect(resource(test.stack, "oci_devops_connection")).toMatchObject({
      display_name: "GitHub",
      description: "Read only",
      freeform_tags: { a: "b" },
      defined_tags: { "c.d": "e" },
    });
  });

  test.each([
    ConnectionType.GITLAB_SERVER,
    ConnectionType.BITBUCKET_SERVER,
    ConnectionType.VISUAL_BUILDER_STUDIO,
  ])("to a server of one's own (%s) needs its address", (type) => {
    expect(refused({ type })).toEqual([
      expect.stringMatching(/^baseUrl is required \(DevOps API, \w+\.baseUrl\.required\)$/),
    ]);
  });

  test("to Bitbucket Cloud needs a user name", () => {
    expect(refused({ type: ConnectionType.BITBUCKET_CLOUD })).toEqual([
      "username is required (DevOps API, CreateBitbucketCloudAppPasswordConnectionDetails.username.required)",
    ]);
  });

  test.each([
    [{ username: "bot" }, "username"],
    [{ baseUrl: "https://git.acme.example" }, "baseUrl"],
  ])("to a host that does not need it does not take %j", (props, name) => {
    expect(refused(props)).toEqual([
      expect.stringMatching(`^${name} is nothing that CreateGithubAccessTokenConnectionDetails has `),
    ]);
  });

  test("is refused with everything that is wrong at once", () => {
    const wrong = {
      type: ConnectionType.BITBUCKET_CLOUD,
      username: "u".repeat(31),
      displayName: "",
      description: "d".repeat(401),
    };
    expect(refused(wrong)).toEqual([
      "description takes at most 400 characters, has 401 (DevOps API, CreateConnectionDetails.description.maxLength)",
      "displayName needs at least 1 characters, has 0 (DevOps API, CreateConnectionDetails.displayName.minLength)",
      "username takes at most 30 characters, has 31 (DevOps API, CreateBitbucketCloudAppPasswordConnectionDetails.username.maxLength)",
    ]);
  });
});

describe("what a connection may do", () => {
  test("is to read its token, and nothing else", () => {
    const test = testStack();
    const { policy, connectionId } = connection(test);
    expect(policy.actions).toEqual([
      {
        actionId: "read-pat-secret-connection",
        values: { secretCompartment: SECRETS_COMPARTMENT, patOcid: TOKEN_SECRET },
      },
    ]);
    expect(policyStatements(test.stack)).toEqual({
      [SECRETS_COMPARTMENT]: [
        `Allow any-user to read secret-bundles in compartment id ${SECRETS_COMPARTMENT} where all ` +
          "{request.principal.type = 'devopsconnection', " +
          `request.principal.id = '${resolved(test.stack, connectionId)}', target.secret.id = '${TOKEN_SECRET}'}`,
      ],
    });
  });

  test("is granted to its dynamic group, in the home region, when the project knows its tenancy", () => {
    const test = testStack({ tenancyId: "tenancy", withHomeRegion: true });
    const { policy, connectionId } = connection(test);
    const id = resolved(test.stack, connectionId);
    expect(resource(test.stack, "oci_identity_dynamic_group")).toMatchObject({
      compartment_id: "tenancy",
      matching_rule: `ALL {resource.type = 'devopsconnection', resource.id = '${id}'}`,
      provider: "oci.home",
    });
    expect(resource(test.stack, "oci_identity_policy")).toMatchObject({
      provider: "oci.home",
      compartment_id: SECRETS_COMPARTMENT,
      statements: [
        `Allow dynamic-group id ${resolved(test.stack, policy.dynamicGroupId!)} to read secret-bundles ` +
          `in compartment id ${SECRETS_COMPARTMENT} where target.secret.id = '${TOKEN_SECRET}'`,
      ],
    });
  });

  test("follows the compartment that Terraform looks up for the secret", () => {
    const test = testStack();
    connection(test, {
      accessToken: VaultSecret.fromSecretId(test.stack, "looked-up", "ocid1.vaultsecret.x"),
    });
    const [name] = Object.keys(synthesized(test.stack).data.oci_vault_secret);
    expect(Object.keys(policyStatements(test.stack))).toEqual([
      `\${data.oci_vault_secret.${name}.compartment_id}`,
    ]);
  });
});

describe("an existing connection", () => {
  test("is taken by its attributes and makes nothing", () => {
    const { stack, project } = testStack();
    const attributes = {
      project,
      connectionId: "c",
      type: ConnectionType.GITLAB,
      accessToken: tokenSecret(stack),
    };
    const taken = ExternalConnection.fromExternalConnectionAttributes(stack, "existing", attributes);
    expect({ ...attributes }).toEqual({
      project: taken.project,
      connectionId: taken.connectionId,
      type: taken.type,
      accessToken: taken.accessToken,
    });
    expect(resources(stack, "oci_devops_connection")).toEqual([]);
  });
});

describe("a connection's source", () => {
  test("is a branch of a repository at the code host", () => {
    const test = testStack();
    const made = connection(test);
    const source = made.source("https://github.com/acme/functions", "main", "code");
    expect(source).toMatchObject({
      name: "code",
      connectionType: "GITHUB",
      repositoryUrl: "https://github.com/acme/functions",
      branch: "main",
      repository: undefined,
    });
    expect(source.connection as Construct).toBe(made);
  });
});
