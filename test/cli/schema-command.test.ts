import { cli } from "./support/cli";
import { buildSpecJsonSchema } from "../../src/build-spec/schema/json-schema";
import { temporaryFolder } from "../support/temporary-folder";

describe("schema", () => {
  test("prints the JSON Schema of build_spec.yaml", async () => {
    const { exitCode, stdout, stderr } = await cli(["schema"], { cwd: temporaryFolder() });
    expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(buildSpecJsonSchema())));
    expect(stdout).toMatch(/^\{\n {2}"\$schema": "http:\/\/json-schema\.org\/draft-07\/schema#"/);
    expect(stderr).toBe("");
    expect(exitCode).toBe(0);
  });

  test("takes no file", async () => {
    expect(await cli(["schema", "x.yaml"], { cwd: temporaryFolder() })).toMatchObject({
      exitCode: 2,
      stdout: "",
    });
  });
});
