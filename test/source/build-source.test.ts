import { TerraformVariable } from "cdktf";
import fc from "fast-check";
import constraints from "../../schema/devops-api-constraints.json";
import { BuildSource, ConnectionType, MirroredRepo } from "../../src";
import { lastSegment } from "../../src/source/build-source";
import {
  CONNECTION,
  existingConnection,
  mirroredRepo,
  REPOSITORY_URL,
  SECRETS_COMPARTMENT,
  TOKEN_SECRET,
} from "../support/fixtures";
import { COMPARTMENT, testStack } from "../support/test-stack";
import { thrownBy } from "../support/violations";

const NAME = new RegExp(constraints.definitions.BuildSource.properties.name.pattern);

function connected(url = REPOSITORY_URL, type = ConnectionType.GITHUB): BuildSource {
  const { stack, project } = testStack();
  return BuildSource.fromConnection(existingConnection(stack, project, type), url, "main");
}

describe("a source of builds", () => {
  test("from a repository of the project needs nothing but to clone it", () => {
    const { stack, project } = testStack();
    const repository = mirroredRepo(stack, project);
    const source = BuildSource.fromRepository(repository, "release");
    expect(source).toMatchObject({
      name: "functions",
      connectionType: "DEVOPS_CODE_REPOSITORY",
      repositoryUrl: repository.httpUrl,
      branch: "release",
      repository,
    });
    expect(source.connection).toBeUndefined();
    expect(source.actions).toEqual([
      {
        actionId: "clone-devops-repository",
        values: { projectCompartment: COMPARTMENT, repoOcid: repository.repositoryId },
      },
    ]);
  });

  test("from a connection needs to use the connection and to read its token", () => {
    const source = connected();
    expect(source).toMatchObject({
      name: "functions",
      connectionType: "GITHUB",
      repositoryUrl: REPOSITORY_URL,
      branch: "main",
    });
    expect(source.repository).toBeUndefined();
    expect(source.actions).toEqual([
      {
        actionId: "use-external-connection",
        values: { projectCompartment: COMPARTMENT, connOcid: CONNECTION },
      },
      {
        actionId: "read-pat-secret-build",
        values: { secretCompartment: SECRETS_COMPARTMENT, patOcid: TOKEN_SECRET },
      },
    ]);
  });

  test("is of the kind of its code host", () => {
    expect(connected(REPOSITORY_URL, ConnectionType.VISUAL_BUILDER_STUDIO).connectionType).toBe("VBS");
    expect(connected(REPOSITORY_URL, ConnectionType.BITBUCKET_CLOUD).connectionType).toBe("BITBUCKET_CLOUD");
  });

  test("of one's own takes every value as it is", () => {
    const source = new BuildSource({ name: "n", connectionType: "GITHUB", repositoryUrl: "u", branch: "b" });
    expect({ ...source }).toEqual({
      name: "n",
      connectionType: "GITHUB",
      repositoryUrl: "u",
      branch: "b",
      repository: undefined,
      connection: undefined,
    });
    expect(source.actions).toEqual([]);
  });
});

describe("the directory of a source", () => {
  test.each([
    ["https://github.com/acme/tweet.functions", "tweet_functions"],
    ["https://github.com/acme/2021-functions", "_2021-functions"],
    ["https://github.com/acme/-dash", "_-dash"],
    ["https://github.com/acme/_private", "_private"],
    ["https://github.com/acme/a%20b.git/", "a_20b"],
  ])("of %s is %s", (url, name) => {
    expect(connected(url).name).toBe(name);
  });

  test("is a name that the DevOps API takes, whatever the repository's name", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: "grapheme" }), (name) => {
        fc.pre(lastSegment(`https://x.example/${name}`) !== "");
        expect(connected(`https://x.example/${name}`).name).toMatch(NAME);
      }),
    );
  });

  test("is the one it is given", () => {
    const { stack, project } = testStack();
    const connection = existingConnection(stack, project);
    expect(BuildSource.fromConnection(connection, REPOSITORY_URL, "main", "code").name).toBe("code");
    expect(BuildSource.fromRepository(mirrored(), "main", "code").name).toBe("code");
  });

  test("is never made up from a name that only Terraform knows", () => {
    const { stack, project } = testStack();
    const name = new TerraformVariable(stack, "name", { type: "string" }).stringValue;
    const connection = existingConnection(stack, project);
    const repository = new MirroredRepo(stack, "repo", {
      project,
      connection,
      repositoryUrl: REPOSITORY_URL,
      name,
    });
    const directory = () => BuildSource.fromRepository(repository, "main").name;
    expect(String(thrownBy(directory) ?? directory())).not.toContain("TfToken");
  });

  function mirrored(): MirroredRepo {
    const { stack, project } = testStack();
    return mirroredRepo(stack, project);
  }
});

describe("the last part of an address", () => {
  test.each([
    ["https://github.com/acme/functions", "functions"],
    ["https://github.com/acme/functions.git", "functions"],
    ["https://github.com/acme/functions.git//", "functions"],
    ["functions", "functions"],
  ])("%s is %s", (url, segment) => {
    expect(lastSegment(url)).toBe(segment);
  });
});
