import { OciFunction } from "../../src";
import { resolved, synthesized } from "../support/synthesized";
import { testStack } from "../support/test-stack";

const FUNCTION = "ocid1.fnfunc.oc1.iad.fn";

describe("an existing function", () => {
  test("taken by its OCID has its compartment looked up by Terraform, and only that", () => {
    const { stack } = testStack();
    const fn = OciFunction.fromFunctionId(stack, "fn", FUNCTION);
    const json = synthesized(stack);
    expect(Object.values(json.data.oci_functions_function)).toEqual([{ function_id: FUNCTION }]);
    expect(json.resource).toBeUndefined();
    const [name] = Object.keys(json.data.oci_functions_function);
    expect(name).toMatch(/^fn_[0-9A-F]{8}$/);
    expect(fn.functionId).toBe(FUNCTION);
    expect(resolved(stack, fn.compartmentId)).toBe(`\${data.oci_functions_function.${name}.compartment_id}`);
  });

  test("taken by its attributes asks OCI for nothing", () => {
    const { stack } = testStack();
    const fn = OciFunction.fromFunctionAttributes(stack, "fn", { functionId: FUNCTION, compartmentId: "c" });
    expect(fn).toMatchObject({ functionId: FUNCTION, compartmentId: "c" });
    const json = synthesized(stack);
    expect([json.data, json.resource]).toEqual([undefined, undefined]);
  });
});
