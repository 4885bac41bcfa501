import { findingsOf } from "./findings-of";
import { stepWithoutItsKeys } from "../../../src/build-spec/checks/step-without-its-keys";

test("a Command step without command is found as a whole", async () => {
  const text = `
steps:
  - type: Command
    command: make
  - type: Command
    name: Nothing
`;
  expect(await findingsOf(stepWithoutItsKeys, text)).toEqual(["BS301 5:5-6:18 a Command step needs command"]);
});

test("an audit without configuration or knowledge base is found once for each", async () => {
  const text = `
steps:
  - type: VulnerabilityAudit
  - type: VulnerabilityAudit
    configuration: { buildType: maven, pomFilePath: pom.xml }
  - type: VulnerabilityAudit
    knowledgeBaseId: ocid1.knowledgebase
`;
  expect(await findingsOf(stepWithoutItsKeys, text)).toEqual([
    "BS301 3:5-3:29 a VulnerabilityAudit step needs configuration",
    "BS301 3:5-3:29 a VulnerabilityAudit step needs knowledgeBaseId",
    "BS301 4:5-5:62 a VulnerabilityAudit step needs knowledgeBaseId",
    "BS301 6:5-7:41 a VulnerabilityAudit step needs configuration",
  ]);
});

test.each([
  ["that has its keys", "  - { type: Command, command: make }"],
  ["whose command has a finding of its own", "  - { type: Command, command: [make] }"],
  ["without a type, which has a finding of its own", "  - { name: Nothing }"],
  ["of an unknown type, which has a finding of its own", "  - { type: Comman }"],
])("a step %s is not found", async (_, step) => {
  expect(await findingsOf(stepWithoutItsKeys, `steps:\n${step}\n`)).toEqual([]);
});

test("steps that share a name or have none are not found", async () => {
  const step = "  - { type: Command, command: make, name: Build }\n";
  const text = `steps:\n${step}${step}  - { type: Command, command: make }\n`;
  expect(await findingsOf(stepWithoutItsKeys, text)).toEqual([]);
});
