import { TerraformVariable } from "cdktf";
import { VaultSecret } from "../../src";
import { resolved, synthesized } from "../support/synthesized";
import { testStack } from "../support/test-stack";

const SECRET = "ocid1.vaultsecret.oc1.iad.secret";

describe("a vault secret", () => {
  test("taken by its OCID has its compartment looked up by Terraform, and only that", () => {
    const { stack } = testStack();
    const secret = VaultSecret.fromSecretId(stack, "pat", SECRET);
    const json = synthesized(stack);
    expect(Object.values(json.data.oci_vault_secret)).toEqual([{ secret_id: SECRET }]);
    expect(json.resource).toBeUndefined();
    expect(secret.secretId).toBe(SECRET);
    const [name] = Object.keys(json.data.oci_vault_secret);
    expect(name).toMatch(/^pat_[0-9A-F]{8}$/);
    expect(resolved(stack, secret.compartmentId)).toBe(`\${data.oci_vault_secret.${name}.compartment_id}`);
  });

  test("taken by its attributes asks OCI for nothing", () => {
    const { stack } = testStack();
    const secret = VaultSecret.fromSecretAttributes(stack, "pat", { secretId: SECRET, compartmentId: "c" });
    expect(secret).toMatchObject({ secretId: SECRET, compartmentId: "c" });
    expect(secret.node.path).toBe("test/pat");
    const json = synthesized(stack);
    expect([json.data, json.resource]).toEqual([undefined, undefined]);
  });

  test("may be known to Terraform only", () => {
    const { stack } = testStack();
    const secretId = new TerraformVariable(stack, "secret_id", { type: "string" }).stringValue;
    VaultSecret.fromSecretId(stack, "pat", secretId);
    expect(Object.values(synthesized(stack).data.oci_vault_secret)).toEqual([
      { secret_id: "${var.secret_id}" },
    ]);
  });

  test("is one of several in a stack", () => {
    const { stack } = testStack();
    for (const id of ["a", "b"]) VaultSecret.fromSecretId(stack, id, `${SECRET}${id}`);
    expect(Object.values(synthesized(stack).data.oci_vault_secret)).toHaveLength(2);
  });
});
