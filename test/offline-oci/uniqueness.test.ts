import { blockOf, RESOURCE_TYPES } from "./samples";
import { nameAttribute, nameKey } from "../../src/offline-oci/uniqueness";

const named = RESOURCE_TYPES.filter((type) => nameKey(type, {}) !== undefined);

describe("the rule about names", () => {
  test.each([
    ["oci_devops_project", "name", []],
    ["oci_devops_repository", "name", ["project_id"]],
    ["oci_functions_function", "display_name", ["application_id"]],
    ["oci_functions_application", "display_name", ["compartment_id"]],
    ["oci_identity_policy", "name", ["compartment_id"]],
    ["oci_identity_dynamic_group", "name", []],
    ["oci_artifacts_container_repository", "display_name", []],
  ])("of %s is about %s, within %j", (type, name, within) => {
    const one = { name: "a", display_name: "a", project_id: "p", application_id: "p", compartment_id: "p" };
    expect(nameAttribute(type)).toBe(name);
    expect(nameKey(type, { ...one, description: "other" })).toBe(nameKey(type, one));
    expect(nameKey(type, { ...one, [name]: "b" })).not.toBe(nameKey(type, one));
    for (const scope of ["project_id", "application_id", "compartment_id"]) {
      const isSame = nameKey(type, { ...one, [scope]: "q" }) === nameKey(type, one);
      expect([scope, isSame]).toEqual([scope, !(within as string[]).includes(scope)]);
    }
  });

  test("is for each type its own", () => {
    const keys = named.map((type) => nameKey(type, { name: "a", display_name: "a" }));
    expect(new Set(keys).size).toBe(named.length);
  });

  test("is about attributes that the type has and that have a value before the apply", () => {
    for (const type of named) {
      const { attributes = {} } = blockOf(type);
      expect([
        type,
        attributes[nameAttribute(type)]?.computed === true && !attributes[nameAttribute(type)].optional,
      ]).toEqual([type, false]);
    }
  });

  test("is none for types whose names may repeat, nor for what no type is called", () => {
    expect(nameKey("oci_devops_build_pipeline", { display_name: "a" })).toBeUndefined();
    expect(nameKey("toString", { name: "a" })).toBeUndefined();
  });
});
