import { findingsOf } from "./findings-of";
import { variableOfTheService } from "../../../src/build-spec/checks/variable-of-the-service";

const spec = (section: string, name: string) => `env:\n  ${section}:\n    ${name}: a\n`;

test.each(["variables", "vaultVariables"])("a predefined name is found among the %s", async (section) => {
  expect(await findingsOf(variableOfTheService, spec(section, "OCI_BUILD_RUN_ID"))).toEqual([
    "BS404 3:5-3:21 OCI_BUILD_RUN_ID is one of the service's own variables (OCID of the build run)",
  ]);
});

test.each(["OCI_REGION", "oci_mine"])("%s is found, although it is not predefined", async (name) => {
  expect(await findingsOf(variableOfTheService, spec("variables", name))).toEqual([
    `BS404 3:5-3:${5 + name.length} names that begin with OCI_ are the service's own, and ${name} is none of them`,
  ]);
});

test.each(["OCIR_HOST", "OCI", "_OCI_X", "MODE", "OCI_CLI_AUTH"])("%s is not found", async (name) => {
  expect(await findingsOf(variableOfTheService, spec("variables", name))).toEqual([]);
});

test("a name that is only exported is not found, as that is an error of its own", async () => {
  const text = "env:\n  exportedVariables: [OCI_STAGE_ID]\n";
  expect(await findingsOf(variableOfTheService, text)).toEqual([]);
});
