import { Construct, IConstruct } from "constructs";
import { DataOciVaultSecret } from "../provider/data-oci-vault-secret";

/** A secret in an OCI vault; only ever a reference, never a value. */
export interface IVaultSecret extends IConstruct {
  /** OCID of the secret. */
  readonly secretId: string;
  /** OCID of the compartment the secret is in; policies that grant reading it name this compartment. */
  readonly compartmentId: string;
}

/** What must be known of an existing `VaultSecret`. */
export interface VaultSecretAttributes {
  /** OCID of the secret. */
  readonly secretId: string;
  /** OCID of the compartment the secret is in. */
  readonly compartmentId: string;
}

/** Existing secrets of a vault. */
export class VaultSecret {
  /**
   * Takes an existing secret; Terraform looks up its compartment (data source `oci_vault_secret`), for which
   * whoever applies the stack needs `inspect secrets` on it.
   */
  public static fromSecretId(scope: Construct, id: string, secretId: string): IVaultSecret {
    const secret = new Import(scope, id, secretId);
    secret.compartmentId = new DataOciVaultSecret(secret, "Resource", { secretId }).compartmentId;
    return secret;
  }

  /** Takes an existing secret without asking OCI for anything. */
  public static fromSecretAttributes(
    scope: Construct,
    id: string,
    attributes: VaultSecretAttributes,
  ): IVaultSecret {
    const secret = new Import(scope, id, attributes.secretId);
    secret.compartmentId = attributes.compartmentId;
    return secret;
  }

  private constructor() {}
}

class Import extends Construct implements IVaultSecret {
  public compartmentId = "";
  constructor(
    scope: Construct,
    id: string,
    readonly secretId: string,
  ) {
    super(scope, id);
  }
}
