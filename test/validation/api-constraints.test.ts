import { Fn, Lazy, TerraformVariable, Token } from "cdktf";
import { apiViolations } from "../../src/validation/api-constraints";
import { testStack } from "../support/test-stack";

const project = { compartmentId: "c", name: "n", notificationConfig: { topicId: "t" } };
const source = {
  name: "code",
  connectionType: "GITHUB",
  repositoryUrl: "u",
  branch: "main",
  connectionId: "c",
};
const stage = {
  buildPipelineId: "p",
  buildPipelineStageType: "BUILD",
  buildPipelineStagePredecessorCollection: { items: [{ id: "p" }] },
  image: "OL7_X86_64_STANDARD_10",
  buildSourceCollection: { items: [source] },
};
const trigger = { projectId: "p", triggerSource: "GITHUB", actions: [] };
const fileFilter = (filePaths: string[]) => ({
  ...trigger,
  actions: [
    {
      type: "TRIGGER_BUILD_PIPELINE",
      buildPipelineId: "p",
      filter: { triggerSource: "GITHUB", include: { fileFilter: { filePaths } } },
    },
  ],
});

/** The rules a body breaks, each as `path: rule`. */
function rules(definition: string, body: Record<string, unknown>): string[] {
  return apiViolations(definition, body, Token.isUnresolved).map(({ path, rule }) => `${path}: ${rule}`);
}

describe("a request body of the DevOps API", () => {
  test("with everything in order breaks no rule", () => {
    expect(rules("CreateProjectDetails", project)).toEqual([]);
    expect(rules("CreateBuildPipelineStageDetails", stage)).toEqual([]);
    expect(rules("CreateTriggerDetails", fileFilter(["src/**"]))).toEqual([]);
  });

  test("may be spelt as Terraform spells it", () => {
    const body = { compartment_id: "c", name: "n", notification_config: { topic_id: "" }, colour: "red" };
    expect(rules("CreateProjectDetails", body)).toEqual([
      "notificationConfig.topicId: NotificationConfig.topicId.minLength",
      "colour: CreateProjectDetails.colour.unknown",
    ]);
    const connection = { connection_type: "GITHUB_ACCESS_TOKEN", project_id: "p" };
    expect(rules("CreateConnectionDetails", connection)).toEqual([
      "accessToken: CreateGithubAccessTokenConnectionDetails.accessToken.required",
    ]);
  });

  test("must have what is required, in nested objects, too", () => {
    expect(rules("CreateProjectDetails", { notificationConfig: {} })).toEqual([
      "compartmentId: CreateProjectDetails.compartmentId.required",
      "name: CreateProjectDetails.name.required",
      "notificationConfig.topicId: NotificationConfig.topicId.required",
    ]);
    expect(apiViolations("CreateProjectDetails", { ...project, name: undefined })[0].message).toBe(
      "is required",
    );
  });

  test.each([
    ["too short a text", "", "name", "minLength", "needs at least 1 characters, has 0"],
    ["too long a text", "a".repeat(256), "name", "maxLength", "takes at most 255 characters, has 256"],
    ["a text of another shape", "1st", "name", "pattern", '"1st" does not match ^[a-zA-Z][a-zA-Z_0-9]*$'],
  ])("does not take %s", (_, value, property, rule, message) => {
    expect(apiViolations("CreateProjectDetails", { ...project, [property]: value })).toContainEqual({
      path: property,
      rule: `CreateProjectDetails.${property}.${rule}`,
      message,
    });
  });

  test("takes texts of just the shortest and the longest length", () => {
    for (const name of ["a", "a".repeat(255)]) {
      expect(rules("CreateProjectDetails", { ...project, name })).toEqual([]);
    }
  });

  test("takes only the values of an enum, and says which those are", () => {
    const body = { name: "r", projectId: "p", repositoryType: "CLONED" };
    expect(apiViolations("CreateRepositoryDetails", body)).toEqual([
      {
        path: "repositoryType",
        rule: "CreateRepositoryDetails.repositoryType.enum",
        message: '"CLONED" is not one of MIRRORED, HOSTED, FORKED',
      },
    ]);
  });

  test.each([
    [0, ["minimum"], "0 is less than 1"],
    [65, ["maximum"], "65 is more than 64"],
    [1.5, ["type"], "1.5 is not a whole number"],
    [1, [], undefined],
    [64, [], undefined],
  ])("with %p of a number that goes from 1 to 64 breaks %p", (ocpus, broken, message) => {
    const buildRunnerShapeConfig = { buildRunnerType: "CUSTOM", ocpus, memoryInGBs: 8 };
    const found = apiViolations("CreateBuildPipelineStageDetails", { ...stage, buildRunnerShapeConfig });
    expect(found.map(({ rule }) => rule)).toEqual(
      broken.map((rule) => `CustomBuildRunnerShapeConfig.ocpus.${rule}`),
    );
    expect(found[0]?.message).toBe(message);
  });

  test.each([
    [[], ["minItems"]],
    [["a"], []],
    [Array.from({ length: 10 }, (_, i) => `${i}`), []],
    [Array.from({ length: 11 }, (_, i) => `${i}`), ["maxItems"]],
  ])("with %p in a list that takes 1 to 10 breaks %p", (paths, broken) => {
    const at = "actions[0].filter.include.fileFilter.filePaths";
    const found = apiViolations("CreateTriggerDetails", fileFilter(paths));
    expect(found.map(({ path, rule }) => `${path}: ${rule}`)).toEqual(
      broken.map((rule) => `${at}: FileFilter.filePaths.${rule}`),
    );
    for (const { message } of found) expect(message).toMatch(/ 1?[01] items, has \d+$/);
  });

  test("has the rules of a list's items checked for each item", () => {
    expect(rules("CreateTriggerDetails", fileFilter(["ok", "", "a".repeat(513)]))).toEqual([
      "actions[0].filter.include.fileFilter.filePaths[1]: FileFilter.filePaths.minLength",
      "actions[0].filter.include.fileFilter.filePaths[2]: FileFilter.filePaths.maxLength",
    ]);
  });

  test("has the rules of the kind that its discriminator names, and those it inherits", () => {
    const details = { connectionType: "BITBUCKET_CLOUD_APP_PASSWORD", username: "u".repeat(31) };
    expect(rules("CreateConnectionDetails", details)).toEqual([
      "projectId: CreateConnectionDetails.projectId.required",
      "appPassword: CreateBitbucketCloudAppPasswordConnectionDetails.appPassword.required",
      "username: CreateBitbucketCloudAppPasswordConnectionDetails.username.maxLength",
    ]);
  });

  test("has the rules of nested kinds, too: each source by its own host", () => {
    const hosted = { ...source, connectionType: "DEVOPS_CODE_REPOSITORY", connectionId: undefined };
    const external = { ...source, connectionId: undefined };
    expect(
      rules("CreateBuildPipelineStageDetails", {
        ...stage,
        buildSourceCollection: { items: [hosted, external, source] },
      }),
    ).toEqual([
      "buildSourceCollection.items[0].repositoryId: DevopsCodeRepositoryBuildSource.repositoryId.required",
      "buildSourceCollection.items[1].connectionId: GithubBuildSource.connectionId.required",
    ]);
  });

  test("of a kind that nobody knows is refused by the enum and otherwise has the general rules", () => {
    expect(rules("CreateTriggerDetails", { triggerSource: "SVN", actions: [] })).toEqual([
      "projectId: CreateTriggerDetails.projectId.required",
      "triggerSource: CreateTriggerDetails.triggerSource.enum",
    ]);
  });

  test("takes nothing that it has no place for, in nested objects, too", () => {
    const body = {
      ...project,
      colour: "red",
      notificationConfig: { topicId: "t", volume: 11 },
      size: undefined,
    };
    expect(apiViolations("CreateProjectDetails", body)).toEqual([
      {
        path: "notificationConfig.volume",
        rule: "NotificationConfig.volume.unknown",
        message: "is nothing that NotificationConfig has",
      },
      {
        path: "colour",
        rule: "CreateProjectDetails.colour.unknown",
        message: "is nothing that CreateProjectDetails has",
      },
    ]);
  });

  test("may spell a name as Terraform does", () => {
    const custom = (memoryInGbs: number) => ({ buildRunnerType: "CUSTOM", ocpus: 1, memoryInGbs });
    const body = (memory: number) => ({ ...stage, buildRunnerShapeConfig: custom(memory) });
    expect(rules("CreateBuildPipelineStageDetails", body(8))).toEqual([]);
    expect(rules("CreateBuildPipelineStageDetails", body(0))).toEqual([
      "buildRunnerShapeConfig.memoryInGBs: CustomBuildRunnerShapeConfig.memoryInGBs.minimum",
    ]);
  });

  test("has its texts counted as the service sees them, without Terraform's escapes", () => {
    const description = (length: number) => ({ ...project, description: "$${name}".padEnd(length + 1, "x") });
    expect(rules("CreateProjectDetails", description(400))).toEqual([]);
    expect(apiViolations("CreateProjectDetails", description(401))[0].message).toBe(
      "takes at most 400 characters, has 401",
    );
  });

  test("has all its broken rules listed at once, of one value, too", () => {
    const body = {
      name: "1".repeat(256),
      compartmentId: "",
      description: "d".repeat(401),
      notificationConfig: {},
    };
    expect(rules("CreateProjectDetails", body).sort()).toEqual([
      "compartmentId: CreateProjectDetails.compartmentId.minLength",
      "description: CreateProjectDetails.description.maxLength",
      "name: CreateProjectDetails.name.maxLength",
      "name: CreateProjectDetails.name.pattern",
      "notificationConfig.topicId: NotificationConfig.topicId.required",
    ]);
  });
});

describe("a value that only Terraform knows", () => {
  const variable = () => new TerraformVariable(testStack().stack, "v", { type: "string" });

  test.each([
    ["a text", () => variable().stringValue],
    ["a text that holds one", () => `1 ${variable().stringValue}`],
    ["the result of a function", () => Token.asString(Fn.join("", ["1", variable().stringValue]))],
    ["a lazy text", () => Lazy.stringValue({ produce: () => "1st" })],
  ])("satisfies every rule as %s", (_, value) => {
    expect(rules("CreateProjectDetails", { ...project, name: value() })).toEqual([]);
  });

  test("satisfies every rule as a number, a list or a whole object", () => {
    const list = Token.asList(Fn.split(",", variable().stringValue));
    expect(rules("CreateTriggerDetails", fileFilter(list))).toEqual([]);
    const ocpus = Token.asNumber(variable().numberValue);
    const custom = { buildRunnerType: "CUSTOM", ocpus, memoryInGBs: ocpus };
    expect(rules("CreateBuildPipelineStageDetails", { ...stage, buildRunnerShapeConfig: custom })).toEqual(
      [],
    );
    const whole = { ...project, notificationConfig: Lazy.anyValue({ produce: () => ({}) }) };
    expect(rules("CreateProjectDetails", whole)).toEqual([]);
  });

  test("satisfies what is required, and leaves its neighbours checked", () => {
    expect(
      rules("CreateProjectDetails", { ...project, name: variable().stringValue, compartmentId: "" }),
    ).toEqual(["compartmentId: CreateProjectDetails.compartmentId.minLength"]);
  });

  test("as a discriminator leaves the general rules, and leaves open what its kind has besides", () => {
    const details = { connectionType: variable().stringValue, accessToken: "t", baseUrl: "u" };
    expect(rules("CreateConnectionDetails", details)).toEqual([
      "projectId: CreateConnectionDetails.projectId.required",
    ]);
  });
});

describe("the stored contract", () => {
  test("may leave out what an object looks like; such an object breaks no rule", () => {
    const approval = {
      deployPipelineId: "p",
      deployStageType: "MANUAL_APPROVAL",
      deployStagePredecessorCollection: { items: [{ id: "p" }] },
      approvalPolicy: { approvalPolicyType: "COUNT_BASED_APPROVAL", numberOfApprovalsRequired: 1 },
    };
    expect(rules("CreateDeployStageDetails", approval)).toEqual([]);
  });

  test("has no body by another name, and the error says where it was looked for", () => {
    expect(() => apiViolations("CreateNothingDetails", {})).toThrow(
      "schema/devops-api-constraints.json has no definition CreateNothingDetails",
    );
  });
});
