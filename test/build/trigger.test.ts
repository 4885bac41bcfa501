import { BuildPipeline, BuildSource, ConnectionType, Trigger, TriggerProps } from "../../src";
import { CONNECTION, existingConnection, mirroredRepo, REPOSITORY_URL } from "../support/fixtures";
import { policyStatements, resolved, resource, resourceOf } from "../support/synthesized";
import { COMPARTMENT, PROJECT, testStack, TestStack } from "../support/test-stack";
import { violationsOf } from "../support/violations";

function trigger(
  { stack, project }: TestStack,
  source: BuildSource,
  props: Partial<TriggerProps> = {},
): Trigger {
  const pipeline = new BuildPipeline(stack, "pipeline", { project });
  return new Trigger(stack, "push", { pipeline, source, ...props });
}

function external(type: ConnectionType, props: Partial<TriggerProps> = {}): Record<string, any> {
  const test = testStack();
  const connection = existingConnection(test.stack, test.project, type);
  trigger(test, BuildSource.fromConnection(connection, REPOSITORY_URL, "main"), props);
  return resource(test.stack, "oci_devops_trigger");
}

function hosted(props: Partial<TriggerProps> = {}): Record<string, any> {
  const test = testStack();
  trigger(test, mirroredRepo(test.stack, test.project).branch("main"), props);
  return resource(test.stack, "oci_devops_trigger");
}

describe("a trigger", () => {
  test("on a repository of the project starts the pipeline at each push to the branch", () => {
    const test = testStack();
    const repo = mirroredRepo(test.stack, test.project);
    const made = trigger(test, repo.branch("main"));
    expect(resourceOf(made, "oci_devops_trigger")).toEqual({
      project_id: PROJECT,
      display_name: "push",
      trigger_source: "DEVOPS_CODE_REPOSITORY",
      repository_id: resolved(test.stack, repo.repositoryId),
      actions: [
        {
          type: "TRIGGER_BUILD_PIPELINE",
          build_pipeline_id: expect.stringMatching(/^\$\{oci_devops_build_pipeline\.\w+\.id\}$/),
          filter: {
            trigger_source: "DEVOPS_CODE_REPOSITORY",
            events: ["PUSH"],
            include: { head_ref: "main" },
          },
        },
      ],
    });
    expect(resolved(test.stack, made.triggerId)).toMatch(/^\$\{oci_devops_trigger\.\w+\.id\}$/);
  });

  test.each([ConnectionType.GITHUB, ConnectionType.GITLAB, ConnectionType.BITBUCKET_CLOUD])(
    "on an external repository (%s) goes through its connection",
    (type) => {
      const source = type.replace(/_(ACCESS_TOKEN|APP_PASSWORD)$/, "");
      const body = external(type);
      expect(body).toMatchObject({ trigger_source: source, connection_id: CONNECTION });
      expect(body).not.toHaveProperty("repository_id");
      expect(body.actions[0].filter.trigger_source).toBe(source);
    },
  );

  test("may look at some files only, and past others", () => {
    const filter = hosted({ includePaths: ["functions/**", "*.yaml"], excludePaths: ["**/*.md"] }).actions[0]
      .filter;
    expect(filter.include).toEqual({
      head_ref: "main",
      file_filter: { file_paths: ["functions/**", "*.yaml"] },
    });
    expect(filter.exclude).toEqual({ file_filter: { file_paths: ["**/*.md"] } });
  });

  test("takes a name, a description and tags", () => {
    const tags = { freeformTags: { a: "b" }, definedTags: { "c.d": "e" } };
    expect(hosted({ displayName: "On push", description: "To main", ...tags })).toMatchObject({
      display_name: "On push",
      description: "To main",
      freeform_tags: { a: "b" },
      defined_tags: { "c.d": "e" },
    });
  });

  test("is refused with everything that is wrong at once", () => {
    const wrong = {
      displayName: "",
      description: "d".repeat(401),
      includePaths: [],
      excludePaths: ["", "p".repeat(513)],
    };
    expect(violationsOf("test/push", () => hosted(wrong))).toEqual([
      "actions[0].filter.exclude.fileFilter.filePaths[0] needs at least 1 characters, has 0 (DevOps API, FileFilter.filePaths.minLength)",
      "actions[0].filter.exclude.fileFilter.filePaths[1] takes at most 512 characters, has 513 (DevOps API, FileFilter.filePaths.maxLength)",
      "actions[0].filter.include.fileFilter.filePaths needs at least 1 items, has 0 (DevOps API, FileFilter.filePaths.minItems)",
      "description takes at most 400 characters, has 401 (DevOps API, CreateTriggerDetails.description.maxLength)",
      "displayName needs at least 1 characters, has 0 (DevOps API, CreateTriggerDetails.displayName.minLength)",
    ]);
  });

  test("takes ten paths and no more", () => {
    const paths = (count: number) => Array.from({ length: count }, (_, i) => `dir${i}/**`);
    expect(hosted({ includePaths: paths(10) }).actions[0].filter.include.file_filter.file_paths).toHaveLength(
      10,
    );
    expect(violationsOf("test/push", () => hosted({ includePaths: paths(11) }))).toEqual([
      "actions[0].filter.include.fileFilter.filePaths takes at most 10 items, has 11 (DevOps API, FileFilter.filePaths.maxItems)",
    ]);
  });

  test.each([
    ["GITLAB_SERVER", ConnectionType.GITLAB_SERVER],
    ["BITBUCKET_SERVER", ConnectionType.BITBUCKET_SERVER],
  ])(
    "on a server of one's own (%s) names no connection, for its API has no place for one",
    (source, type) => {
      const body = external(type);
      expect(body).toMatchObject({
        trigger_source: source,
        actions: [{ filter: { include: { head_ref: "main" } } }],
      });
      expect(body).not.toHaveProperty("connection_id");
    },
  );

  test.each([
    ["includePaths", "actions[0].filter.include.fileFilter"],
    ["excludePaths", "actions[0].filter.exclude"],
  ])("on Bitbucket Server takes no %s, for its API has no files", (property, path) => {
    const violations = violationsOf("test/push", () =>
      external(ConnectionType.BITBUCKET_SERVER, { [property]: ["functions/**"] }),
    );
    expect(violations).toEqual([expect.stringContaining(`${path} is nothing that BitbucketServerFilter`)]);
  });
});

describe("what a trigger needs", () => {
  test("is that its repository may start builds in the pipeline's project", () => {
    const test = testStack();
    const repo = mirroredRepo(test.stack, test.project);
    const mirrorActions = repo.policy.actions;
    trigger(test, repo.branch("main"));
    expect(repo.policy.actions).toEqual([
      ...mirrorActions,
      { actionId: "trigger-build-run", values: { projectCompartment: COMPARTMENT } },
    ]);
    const id = resolved(test.stack, repo.repositoryId);
    const principal = `request.principal.type = 'devopsrepository', request.principal.id = '${id}'`;
    expect(policyStatements(test.stack)[COMPARTMENT].slice(2)).toEqual([
      `Allow any-user to manage devops-build-run in compartment id ${COMPARTMENT} where all {${principal}}`,
      `Allow any-user to read devops-build-pipeline in compartment id ${COMPARTMENT} where all {${principal}}`,
    ]);
  });

  test("is granted once for several triggers of one repository", () => {
    const test = testStack();
    const repo = mirroredRepo(test.stack, test.project);
    const pipeline = new BuildPipeline(test.stack, "pipeline", { project: test.project });
    const granted = () => policyStatements(test.stack)[COMPARTMENT];
    new Trigger(test.stack, "first", { pipeline, source: repo.branch("main") });
    const before = granted();
    new Trigger(test.stack, "second", { pipeline, source: repo.branch("release") });
    expect(granted()).toEqual(before);
  });

  test("is granted to the trigger itself where an external code host calls it", () => {
    const test = testStack();
    const connection = existingConnection(test.stack, test.project);
    const made = trigger(test, BuildSource.fromConnection(connection, REPOSITORY_URL, "main"));
    const id = resolved(test.stack, made.triggerId);
    const principal = `request.principal.type = 'devopstrigger', request.principal.id = '${id}'`;
    expect(policyStatements(test.stack)).toEqual({
      [COMPARTMENT]: [
        `Allow any-user to manage devops-build-run in compartment id ${COMPARTMENT} where all {${principal}}`,
        `Allow any-user to read devops-build-pipeline in compartment id ${COMPARTMENT} where all {${principal}}`,
      ],
    });
  });
});
