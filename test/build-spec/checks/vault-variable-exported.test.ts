import { findingsOf } from "./findings-of";
import { vaultVariableExported } from "../../../src/build-spec/checks/vault-variable-exported";

const spec = (...exported: string[]) => `
env:
  vaultVariables:
    TOKEN: ocid1.vaultsecret.oc1.iad.example
  exportedVariables:
${exported.map((name) => `    - ${name}\n`).join("")}`;

test("a vault variable among the exported ones is found there", async () => {
  expect(await findingsOf(vaultVariableExported, spec("TAG", "TOKEN"))).toEqual([
    "BS302 7:7-7:12 TOKEN is a vault variable and cannot be exported",
  ]);
});

test.each(["TAG", "token", "toString", "__proto__"])("%s is not found", async (name) => {
  expect(await findingsOf(vaultVariableExported, spec(name))).toEqual([]);
});
