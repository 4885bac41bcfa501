import { TerraformStack, TerraformVariable } from "cdktf";
import { DevopsProject, DevopsProjectProps } from "../../src";
import { resolved, resource, resources, synthesized } from "../support/synthesized";
import { testStack } from "../support/test-stack";
import { violationsOf } from "../support/violations";

const PROPS: DevopsProjectProps = { compartmentId: "ocid1.compartment.oc1..c", name: "tweets" };

function project(props: Partial<DevopsProjectProps> = {}): { stack: TerraformStack; made: DevopsProject } {
  const { stack } = testStack();
  return { stack, made: new DevopsProject(stack, "tweets", { ...PROPS, ...props }) };
}

describe("a DevOps project", () => {
  test("comes with the topic it requires and the log without which no build runs", () => {
    const { stack, made } = project();
    const json = synthesized(stack).resource;
    expect(Object.keys(json).sort()).toEqual([
      "oci_devops_project",
      "oci_logging_log",
      "oci_logging_log_group",
      "oci_ons_notification_topic",
    ]);
    const id = (type: string) => `\${${type}.${Object.keys(json[type])[0]}.id}`;
    expect(resource(stack, "oci_devops_project")).toEqual({
      compartment_id: PROPS.compartmentId,
      name: "tweets",
      notification_config: { topic_id: id("oci_ons_notification_topic") },
    });
    expect(resource(stack, "oci_ons_notification_topic")).toEqual({
      compartment_id: PROPS.compartmentId,
      name: "test-tweets-events",
    });
    expect(resource(stack, "oci_logging_log_group")).toEqual({
      compartment_id: PROPS.compartmentId,
      display_name: "test-tweets-logs",
    });
    expect(resource(stack, "oci_logging_log")).toEqual({
      display_name: "test-tweets-all",
      log_group_id: id("oci_logging_log_group"),
      log_type: "SERVICE",
      is_enabled: true,
      retention_duration: 30,
      configuration: {
        compartment_id: PROPS.compartmentId,
        source: {
          category: "all",
          resource: id("oci_devops_project"),
          service: "devops",
          source_type: "OCISERVICE",
        },
      },
    });
    expect(resolved(stack, made.projectId)).toBe(id("oci_devops_project"));
    expect(resolved(stack, made.notificationTopicId)).toBe(id("oci_ons_notification_topic"));
    expect(resolved(stack, made.logId)).toBe(id("oci_logging_log"));
    expect(made.compartmentId).toBe(PROPS.compartmentId);
  });

  test("is the main child of its construct", () => {
    const { made } = project();
    expect(made.node.defaultChild).toMatchObject({ terraformResourceType: "oci_devops_project" });
  });

  test("keeps the Terraform addresses of what it makes, a change of which would replace it all", () => {
    const { stack } = project();
    const addresses = Object.values<object>(synthesized(stack).resource).flatMap((byId) => Object.keys(byId));
    expect(addresses.map((id) => id.replace(/_[0-9A-F]{8}$/, "")).sort()).toEqual([
      "tweets",
      "tweets_Log",
      "tweets_LogGroup",
      "tweets_Topic",
    ]);
  });

  test("takes a topic and a log group that exist", () => {
    const { stack, made } = project({ notificationTopicId: "topic", logGroupId: "group" });
    expect(resource(stack, "oci_devops_project").notification_config).toEqual({ topic_id: "topic" });
    expect(resource(stack, "oci_logging_log").log_group_id).toBe("group");
    expect(resources(stack, "oci_ons_notification_topic")).toEqual([]);
    expect(resources(stack, "oci_logging_log_group")).toEqual([]);
    expect(made.notificationTopicId).toBe("topic");
  });

  test("hands its tags to everything it makes, and its description to the project", () => {
    const tags = { freeformTags: { team: "tweets" }, definedTags: { "ops.cost": "42" } };
    const { stack } = project({ ...tags, description: "Summaries" });
    const made = Object.values<Record<string, any>>(synthesized(stack).resource).flatMap((byId) =>
      Object.values(byId),
    );
    expect(made).toHaveLength(4);
    for (const body of made) {
      expect(body).toMatchObject({ freeform_tags: { team: "tweets" }, defined_tags: { "ops.cost": "42" } });
    }
    expect(resource(stack, "oci_devops_project").description).toBe("Summaries");
  });

  test("keeps what groups and policies of its parts need", () => {
    const { stack, homeRegionProvider } = testStack({ withHomeRegion: true });
    const made = new DevopsProject(stack, "tweets", { ...PROPS, tenancyId: "tenancy", homeRegionProvider });
    expect(made.tenancyId).toBe("tenancy");
    expect(made.homeRegionProvider).toBe(homeRegionProvider);
    const { made: plain } = project();
    expect([plain.tenancyId, plain.homeRegionProvider]).toEqual([undefined, undefined]);
  });

  test.each([30, 60, 90, 120, 150, 180])("keeps its log for %i days when told so", (logRetentionDays) => {
    const { stack } = project({ logRetentionDays });
    expect(resource(stack, "oci_logging_log").retention_duration).toBe(logRetentionDays);
  });

  test("takes values that only Terraform knows", () => {
    const { stack } = testStack();
    const variable = (name: string) => new TerraformVariable(stack, name, {});
    new DevopsProject(stack, "tweets", {
      compartmentId: variable("compartment").stringValue,
      name: variable("name").stringValue,
      logRetentionDays: variable("days").numberValue,
    });
    expect(resource(stack, "oci_devops_project")).toMatchObject({
      compartment_id: "${var.compartment}",
      name: "${var.name}",
    });
    expect(resource(stack, "oci_logging_log").retention_duration).toBe("${var.days}");
  });

  test("is refused with everything that is wrong at once", () => {
    const wrong = {
      compartmentId: "",
      name: "n".repeat(256),
      description: "d".repeat(401),
      logRetentionDays: 31,
      notificationTopicId: "",
    };
    expect(violationsOf("test/tweets", () => project(wrong))).toEqual([
      "logRetentionDays is 31; the Logging service takes 30, 60, 90, 120, 150, 180",
      "compartmentId needs at least 1 characters, has 0 (DevOps API, CreateProjectDetails.compartmentId.minLength)",
      "description takes at most 400 characters, has 401 (DevOps API, CreateProjectDetails.description.maxLength)",
      "name takes at most 255 characters, has 256 (DevOps API, CreateProjectDetails.name.maxLength)",
      "notificationConfig.topicId needs at least 1 characters, has 0 (DevOps API, NotificationConfig.topicId.minLength)",
    ]);
  });

  test("may have a hyphen in its name, and gets a warning for it", () => {
    const { stack, made } = project({ name: "tweet-summarizer" });
    expect(resource(stack, "oci_devops_project").name).toBe("tweet-summarizer");
    const [warning] = made.node.metadata.filter(({ type }) => type === "@cdktf/warn");
    expect(warning.data).toContain("the service is seen to accept hyphens");
  });
});

describe("an existing DevOps project", () => {
  test("is taken by its attributes and makes nothing", () => {
    const { stack, homeRegionProvider } = testStack({ withHomeRegion: true });
    const attributes = { projectId: "p", compartmentId: "c", tenancyId: "t", homeRegionProvider };
    const taken = DevopsProject.fromDevopsProjectAttributes(stack, "existing", attributes);
    expect(taken).toMatchObject(attributes);
    expect(synthesized(stack).resource).toBeUndefined();
  });
});
