import { findingsOf } from "./findings-of";
import { keysOfAnotherStepType } from "../../../src/build-spec/checks/keys-of-another-step-type";

const spec = (type: string, keys: string) => `steps:\n  - type: ${type}\n    ${keys}\n`;

test.each([
  ["command", "make"],
  ["shell", "bash"],
  ["failImmediatelyOnError", "true"],
  ["runAs", "root"],
])("%s of an audit is found at its key", async (key, value) => {
  expect(await findingsOf(keysOfAnotherStepType, spec("VulnerabilityAudit", `${key}: ${value}`))).toEqual([
    `BS310 3:5-3:${5 + key.length} a VulnerabilityAudit step ignores ${key}`,
  ]);
});

test.each([
  ["configuration", "{ buildType: maven, pomFilePath: pom.xml }"],
  ["knowledgeBaseId", "ocid1.knowledgebase"],
  ["vulnerabilityAuditCompartmentId", "ocid1.compartment"],
  ["vulnerabilityAuditName", "audit"],
])("%s of a Command step is found at its key", async (key, value) => {
  expect(await findingsOf(keysOfAnotherStepType, spec("Command", `${key}: ${value}`))).toEqual([
    `BS310 3:5-3:${5 + key.length} a Command step ignores ${key}`,
  ]);
});

test.each([
  ["Command", "command: make\n    shell: bash\n    failImmediatelyOnError: true\n    runAs: root"],
  ["VulnerabilityAudit", "knowledgeBaseId: a\n    vulnerabilityAuditName: a"],
  ["Command", "timeoutInSeconds: 10\n    name: a"],
  ["VulnerabilityAudit", "timeoutInSeconds: 10\n    name: a"],
  ["Comman", "command: make\n    knowledgeBaseId: a"],
])("of a %s step, what it knows is not found, nor anything of an unknown type", async (type, keys) => {
  expect(await findingsOf(keysOfAnotherStepType, spec(type, keys))).toEqual([]);
});
