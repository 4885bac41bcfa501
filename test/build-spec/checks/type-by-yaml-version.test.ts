import { findingsOf } from "./findings-of";
import { typeByYamlVersion } from "../../../src/build-spec/checks/type-by-yaml-version";

const variable = (value: string) => `env:\n  variables:\n    MODE: ${value}\n`;

test.each([
  ["yes", "a boolean", "a text"],
  ["n", "a boolean", "a text"],
  ["Off", "a boolean", "a text"],
  ["017", "an octal number", "a number"],
  ["0o17", "a text", "an octal number"],
  ["0b1", "a binary number", "a text"],
  ["1_000", "a number", "a text"],
  ["12:30:00", "a number of base 60", "a text"],
  ["1e3", "a text", "a number"],
  ["2021-11-05", "a date", "a text"],
])("the value %s is found", async (value, in11, in12) => {
  expect(await findingsOf(typeByYamlVersion, variable(value))).toEqual([
    `BS405 3:11-3:${11 + value.length} ${value} is ${in11} in YAML 1.1 and ${in12} in YAML 1.2`,
  ]);
});

test.each(["700", "-1", "1.5", "0.10", "true", "False", "0x1F", ".inf", "~", "null", "", "release", "1.2.3"])(
  "the value %s, which is the same in both, is not found",
  async (value) => {
    expect(await findingsOf(typeByYamlVersion, variable(value))).toEqual([]);
  },
);

test.each(['"yes"', "'017'", "|\n      on", ">-\n      12:30:00", "!!str no"])(
  "the value %j, which says that it is a text, is not found",
  async (value) => {
    expect(await findingsOf(typeByYamlVersion, variable(value))).toEqual([]);
  },
);

test.each(["y", "on", "NO"])("the name %s is found at the key", async (name) => {
  expect(await findingsOf(typeByYamlVersion, `env:\n  variables:\n    ${name}: a\n`)).toEqual([
    `BS405 3:5-3:${5 + name.length} ${name} is a boolean in YAML 1.1 and a text in YAML 1.2`,
  ]);
  expect(await findingsOf(typeByYamlVersion, `env:\n  variables:\n    "${name}": a\n`)).toEqual([]);
});

test("texts of every section are found", async () => {
  const text = `
env:
  vaultVariables: { n: ocid1.vaultsecret }
  exportedVariables: [TAG, y]
inputArtifacts:
  - { name: off, type: GENERIC_ARTIFACT, location: a, registryId: b, path: c, version: 1_0 }
steps:
  - type: VulnerabilityAudit
    name: 2021-11-05
    configuration: { freeFormTags: { 010: yes } }
  - type: Command
    command: make
    onFailure:
      - { type: Command, command: make, name: no }
outputArtifacts:
  - { name: 1e3, type: BINARY, location: a }
`;
  const places = (await findingsOf(typeByYamlVersion, text)).map((finding) => finding.split(" ")[1]);
  expect(places).toEqual([
    ...["3:21-3:22", "4:28-4:29", "6:13-6:16", "6:88-6:91", "9:11-9:21", "10:38-10:41", "10:43-10:46"],
    ...["14:47-14:49", "16:13-16:16"],
  ]);
});

test("what is no text for the service is not found", async () => {
  const text = `
version: 0.1
timeoutInSeconds: 600
failImmediatelyOnError: True
steps:
  - type: VulnerabilityAudit
    configuration: { maxPermissibleCvssV2Score: 1.0 }
`;
  expect(await findingsOf(typeByYamlVersion, text)).toEqual([]);
});

test("a value that stands in the file once is found once, however many aliases it has", async () => {
  const text = "env:\n  variables:\n    A: &a yes\n    B: *a\n    C: *a\n";
  expect(await findingsOf(typeByYamlVersion, text)).toHaveLength(1);
});
