import { findingsOf } from "./findings-of";
import { exportedName } from "../../../src/build-spec/checks/exported-name";

const spec = (name: string) => `env:\n  exportedVariables:\n    - TAG\n    - ${JSON.stringify(name)}\n`;

test.each(["", "1st", "_private", "test.Env", "a b", "é", "a\n"])("%j is found", async (name) => {
  const written = JSON.stringify(name);
  expect(await findingsOf(exportedName, spec(name))).toEqual([
    `BS306 4:7-4:${7 + written.length} ${written} is not a name for an exported variable`,
  ]);
});

test("a name of more than 255 characters, which the service cannot hold, is found", async () => {
  expect(await findingsOf(exportedName, spec("a".repeat(256)))).toHaveLength(1);
  expect(await findingsOf(exportedName, spec("a".repeat(255)))).toEqual([]);
});

test.each(["TAG", "a", "image_tag_2", "toString"])("%s is not found", async (name) => {
  expect(await findingsOf(exportedName, spec(name))).toEqual([]);
});
