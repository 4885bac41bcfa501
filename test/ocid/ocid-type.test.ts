import { ocidType, typeOfOcid } from "../../src/ocid/ocid-type";
import { providerSchema } from "../../src/offline-oci/provider-schema";

describe("the word of a resource type in its OCIDs", () => {
  test.each([
    ["oci_devops_build_pipeline", "devopsbuildpipeline"],
    ["oci_devops_project", "devopsproject"],
    ["oci_functions_function", "fnfunc"],
    ["oci_functions_application", "fnapp"],
    ["oci_identity_dynamic_group", "dynamicgroup"],
    ["oci_identity_policy", "policy"],
    ["oci_logging_log_group", "loggroup"],
    ["oci_kms_vault", "vault"],
    ["oci_core_subnet", "subnet"],
    ["oci_ons_notification_topic", "onstopic"],
  ])("of %s is %s", (type, word) => {
    expect(ocidType(type)).toBe(word);
  });

  test("tells all types of the provider apart", () => {
    const types = Object.keys(providerSchema().resource_schemas);
    expect(new Set(types.map(ocidType)).size).toBe(types.length);
  });
});

describe("the type of an OCID", () => {
  test("is its second part, with or without a region", () => {
    expect(typeOfOcid("ocid1.fnfunc.oc1.iad.aaaa")).toBe("fnfunc");
    expect(typeOfOcid("ocid1.compartment.oc1..aaaa")).toBe("compartment");
  });

  test.each(["", "main", "ocid1.fnfunc", "ocid1.fnfunc.oc1.iad.", "x ocid1.fnfunc.oc1.iad.a"])(
    "is not known of %j",
    (text) => {
      expect(typeOfOcid(text)).toBeUndefined();
    },
  );
});
