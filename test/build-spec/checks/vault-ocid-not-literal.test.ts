import { findingsOf } from "./findings-of";
import { vaultOcidNotLiteral } from "../../../src/build-spec/checks/vault-ocid-not-literal";

const spec = (value: string) => `env:\n  vaultVariables:\n    TOKEN: ${value}\n`;

test.each(["${TOKEN_OCID}", "ocid1.vaultsecret.oc1.iad.${UNIQUE}"])("%s is found", async (value) => {
  expect(await findingsOf(vaultOcidNotLiteral, spec(value))).toEqual([
    `BS406 3:12-3:${12 + value.length} \${...} is not filled in for TOKEN: ` +
      "vault variables need the OCID of a secret, literally",
  ]);
});

test.each([
  "my-secret",
  "$TOKEN_OCID",
  "ocid1.vault.oc1.iad.example",
  "<OCID of the secret>",
  "ocid1.vaultsecret",
])("%s is found", async (value) => {
  expect(await findingsOf(vaultOcidNotLiteral, spec(value))).toEqual([
    `BS406 3:12-3:${12 + value.length} TOKEN is not the OCID of a vault secret`,
  ]);
});

test("a variable without a value is found at its name", async () => {
  expect(await findingsOf(vaultOcidNotLiteral, spec(""))).toEqual([
    "BS406 3:5-3:10 TOKEN is not the OCID of a vault secret",
  ]);
});

test.each([
  "ocid1.vaultsecret.oc1.iad.amaaaaaaexample",
  "ocid1.vaultsecret.oc1.eu-frankfurt-1.amaaaaaaexample",
  '"ocid1.vaultsecret.oc19..amaaaaaaexample"',
])("%s is not found", async (value) => {
  expect(await findingsOf(vaultOcidNotLiteral, spec(value))).toEqual([]);
});

test("a value that has a finding of its own is not found", async () => {
  expect(await findingsOf(vaultOcidNotLiteral, spec("[a]"))).toEqual([]);
});
