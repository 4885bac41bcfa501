import { Check } from "./check";

/** The secrets are read before anything is filled in. */
export const vaultOcidNotLiteral: Check = {
  code: "BS406",
  severity: "warning",
  title: "vault variable without the OCID of a secret",
  check: ({ document: { env }, places }) =>
    Object.entries(env?.vaultVariables ?? {})
      .filter(([, value]) => value !== undefined && !SECRET.test(value))
      .map(([name, value]) => {
        const at = ["env", "vaultVariables", name];
        return {
          ...(value === "" ? places.keyRangeOf(at) : places.rangeOf(at)),
          message: value.includes("${")
            ? `\${...} is not filled in for ${name}: vault variables need the OCID of a secret, literally`
            : `${name} is not the OCID of a vault secret`,
          fix: "write the OCID, ocid1.vaultsecret....; if Terraform fills the file in, check what it makes of it",
        };
      }),
};

const SECRET = /^ocid1\.vaultsecret\.[a-z0-9-]+\.[a-z0-9-]*\.[^\s${}]+$/;
