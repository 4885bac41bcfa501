import { findingsOf } from "./findings-of";
import { reservedName } from "../../../src/build-spec/checks/reserved-name";

test.each([
  ["a value", "PATH: /opt/bin"],
  ["no value", "PATH:"],
  ["a block", "PATH: |\n      /opt/bin"],
])("PATH with %s is found at its name", async (_, variable) => {
  const text = `env:\n  variables:\n    MODE: release\n    ${variable}\n`;
  expect(await findingsOf(reservedName, text)).toEqual(["BS303 4:5-4:9 PATH cannot be declared"]);
});

test.each(["path", "PATHS", "OCI", "OCI_STAGE_ID", "toString"])(
  "%s is not found among the variables",
  async (name) => {
    expect(await findingsOf(reservedName, `env:\n  variables:\n    ${name}: a\n`)).toEqual([]);
  },
);

test.each(["OCI_TAG", "ociTag", "Oci"])("%s is found among the exported names", async (name) => {
  expect(await findingsOf(reservedName, `env:\n  exportedVariables:\n    - TAG\n    - ${name}\n`)).toEqual([
    `BS303 4:7-4:${7 + name.length} ${name} begins with OCI, which is reserved for the service's own variables`,
  ]);
});

test.each(["MY_OCI_TAG", "_oci", "OC"])("%s is not found among the exported names", async (name) => {
  expect(await findingsOf(reservedName, `env:\n  exportedVariables: [${name}]\n`)).toEqual([]);
});
