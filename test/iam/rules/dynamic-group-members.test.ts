import { checkPolicies } from "../../../src/iam/rules/check";

const ID = "dynamic-group-members";

const findings = (text: string) =>
  checkPolicies([], [{ text, place: { of: "rules.txt", line: 1, column: 1 } }]).findings;

describe("the rule about members of dynamic groups", () => {
  test.each([
    ["every pipeline of the tenancy", "ALL {resource.type = 'devopsbuildpipeline'}", /^this matches each /],
    [
      "whatever is in a compartment",
      "ANY {resource.type = 'devopsbuildpipeline', resource.compartment.id = 'c'}",
      /^within ANY this matches everything in the compartment/,
    ],
  ])("Noncompliance: %s is an error", (_, text, message) => {
    expect(findings(text)).toContainEqual(
      expect.objectContaining({ rule: ID, severity: "error", message: expect.stringMatching(message) }),
    );
  });

  test.each([
    [
      "two types at once",
      "ALL {resource.type = 'devopsbuildpipeline', resource.type = 'devopsrepository', resource.id = 'x'}",
    ],
    ["a type of policies", "ALL {resource.type = 'instance-family', resource.compartment.id = 'c'}"],
  ])("Noncompliance: %s, which nothing has, is a warning", (_, text) => {
    expect(findings(text)).toMatchObject([{ rule: ID, severity: "warning" }]);
  });

  test.each([
    "ALL {resource.type = 'devopsbuildpipeline', resource.id = 'ocid1.devopsbuildpipeline.oc1..p'}",
    "ALL {resource.compartment.id = 'c', ANY {resource.type = 'devopsbuildpipeline', resource.type = 'devopsdeploypipeline'}}",
    "resource.id = 'ocid1.devopsbuildpipeline.oc1..p'",
  ])("Compliance: %s", (text) => {
    expect(findings(text)).toEqual([]);
  });

  test("a rule that does not parse is an error of the language", () => {
    expect(findings("ALL {resource.type = 'a'")).toMatchObject([{ severity: "error" }]);
    expect(findings("ALL {resource.type = 'a'")[0].rule).not.toBe(ID);
  });
});
