import { Construct, IConstruct } from "constructs";
import { DataOciFunctionsFunction } from "../provider/data-oci-functions-function";

/** A function of OCI Functions. */
export interface IOciFunction extends IConstruct {
  /** OCID of the function. */
  readonly functionId: string;
  /** OCID of the compartment the function is in. */
  readonly compartmentId: string;
}

/** What must be known of an existing `OciFunction`. */
export interface OciFunctionAttributes {
  /** OCID of the function. */
  readonly functionId: string;
  /** OCID of the compartment the function is in. */
  readonly compartmentId: string;
}

/** Existing functions. */
export class OciFunction {
  /**
   * Takes an existing function; Terraform looks up its compartment (data source `oci_functions_function`), for which
   * whoever applies the stack needs `read fn-function` on it.
   */
  public static fromFunctionId(scope: Construct, id: string, functionId: string): IOciFunction {
    const fn = new Import(scope, id, functionId);
    fn.compartmentId = new DataOciFunctionsFunction(fn, "Resource", { functionId }).compartmentId;
    return fn;
  }

  /** Takes an existing function without asking OCI for anything. */
  public static fromFunctionAttributes(
    scope: Construct,
    id: string,
    attributes: OciFunctionAttributes,
  ): IOciFunction {
    const fn = new Import(scope, id, attributes.functionId);
    fn.compartmentId = attributes.compartmentId;
    return fn;
  }

  private constructor() {}
}

class Import extends Construct implements IOciFunction {
  public compartmentId = "";
  constructor(
    scope: Construct,
    id: string,
    readonly functionId: string,
  ) {
    super(scope, id);
  }
}
