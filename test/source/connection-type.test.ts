import constraints from "../../schema/devops-api-constraints.json";
import { ConnectionType } from "../../src";
import { sourceTypeOf } from "../../src/source/connection-type";

const { definitions } = constraints as unknown as { definitions: Record<string, any> };
const types = Object.values(ConnectionType);

describe("a kind of code host", () => {
  test.each([
    [ConnectionType.GITHUB, "GITHUB"],
    [ConnectionType.GITLAB, "GITLAB"],
    [ConnectionType.GITLAB_SERVER, "GITLAB_SERVER"],
    [ConnectionType.BITBUCKET_CLOUD, "BITBUCKET_CLOUD"],
    [ConnectionType.BITBUCKET_SERVER, "BITBUCKET_SERVER"],
    [ConnectionType.VISUAL_BUILDER_STUDIO, "VBS"],
  ])("is known to connections as %s and to sources and triggers as %s", (type, source) => {
    expect(sourceTypeOf(type)).toBe(source);
    expect(definitions.BuildSource.properties.connectionType.enum).toContain(source);
    expect(definitions.CreateTriggerDetails.properties.triggerSource.enum).toContain(source);
  });

  test("is each of those that the DevOps API has a connection for", () => {
    const known = Object.values(definitions)
      .filter((definition) => definition.extends?.includes("CreateConnectionDetails"))
      .map((definition) => definition.discriminatorValue);
    expect([...types].sort()).toEqual(known.sort());
  });
});
