import { Fn, TerraformStack, TerraformVariable } from "cdktf";
import { FunctionApplication, FunctionApplicationProps, FunctionApplicationShape } from "../../src";
import { resolved, resource, synthesized } from "../support/synthesized";
import { testStack } from "../support/test-stack";
import { violationsOf } from "../support/violations";

const PROPS: FunctionApplicationProps = {
  compartmentId: "ocid1.compartment.oc1..functions",
  subnetIds: ["ocid1.subnet.oc1.iad.one"],
};

function application(props: Partial<FunctionApplicationProps> = {}): {
  stack: TerraformStack;
  made: FunctionApplication;
} {
  const { stack } = testStack();
  return { stack, made: new FunctionApplication(stack, "app", { ...PROPS, ...props }) };
}

const applied = (props: Partial<FunctionApplicationProps>) =>
  resource(application(props).stack, "oci_functions_application");
const refused = (props: Partial<FunctionApplicationProps>) =>
  violationsOf("test/app", () => application(props));

describe("an application", () => {
  test("is one resource, named after the construct", () => {
    const { stack, made } = application();
    const json = synthesized(stack);
    expect(json.resource).toEqual({ oci_functions_application: expect.anything() });
    expect(resource(stack, "oci_functions_application")).toEqual({
      compartment_id: PROPS.compartmentId,
      display_name: "app",
      subnet_ids: PROPS.subnetIds,
    });
    const [name] = Object.keys(json.resource.oci_functions_application);
    expect(name).toMatch(/^app(_[0-9A-F]{8})?$/);
    expect(resolved(stack, made.applicationId)).toBe(`\${oci_functions_application.${name}.id}`);
    expect(made.compartmentId).toBe(PROPS.compartmentId);
    expect(made.node.defaultChild).toMatchObject({ terraformResourceType: "oci_functions_application" });
  });

  test("takes a name, a shape, environment variables, security groups and tags", () => {
    const taken = applied({
      displayName: "Greetings",
      shape: FunctionApplicationShape.GENERIC_ARM,
      config: { _GREETING_1: "Hello" },
      networkSecurityGroupIds: ["group"],
      freeformTags: { a: "b" },
      definedTags: { "c.d": "e" },
    });
    expect(taken).toMatchObject({
      display_name: "Greetings",
      shape: "GENERIC_ARM",
      config: { _GREETING_1: "Hello" },
      network_security_group_ids: ["group"],
      freeform_tags: { a: "b" },
      defined_tags: { "c.d": "e" },
    });
  });

  test("takes values that only Terraform knows", () => {
    const { stack } = testStack();
    const variable = (name: string) => new TerraformVariable(stack, name, {}).stringValue;
    new FunctionApplication(stack, "app", {
      compartmentId: variable("compartment"),
      displayName: variable("name"),
      subnetIds: Fn.split(",", variable("subnets")),
      config: { GREETING: variable("greeting") },
    });
    expect(resource(stack, "oci_functions_application")).toEqual({
      compartment_id: "${var.compartment}",
      display_name: "${var.name}",
      subnet_ids: '${split(",", var.subnets)}',
      config: { GREETING: "${var.greeting}" },
    });
  });

  test("takes as much as OCI Functions does", () => {
    const taken = {
      displayName: "n".repeat(255),
      // Four octets in UTF-8, two characters in JavaScript.
      config: { KEY: "🙂".repeat(1023) + "1" },
      networkSecurityGroupIds: ["1", "2", "3", "4", "5"],
    };
    expect(applied(taken).display_name).toBe(taken.displayName);
  });

  test("is refused with everything that is wrong at once", () => {
    const wrong = {
      compartmentId: "",
      displayName: "n".repeat(256),
      subnetIds: ["", "subnet"],
      config: { "1ST": "a", "B-C": "🙂".repeat(1024) },
      networkSecurityGroupIds: ["1", "2", "3", "4", "5", ""],
    };
    expect(refused(wrong)).toEqual([
      "compartmentId is empty; it takes an OCID",
      "subnetIds[0] is empty; it takes an OCID",
      "networkSecurityGroupIds[5] is empty; it takes an OCID",
      "displayName has 256 characters; OCI Functions takes 1 to 255",
      'config key "1ST": takes letters, digits and underscores, no digit first',
      'config key "B-C": takes letters, digits and underscores, no digit first',
      "config has 4103 octets of keys and values; OCI Functions takes at most 4096",
      "networkSecurityGroupIds has 6 items; an application takes at most 5",
    ]);
  });

  test("needs a name and a subnet", () => {
    expect(refused({ displayName: "", subnetIds: [] })).toEqual([
      "displayName has 0 characters; OCI Functions takes 1 to 255",
      "subnetIds is empty; an application needs at least one subnet",
    ]);
  });
});

describe("an existing application", () => {
  test("is taken by its attributes and makes nothing", () => {
    const { stack } = testStack();
    const attributes = { applicationId: "a", compartmentId: "c" };
    const taken = FunctionApplication.fromApplicationAttributes(stack, "app", attributes);
    expect(taken).toMatchObject(attributes);
    expect(synthesized(stack).resource).toBeUndefined();
  });
});
