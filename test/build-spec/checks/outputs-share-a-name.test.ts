import { findingsOf } from "./findings-of";
import { outputsShareAName } from "../../../src/build-spec/checks/outputs-share-a-name";

const spec = (...names: string[]) =>
  `outputArtifacts:\n${names.map((name) => `  - { name: ${name}, type: BINARY, location: a }\n`).join("")}`;

test("each output with the name of an earlier one is found at its name", async () => {
  expect(await findingsOf(outputsShareAName, spec("app", "image", "app", "app"))).toEqual([
    "BS304 4:13-4:16 two outputs are named app",
    "BS304 5:13-5:16 two outputs are named app",
  ]);
});

test("outputs of different names are not found", async () => {
  expect(await findingsOf(outputsShareAName, spec("app", "App", "image"))).toEqual([]);
});

test("outputs without a name, which have a finding of their own, are not found", async () => {
  const output = "  - { type: BINARY, location: a }\n";
  expect(await findingsOf(outputsShareAName, `outputArtifacts:\n${output}${output}`)).toEqual([]);
});
