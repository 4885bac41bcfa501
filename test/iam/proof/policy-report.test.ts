import * as fs from "node:fs";
import * as path from "node:path";
import { StackGrants } from "../../../src/iam/proof/grants-of";
import { grantsReport, isProved } from "../../../src/iam/proof/policy-report";
import { synthExample } from "../../examples/examples";
import { temporaryFolder } from "../../support/temporary-folder";

const C = "ocid1.compartment.oc1..c";
const SUBJECT = "Allow dynamic-group id g to";
const CLONE = `${SUBJECT} read devops-repository in compartment id ${C} where target.repository.id = 'r'`;
const VAULTS = `${SUBJECT} read vaults in compartment id ${C}`;

/** The grants of a build pipeline that clones the repository `r`. */
function grantsOf(statements: readonly string[], more: Partial<StackGrants> = {}): StackGrants {
  return {
    heldBy: "stack/build/Policy",
    tenancyId: "t",
    isShared: false,
    groups: [
      {
        id: "g",
        name: "build",
        matchingRule: "ALL {resource.type = 'devopsbuildpipeline', resource.id = 'p'}",
      },
    ],
    statements: statements.map((text) => ({ text, attachedTo: C })),
    declarations: [clone("p", "stack/build/Stage")],
    suppressions: [],
    allowed: [],
    ...more,
  };
}

const clone = (principalId: string, declaredBy: string) => ({
  principalType: "devopsbuildpipeline",
  principalId,
  actionId: "clone-devops-repository",
  values: { projectCompartment: C, repoOcid: "r" },
  declaredBy,
  isFallback: false,
});

const asked = (text: string) => [{ text, principalId: "p", declaredBy: "stack/build" }];

describe("the report of grants", () => {
  test("says who does what, why, by which statement, and how sure that is", () => {
    const { principals, verdict } = grantsReport([grantsOf([CLONE])]);
    expect(principals).toEqual([
      {
        type: "devopsbuildpipeline",
        id: "p",
        heldBy: "stack/build/Policy",
        isShared: false,
        actions: [
          {
            actionId: "clone-devops-repository",
            values: { projectCompartment: C, repoOcid: "r" },
            declaredBy: ["stack/build/Stage"],
            confidence: "medium",
            isFallback: false,
            allowedBy: [0],
            missing: [],
          },
        ],
        statements: [
          { text: CLONE, attachedTo: C, forced: ["DEVOPS_REPOSITORY_INSPECT"], asked: [], unforced: [] },
        ],
        allowed: [],
      },
    ]);
    expect(verdict).toMatchObject({ missing: [], superfluous: [], unforced: [] });
    expect(verdict.excess.map(({ forced }) => forced)).toEqual([["DEVOPS_REPOSITORY_INSPECT"]]);
    expect(isProved(verdict)).toBe(true);
  });

  test("names an action once, with every construct that declares it", () => {
    const declarations = [clone("p", "stack/build/One"), clone("p", "stack/build/Two")];
    const [{ actions }] = grantsReport([grantsOf([CLONE], { declarations })]).principals;
    expect(actions.map(({ declaredBy }) => declaredBy)).toEqual([["stack/build/One", "stack/build/Two"]]);
  });

  test("says of which action a permission is missing", () => {
    const { principals, verdict } = grantsReport([grantsOf([])]);
    expect(principals[0].actions).toMatchObject([{ allowedBy: [], missing: ["DEVOPS_REPOSITORY_READ"] }]);
    expect(verdict).toMatchObject({ isComplete: false, isMinimal: true, isExact: true });
    expect(verdict.missing).toEqual([
      expect.stringMatching(/^stack\/build\/Stage does clone-devops-repository, .* DEVOPS_REPOSITORY_READ /),
    ]);
    expect(isProved(verdict)).toBe(false);
  });

  test("finds a statement that nothing needs, and names who holds it", () => {
    const { verdict } = grantsReport([grantsOf([CLONE, VAULTS])]);
    expect(verdict).toMatchObject({ isComplete: true, isMinimal: false });
    expect(verdict.superfluous).toEqual([
      `stack/build/Policy: every declared action is allowed without the statement: ${VAULTS}`,
    ]);
    expect(verdict.unforced[0]).toMatch(/^stack\/build\/Policy: .* also grants VAULT_INSPECT to /);
    expect(isProved(verdict)).toBe(false);
  });

  test("tells a wider statement from what a verb forces", () => {
    const wider = CLONE.replace(" where target.repository.id = 'r'", "");
    const { principals, verdict } = grantsReport([grantsOf([wider])]);
    expect(principals[0].statements).toMatchObject([
      { forced: ["DEVOPS_REPOSITORY_INSPECT"], unforced: expect.arrayContaining(["DEVOPS_REPOSITORY_READ"]) },
    ]);
    expect(verdict).toMatchObject({ isComplete: true, isMinimal: true, isExact: false });
  });

  test("has nothing against grants that were asked for, and lists them", () => {
    const { principals, verdict } = grantsReport([grantsOf([CLONE, VAULTS], { allowed: asked(VAULTS) })]);
    expect(principals[0].allowed).toEqual([{ text: VAULTS, declaredBy: "stack/build" }]);
    expect(principals[0].statements[1]).toMatchObject({
      forced: [],
      asked: ["VAULT_INSPECT", "VAULT_READ"],
      unforced: [],
    });
    expect(isProved(verdict)).toBe(true);
  });

  test("does not take what was asked for as an excuse for something else", () => {
    const buckets = `${SUBJECT} read buckets in compartment id ${C}`;
    const { verdict } = grantsReport([grantsOf([CLONE, VAULTS, buckets], { allowed: asked(VAULTS) })]);
    expect(verdict.superfluous).toEqual([expect.stringContaining("read buckets")]);
  });

  test("accepts what was asked for of a resource type that the catalogue lacks", () => {
    const buckets = `${SUBJECT} read buckets in compartment id ${C} where target.bucket.name = 'cache'`;
    expect(isProved(grantsReport([grantsOf([CLONE, buckets], { allowed: asked(buckets) })]).verdict)).toBe(
      true,
    );
  });

  test("knows the type of a principal that only has extra grants", () => {
    const { principals, verdict } = grantsReport([
      grantsOf([VAULTS], { declarations: [], allowed: asked(VAULTS) }),
    ]);
    expect(principals).toMatchObject([{ type: "devopsbuildpipeline", id: "p", actions: [] }]);
    expect(isProved(verdict)).toBe(true);
  });

  test("shows of a shared group's statements those that concern each of its principals", () => {
    const { principals, verdict } = grantsReport([
      grantsOf([CLONE], {
        isShared: true,
        groups: [
          {
            id: "g",
            name: "builds",
            matchingRule:
              "ALL {resource.type = 'devopsbuildpipeline', ANY {resource.id = 'p', resource.id = 'q'}}",
          },
        ],
        declarations: [clone("p", "stack/one"), clone("q", "stack/two")],
      }),
    ]);
    expect(principals.map(({ id, statements }) => [id, statements.length])).toEqual([
      ["p", 1],
      ["q", 1],
    ]);
    expect(verdict.isShared).toBe(true);
    expect(isProved(verdict)).toBe(true);
  });

  test("has what the rules find, unless the holder suppresses it", () => {
    const all = `${SUBJECT} manage all-resources in compartment id ${C}`;
    const allowed = asked(all);
    const suppressions = [{ rule: "all-resources", reason: "runs Terraform" }];
    const rulesOf = (more: Partial<StackGrants>) =>
      grantsReport([grantsOf([all], { allowed, ...more })]).rules;
    expect(rulesOf({}).findings).toMatchObject([
      { rule: "all-resources", place: { of: "stack/build/Policy", argument: "statements", index: 0 } },
    ]);
    expect(rulesOf({ suppressions })).toMatchObject({ findings: [], suppressed: suppressions });
  });

  test("refuses an action that the catalogue lacks", () => {
    const declarations = [{ ...clone("p", "stack/build"), actionId: "fly" }];
    expect(() => grantsReport([grantsOf([CLONE], { declarations })])).toThrow("no action fly");
  });
});

test("an example's report is proved, covers all of its statements and points at real ones", () => {
  const folder = synthExample("tweet-summarizer", temporaryFolder());
  const grants = JSON.parse(fs.readFileSync(path.join(folder, "grants.json"), "utf8")) as StackGrants[];
  const { principals, verdict } = grantsReport(grants);
  expect(isProved(verdict)).toBe(true);
  expect(principals.flatMap(({ statements }) => statements.map(({ text }) => text))).toEqual(
    grants.flatMap(({ statements }) => statements.map(({ text }) => text)),
  );
  for (const { actions, statements } of principals) {
    const used = new Set(actions.flatMap(({ allowedBy }) => allowedBy));
    expect([...used].sort()).toEqual(statements.map((_, place) => place));
  }
});
