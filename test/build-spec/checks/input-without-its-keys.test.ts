import { findingsOf } from "./findings-of";
import { inputWithoutItsKeys } from "../../../src/build-spec/checks/input-without-its-keys";

const spec = (keys: string) => `
inputArtifacts:
  - name: settings
    location: settings.json
    ${keys}
`;

test.each([
  ["URL", "url"],
  ["GENERIC_ARTIFACT", "artifactId, or registryId, path, version"],
])("a %s input of nothing more is found as a whole", async (type, needed) => {
  expect(await findingsOf(inputWithoutItsKeys, spec(`type: ${type}`))).toEqual([
    `BS308 3:5-5:${11 + type.length} a ${type} input needs ${needed}; nothing can be fetched without`,
  ]);
});

test("a generic artifact without its version is found, with what is missing", async () => {
  const keys =
    "{ name: a, location: a, type: GENERIC_ARTIFACT, registryId: ocid1.artifactrepository, path: a }";
  expect(await findingsOf(inputWithoutItsKeys, `inputArtifacts:\n  - ${keys}\n`)).toEqual([
    expect.stringContaining("a GENERIC_ARTIFACT input needs artifactId, or version;"),
  ]);
});

test.each([
  ["without a type, which is a stage's artifact", ""],
  ["with a url and no type", "url: https://example.com/settings.json"],
  ["of a stage", "type: STAGE_ARTIFACT"],
  ["of an address", "type: URL\n    url: https://example.com/settings.json"],
  ["whose url has a finding of its own", "type: URL\n    url: [a]"],
  ["of an unknown type, which has a finding of its own", "type: FTP"],
  ["of a generic artifact by its OCID", "type: GENERIC_ARTIFACT\n    artifactId: ocid1.genericartifact"],
  [
    "of a generic artifact by its place",
    "type: GENERIC_ARTIFACT\n    registryId: ocid1.artifactrepository\n    path: a\n    version: 1.0",
  ],
])("an input %s is not found", async (_, keys) => {
  expect(await findingsOf(inputWithoutItsKeys, spec(keys))).toEqual([]);
});
