import { assumptions } from "../../../src/runner/fidelity/assumptions";
import { StageContext } from "../../../src/runner/stage/stage-context";
import { readSpecFile } from "../../../src/runner/stage/stage-spec";
import { stageVariables } from "../../../src/runner/stage/variables";
import { stageContext } from "../support/context";
import { buildPlan } from "../support/plans";
import { specOf } from "../support/run-spec";

const VAULT = "ocid1.vaultsecret.oc1.iad.example";

function variables(env: object, more: Partial<StageContext> = {}) {
  const source = { name: "source", folder: "/src", commit: "c0ffee", warnings: [], dispose: () => undefined };
  const sources = new Map([["source", source]]) as unknown as StageContext["sources"];
  const { context } = stageContext({ sources, secrets: new Map([[VAULT, "secret"]]), ...more });
  return stageVariables(buildPlan(), readSpecFile(specOf(["true"], { env })), "/workspace", context);
}

describe("the first step sees", () => {
  test("the file's own value before that of the vault, of earlier stages and of parameters", () => {
    const parameters = new Map([["A", "parameter"], ["B", "parameter"], ["C", "parameter"], ["D", "parameter"]]); // prettier-ignore
    const exported = new Map([["B", "exported"], ["C", "exported"], ["D", "exported"]]); // prettier-ignore
    const { initial } = variables(
      { variables: { D: "own" }, vaultVariables: { C: VAULT } },
      { parameters, exported },
    );
    expect(["A", "B", "C", "D"].map((name) => initial.get(name))).toEqual([
      "parameter",
      "exported",
      "secret",
      "own",
    ]);
  });

  test("what the service predefines, whatever the file says", () => {
    const { initial } = variables({ variables: { OCI_WORKSPACE_DIR: "/tmp" } });
    expect(initial.get("OCI_WORKSPACE_DIR")).toBe("/workspace");
    expect(initial.get("OCI_PRIMARY_SOURCE_DIR")).toBe("/workspace/source");
    expect(initial.get("OCI_TRIGGER_COMMIT_HASH")).toBe("");
  });

  test("the variables of a trigger when one is simulated", () => {
    const { initial } = variables({}, { trigger: { type: "PUSH" } });
    expect(
      ["COMMIT_HASH", "SOURCE_BRANCH_NAME", "SOURCE_URL", "EVENT_TYPE"].map((name) =>
        initial.get(`OCI_TRIGGER_${name}`),
      ),
    ).toEqual(["c0ffee", "main", "https://example.invalid/repo", "PUSH"]);
  });

  test("placeholders in the file's values as they are, unless they are assumed to be filled in", () => {
    const env = { variables: { IMAGE: "app:${version}-${unknown}" } };
    const parameters = new Map([["version", "1"]]);
    expect(variables(env, { parameters }).initial.get("IMAGE")).toBe("app:${version}-${unknown}");
    const filled = assumptions(new Map([["parameters-in-variables", "on"]]));
    expect(variables(env, { parameters, assumptions: filled }).initial.get("IMAGE")).toBe("app:1-${unknown}");
  });
});

test("what env declares carries from step to step", () => {
  const { declared } = variables({
    variables: { A: "1" },
    vaultVariables: { B: VAULT },
    exportedVariables: ["C"],
  });
  expect([...declared]).toEqual(["A", "B", "C"]);
});

test("input artifacts may name parameters and predefined variables, not the file's own", () => {
  const { pipeline } = variables({ variables: { A: "1" } }, { parameters: new Map([["P", "1"]]) });
  expect([pipeline.get("P"), pipeline.get("OCI_WORKSPACE_DIR"), pipeline.has("A")]).toEqual([
    "1",
    "/workspace",
    false,
  ]);
});
