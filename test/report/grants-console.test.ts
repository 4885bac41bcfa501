import pc from "picocolors";
import { StackGrants } from "../../src/iam/proof/grants-of";
import { grantsReport } from "../../src/iam/proof/policy-report";
import { grantsLines } from "../../src/report/grants-console";

const SUBJECT = "Allow dynamic-group id g to";
const CLONE = `${SUBJECT} read devops-repository in compartment id c where target.repository.id = 'r'`;
const ARTIFACT = `${SUBJECT} read devops-deploy-artifact in compartment id c`;
const VAULTS = `${SUBJECT} read vaults in compartment id c`;

/** The grants of a build pipeline that clones the repository `r` and reads artifacts, as lines. */
function linesOf(statements: readonly string[], more: Partial<StackGrants> = {}): string[] {
  const declared = (actionId: string, values: Record<string, string>, declaredBy: string) => ({
    principalType: "devopsbuildpipeline",
    principalId: "p",
    actionId,
    values: { projectCompartment: "c", ...values },
    declaredBy,
    isFallback: false,
  });
  const grants: StackGrants = {
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
    statements: statements.map((text) => ({ text, attachedTo: "c" })),
    declarations: [
      declared("clone-devops-repository", { repoOcid: "r" }, "stack/build/Stage"),
      declared("read-deploy-artifact-definition", {}, "stack/build/Deliver"),
    ],
    suppressions: [],
    allowed: [],
    ...more,
  };
  return grantsLines(grantsReport([grants]), pc.createColors(false));
}

describe("grants on the console", () => {
  test("are a block for each principal, aligned, and a verdict", () => {
    expect(linesOf([CLONE, ARTIFACT])).toEqual([
      "devopsbuildpipeline p",
      "  grants in stack/build/Policy",
      "  clone-devops-repository          medium  stack/build/Stage    [1]",
      "  read-deploy-artifact-definition  medium  stack/build/Deliver  [2]",
      `  [1] ${CLONE}`,
      "      attached to c",
      "      also grants, forced by the verb: DEVOPS_REPOSITORY_INSPECT",
      `  [2] ${ARTIFACT}`,
      "      attached to c",
      "      also grants, forced by the verb: DEVOPS_DEPLOY_ARTIFACT_INSPECT",
      "",
      "1 principal, 2 actions, 2 statements: complete, minimal; 2 permissions more than declared, all forced by verbs.",
    ]);
  });

  test("say what is missing at the action and with its construct", () => {
    const lines = linesOf([CLONE]);
    expect(lines.slice(3, 5)).toEqual([
      "  read-deploy-artifact-definition  medium  stack/build/Deliver",
      "    no statement allows DEVOPS_DEPLOY_ARTIFACT_READ",
    ]);
    expect(lines.slice(-2)).toEqual([
      expect.stringMatching(/^error stack\/build\/Deliver does read-deploy-artifact-definition, /),
      "1 principal, 2 actions, 1 statement: not complete, minimal; 1 permission more than declared, all forced by verbs.",
    ]);
  });

  test("show what was asked for, and count it by itself", () => {
    const allowed = [{ text: VAULTS, principalId: "p", declaredBy: "stack/build" }];
    const lines = linesOf([CLONE, ARTIFACT, VAULTS], { allowed });
    expect(lines).toContain(`  asked for by stack/build: ${VAULTS}`);
    expect(lines).toContain("      also grants, asked for: VAULT_INSPECT, VAULT_READ");
    expect(lines.at(-1)).toMatch(
      /: complete, minimal; 4 permissions more than declared, 2 forced by verbs, 2 asked for\.$/,
    );
  });

  test("list what nothing needs", () => {
    const lines = linesOf([CLONE, ARTIFACT, VAULTS]);
    expect(lines).toContain("      also grants, needed by nothing: VAULT_INSPECT, VAULT_READ");
    expect(lines).toContain(
      `error stack/build/Policy: every declared action is allowed without the statement: ${VAULTS}`,
    );
    expect(lines.at(-1)).toMatch(/: complete, not minimal; .*, 2 forced by verbs, 2 needed by nothing\.$/);
  });

  test("show and count what the rules find", () => {
    const text = `${SUBJECT} manage all-resources in compartment id c`;
    const lines = linesOf([text], { allowed: [{ text, principalId: "p", declaredBy: "stack/build" }] });
    expect(lines).toContain("stack/build/Policy.statements[0]: error all-resources");
    expect(lines.at(-1)).toMatch(/; 1 error of the rules\.$/);
  });

  test("let no text act on the terminal or pass for another line", () => {
    const lines = linesOf([CLONE, ARTIFACT], { heldBy: "stack\n\u001b[2J\u202e/build\u0007" });
    // eslint-disable-next-line no-control-regex
    expect(lines.join("")).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
  });
});
