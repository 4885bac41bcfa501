import { OBJECT_NAMES, ObjectName, objectShape } from "../../../src/build-spec/schema/keys";

/** Keys that must stand in an object. */
function required(name: ObjectName): string[] {
  const keys = Object.entries(objectShape(name).keys);
  return keys.filter(([, key]) => key.required).map(([key]) => key);
}

describe("the keys of build_spec.yaml", () => {
  test.each<[ObjectName, string[]]>([
    ["spec", ["version", "component", "steps"]],
    ["env", []],
    ["step", ["type"]],
    ["onFailure", ["type", "command"]],
    ["configuration", ["buildType", "pomFilePath"]],
    ["input", ["name", "location"]],
    ["output", ["name", "type", "location"]],
  ])("of %s require %j", (name, keys) => {
    expect(required(name)).toEqual(keys);
  });

  test.each<[ObjectName, string[]]>([
    ["spec", ["timeoutInSeconds", "shell", "failImmediatelyOnError", "runAs", "env"]],
    ["spec", ["inputArtifacts", "outputArtifacts"]],
    ["env", ["variables", "vaultVariables", "exportedVariables"]],
    [
      "step",
      ["name", "command", "shell", "timeoutInSeconds", "failImmediatelyOnError", "runAs", "onFailure"],
    ],
    [
      "step",
      ["configuration", "knowledgeBaseId", "vulnerabilityAuditCompartmentId", "vulnerabilityAuditName"],
    ],
    ["onFailure", ["command", "timeoutInSeconds", "shell", "runAs"]],
    ["configuration", ["packagesToIgnore", "maxPermissibleCvssV2Score", "maxPermissibleCvssV3Score"]],
    ["configuration", ["freeFormTags"]],
    ["input", ["type", "url", "artifactId", "registryId", "path", "version"]],
    ["output", ["registryId", "path", "version", "imageUri"]],
  ])("of %s may be %j", (name, keys) => {
    expect(Object.keys(objectShape(name).keys)).toEqual(expect.arrayContaining(keys));
  });

  test.each<[ObjectName, string]>([
    ["env", "error"],
    ["spec", "warning"],
    ["step", "warning"],
    ["onFailure", "warning"],
    ["configuration", "warning"],
    ["input", "warning"],
    ["output", "warning"],
  ])("of %s that are not known are an %s", (name, severity) => {
    expect(objectShape(name).unknownKeys).toBe(severity);
  });

  test("of artifacts allow letters, digits, underscores and dashes in the name", () => {
    for (const object of ["input", "output"] as const) {
      const { pattern } = objectShape(object).keys.name;
      for (const name of ["a", "A-1_b", "0", "-"]) expect(name).toMatch(pattern!);
      for (const name of ["", "hello.dev-jar", "a b", "é", "a\n"]) expect(name).not.toMatch(pattern!);
    }
  });

  test("are explained in whole sentences, and so are the objects", () => {
    for (const name of OBJECT_NAMES) {
      const { description, keys } = objectShape(name);
      for (const text of [description, ...Object.values(keys).map((key) => key.description)]) {
        expect(text).toMatch(/^[A-Z$].*\.$/);
      }
    }
  });

  test("have values of their own kind by default, and none where they are required", () => {
    const kinds: Record<string, string> = { boolean: "boolean", integer: "number", score: "number" };
    for (const name of OBJECT_NAMES) {
      for (const key of Object.values(objectShape(name).keys)) {
        if (key.default === undefined) continue;
        expect(typeof key.default).toBe(kinds[key.shape.kind] ?? "string");
        expect(key.required).toBeFalsy();
      }
    }
  });
});
