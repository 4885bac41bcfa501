import { findingsOf, replacementOf } from "./checked";

const ID = "secret-family";

describe("the rule against secret-family", () => {
  test("Noncompliance: every secret of a compartment, with one secret instead", () => {
    expect(
      replacementOf(
        ID,
        "Allow dynamic-group connection to read secret-family in compartment Security:Vaults",
      ),
    ).toEqual([
      "Allow dynamic-group connection to read secret-bundles in compartment Security:Vaults " +
        "where target.secret.id = '<secret OCID>'",
    ]);
  });

  test("Noncompliance: more than the value of one secret, which the replacement keeps", () => {
    expect(
      replacementOf(
        ID,
        "Allow dynamic-group build to manage secret-family in compartment c where target.secret.id = 'ocid1.s'",
      ),
    ).toEqual([
      "Allow dynamic-group build to read secret-bundles in compartment c where target.secret.id = 'ocid1.s'",
    ]);
  });

  test.each(["/*/", "/**/"])("Noncompliance: the pattern %s, which every name fits", (pattern) => {
    expect(
      findingsOf(
        ID,
        `Allow dynamic-group build to read secret-family in compartment c where target.secret.name = ${pattern}`,
      ),
    ).toHaveLength(1);
  });

  test.each([
    "Allow dynamic-group build to read secret-bundles in compartment c where target.secret.id = 'ocid1.s'",
    "Allow dynamic-group build to read secret-family in compartment c where target.secret.id = 'ocid1.s'",
    "Allow dynamic-group build to read secret-family in compartment c where any {target.secret.id = 'a', target.secret.name = /pat*/}",
    "Allow dynamic-group build to inspect secret-family in compartment c",
    "Allow group Admins to manage secret-family in compartment c",
  ])("Compliance: %s", (statement) => {
    expect(findingsOf(ID, statement)).toEqual([]);
  });
});
