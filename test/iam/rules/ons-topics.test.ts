import { findingsOf, replacementOf } from "./checked";

const ID = "ons-topics";

describe("the rule against the use of topics", () => {
  test.each(["use ons-topics", "manage ons-topics", "use ons-family"])(
    "Noncompliance: %s, with publishing alone instead",
    (grant) => {
      expect(replacementOf(ID, `Allow dynamic-group build to ${grant} in compartment c`)).toEqual([
        "Allow dynamic-group build to {ONS_TOPIC_PUBLISH} in compartment c",
      ]);
    },
  );

  test("Noncompliance is a warning: whoever may publish can do little harm", () => {
    const [finding] = findingsOf(ID, "Allow dynamic-group build to use ons-topics in compartment c");
    expect(finding.severity).toBe("warning");
  });

  test.each([
    "Allow dynamic-group build to {ONS_TOPIC_PUBLISH} in compartment c",
    "Allow dynamic-group build to use ons-topics in compartment c where request.permission = 'ONS_TOPIC_PUBLISH'",
    "Allow dynamic-group build to read ons-topics in compartment c",
    "Allow group Developers to use ons-topics in compartment c",
  ])("Compliance: %s", (statement) => {
    expect(findingsOf(ID, statement)).toEqual([]);
  });
});
