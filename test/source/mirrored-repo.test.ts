import { TerraformVariable } from "cdktf";
import { MirroredRepo, MirroredRepoProps, MirrorSchedule } from "../../src";
import {
  CONNECTION,
  existingConnection,
  REPOSITORY_URL,
  SECRETS_COMPARTMENT,
  TOKEN_SECRET,
} from "../support/fixtures";
import { policyStatements, resolved, resource, resourceOf } from "../support/synthesized";
import { COMPARTMENT, PROJECT, testStack, TestStack } from "../support/test-stack";
import { violationsOf } from "../support/violations";

function mirror({ stack, project }: TestStack, props: Partial<MirroredRepoProps> = {}): MirroredRepo {
  const connection = existingConnection(stack, project);
  return new MirroredRepo(stack, "repo", { project, connection, repositoryUrl: REPOSITORY_URL, ...props });
}

function mirrored(props: Partial<MirroredRepoProps> = {}): Record<string, any> {
  const test = testStack();
  mirror(test, props);
  return resource(test.stack, "oci_devops_repository");
}

describe("a mirrored repository", () => {
  test("mirrors the external one, by its name, with main as its default branch", () => {
    const test = testStack();
    const made = mirror(test);
    expect(resourceOf(made, "oci_devops_repository")).toEqual({
      project_id: PROJECT,
      name: "functions",
      repository_type: "MIRRORED",
      default_branch: "main",
      mirror_repository_config: {
        connector_id: CONNECTION,
        repository_url: REPOSITORY_URL,
        trigger_schedule: { schedule_type: "DEFAULT" },
      },
    });
    expect(made).toMatchObject({ repositoryName: "functions", project: test.project });
    expect(resolved(test.stack, made.repositoryId)).toMatch(/^\$\{oci_devops_repository\.\w+\.id\}$/);
    expect(resolved(test.stack, made.httpUrl)).toMatch(/^\$\{oci_devops_repository\.\w+\.http_url\}$/);
  });

  test("fetches every 30 minutes, as the service does, unless told otherwise", () => {
    expect(mirrored().mirror_repository_config.trigger_schedule).toEqual({ schedule_type: "DEFAULT" });
    expect(mirrored({ schedule: MirrorSchedule.NONE }).mirror_repository_config.trigger_schedule).toEqual({
      schedule_type: "NONE",
    });
    expect(
      mirrored({ schedule: MirrorSchedule.everyHours(2) }).mirror_repository_config.trigger_schedule,
    ).toEqual({
      schedule_type: "CUSTOM",
      custom_schedule: "FREQ=HOURLY;INTERVAL=2",
    });
  });

  test.each([
    ["https://github.com/acme/functions.git", "functions"],
    ["https://github.com/acme/functions/", "functions"],
    ["https://github.com/acme/tweet-functions.v2", "tweet-functions.v2"],
    ["git@github.com:acme/functions.git", "functions"],
  ])("of %s is named %s unless told otherwise", (repositoryUrl, name) => {
    expect(mirrored({ repositoryUrl }).name).toBe(name);
  });

  test("takes a name, a default branch, a description and tags", () => {
    const props = {
      name: "mirror",
      defaultBranch: "trunk",
      description: "d",
      freeformTags: { a: "b" },
      definedTags: { "c.d": "e" },
    };
    expect(mirrored(props)).toMatchObject({
      name: "mirror",
      default_branch: "trunk",
      description: "d",
      freeform_tags: { a: "b" },
      defined_tags: { "c.d": "e" },
    });
  });

  test("of an address that only Terraform knows is mirrored under the name it is given", () => {
    const test = testStack();
    const repositoryUrl = new TerraformVariable(test.stack, "url", { type: "string" }).stringValue;
    expect(mirror(test, { repositoryUrl, name: "functions" }).repositoryName).toBe("functions");
    expect(resource(test.stack, "oci_devops_repository").mirror_repository_config.repository_url).toBe(
      "${var.url}",
    );
  });

  test("of an address that only Terraform knows must be given a name: no name can be read from it", () => {
    const test = testStack();
    const repositoryUrl = new TerraformVariable(test.stack, "url", { type: "string" }).stringValue;
    expect(violationsOf("test/repo", () => mirror(test, { repositoryUrl }))[0]).toMatch(/^name /);
  });

  test("is refused with everything that is wrong at once", () => {
    const wrong = {
      name: "",
      defaultBranch: "",
      description: "d".repeat(401),
      schedule: MirrorSchedule.custom("F".repeat(401)),
    };
    expect(violationsOf("test/repo", () => mirrored(wrong))).toEqual([
      "defaultBranch needs at least 1 characters, has 0 (DevOps API, CreateRepositoryDetails.defaultBranch.minLength)",
      "description takes at most 400 characters, has 401 (DevOps API, CreateRepositoryDetails.description.maxLength)",
      "mirrorRepositoryConfig.triggerSchedule.customSchedule takes at most 400 characters, has 401 " +
        "(DevOps API, TriggerSchedule.customSchedule.maxLength)",
      "name needs at least 1 characters, has 0 (DevOps API, CreateRepositoryDetails.name.minLength)",
    ]);
  });
});

describe("what a mirrored repository may do", () => {
  test("is to mirror: write itself, use the project's connections, read the connection's token", () => {
    const test = testStack();
    const { policy, repositoryId } = mirror(test);
    const id = resolved(test.stack, repositoryId);
    const principal = `request.principal.type = 'devopsrepository', request.principal.id = '${id}'`;
    expect(policy.actions.map(({ actionId }) => actionId)).toEqual([
      "mirror-repository",
      "read-pat-secret-mirror",
    ]);
    expect(policyStatements(test.stack)).toEqual({
      [COMPARTMENT]: [
        `Allow any-user to use devops-repository in compartment id ${COMPARTMENT} where all {${principal}, target.repository.id = '${id}'}`,
        `Allow any-user to use devops-connection in compartment id ${COMPARTMENT} where all {${principal}}`,
      ],
      [SECRETS_COMPARTMENT]: [
        `Allow any-user to read secret-bundles in compartment id ${SECRETS_COMPARTMENT} where all {${principal}, target.secret.id = '${TOKEN_SECRET}'}`,
      ],
    });
  });

  test("is granted to its dynamic group when the project knows its tenancy", () => {
    const test = testStack({ tenancyId: "tenancy", withHomeRegion: true });
    const { policy, repositoryId } = mirror(test);
    const group = resolved(test.stack, policy.dynamicGroupId!);
    const id = resolved(test.stack, repositoryId);
    expect(resource(test.stack, "oci_identity_dynamic_group")).toMatchObject({
      provider: "oci.home",
      matching_rule: `ALL {resource.type = 'devopsrepository', resource.id = '${id}'}`,
    });
    expect(policyStatements(test.stack)).toEqual({
      [COMPARTMENT]: [
        `Allow dynamic-group id ${group} to use devops-repository in compartment id ${COMPARTMENT} where target.repository.id = '${id}'`,
        `Allow dynamic-group id ${group} to use devops-connection in compartment id ${COMPARTMENT}`,
      ],
      [SECRETS_COMPARTMENT]: [
        `Allow dynamic-group id ${group} to read secret-bundles in compartment id ${SECRETS_COMPARTMENT} where target.secret.id = '${TOKEN_SECRET}'`,
      ],
    });
  });
});

describe("a mirror's branch", () => {
  test("is a source of builds in a directory named after the repository", () => {
    const test = testStack();
    const made = mirror(test);
    expect(made.branch("main")).toMatchObject({
      name: "functions",
      connectionType: "DEVOPS_CODE_REPOSITORY",
      repositoryUrl: made.httpUrl,
      branch: "main",
      repository: made,
      connection: undefined,
    });
    expect(made.branch("main", "code").name).toBe("code");
  });
});
