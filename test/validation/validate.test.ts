import { Annotations } from "cdktf";
import { Construct } from "constructs";
import { RequestBody, validate } from "../../src/validation/validate";
import { testStack } from "../support/test-stack";
import { violationsOf } from "../support/violations";

function project(changed: Record<string, unknown> = {}): RequestBody {
  return [
    "CreateProjectDetails",
    { compartmentId: "c", name: "n", notificationConfig: { topicId: "t" }, ...changed },
  ];
}

function construct(): Construct {
  return new Construct(testStack().stack, "thing");
}

function warnings(of: Construct): unknown[] {
  return of.node.metadata.filter(({ type }) => type === "@cdktf/warn").map(({ data }) => data);
}

const refused = (bodies: RequestBody[], violations?: string[]) =>
  violationsOf("test/thing", () => validate(construct(), bodies, violations));

describe("checking a construct", () => {
  test("says nothing when everything is in order", () => {
    const thing = construct();
    expect(() => validate(thing, [project()])).not.toThrow();
    expect(thing.node.metadata).toEqual([]);
  });

  test("lists what the construct found and every broken rule of the API, in one error with the construct's path", () => {
    const wrong = project({ compartmentId: "", description: "d".repeat(401) });
    expect(refused([wrong], ["one thing of its own", "another"])).toEqual([
      "one thing of its own",
      "another",
      "compartmentId needs at least 1 characters, has 0 (DevOps API, CreateProjectDetails.compartmentId.minLength)",
      "description takes at most 400 characters, has 401 (DevOps API, CreateProjectDetails.description.maxLength)",
    ]);
  });

  test("lists what is wrong in all requests that the construct becomes, what they share once", () => {
    const pipeline: RequestBody = ["CreateDeployPipelineDetails", { displayName: "", projectId: "" }];
    const environment = {
      deployEnvironmentType: "FUNCTION",
      projectId: "p",
      displayName: "",
      functionId: "",
    };
    expect(refused([pipeline, ["CreateDeployEnvironmentDetails", environment]])).toEqual([
      "displayName needs at least 1 characters, has 0 (DevOps API, CreateDeployPipelineDetails.displayName.minLength)",
      "projectId needs at least 1 characters, has 0 (DevOps API, CreateDeployPipelineDetails.projectId.minLength)",
      "functionId needs at least 1 characters, has 0 (DevOps API, CreateFunctionDeployEnvironmentDetails.functionId.minLength)",
    ]);
  });

  test("refuses a construct for what it found itself alone", () => {
    expect(refused([project()], ["wrong"])).toEqual(["wrong"]);
  });

  test("only advises against a hyphen in a project's name, which the service is seen to accept", () => {
    const thing = construct();
    validate(thing, [project({ name: "tweet-summarizer" })]);
    expect(warnings(thing)).toEqual([
      'name "tweet-summarizer" does not match ^[a-zA-Z][a-zA-Z_0-9]*$ (DevOps API, CreateProjectDetails.name.pattern); ' +
        "the service is seen to accept hyphens",
    ]);
  });

  test.each(["tweet summarizer", "-tweets", "1st", "tweets/2021", "tweets\n"])(
    "refuses a project's name that is wrong in more than a hyphen: %j",
    (name) => {
      const [violation] = refused([project({ name })]);
      expect(violation).toContain(JSON.stringify(name));
      expect(violation).toContain("CreateProjectDetails.name.pattern");
    },
  );

  test("takes a build runner image that is newer than the contract", () => {
    const stage = {
      buildPipelineId: "p",
      buildPipelineStageType: "BUILD",
      buildPipelineStagePredecessorCollection: { items: [{ id: "p" }] },
      buildSourceCollection: { items: [] },
      image: "OL8_X86_64_STANDARD_10",
    };
    expect(() => validate(construct(), [["CreateBuildPipelineStageDetails", stage]])).not.toThrow();
  });

  test("leaves advice that was given before alone", () => {
    const thing = construct();
    Annotations.of(thing).addWarning("older advice");
    validate(thing, [project({ name: "a-b" })]);
    expect(warnings(thing)).toHaveLength(2);
  });
});
