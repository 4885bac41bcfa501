import { findingsOf } from "./findings-of";
import { fileOf, stepWithOnFailure, underlined } from "./script-findings";
import { exportedWithoutValue } from "../../../src/build-spec/checks/exported-without-value";

const check = exportedWithoutValue;
const EXPORTS_TAG = "exportedVariables:\n  - TAG";

describe("an exported variable without value is found", () => {
  test.each([
    ["nobody assigns it", ["make"], "no step assigns it and env.variables does not declare it"],
    ["only a command has it", ["TAG=1 make"], "no step assigns it and env.variables does not declare it"],
    ["a comment has it", ["# TAG=1\nmake"], "no step assigns it and env.variables does not declare it"],
    ["export alone names it", ["export TAG"], "no step assigns it and env.variables does not declare it"],
    [
      "a subshell assigns it",
      ["(TAG=1)"],
      "it is assigned only in a subshell or a pipeline, which keeps the value to itself",
    ],
    [
      "a pipeline assigns it",
      ["cat VERSION | while read line; do TAG=$line; done\necho $TAG"],
      "it is assigned only in a subshell or a pipeline, which keeps the value to itself",
    ],
    [
      "a pipeline reads it",
      ["cat VERSION | read TAG"],
      "it is assigned only in a subshell or a pipeline, which keeps the value to itself",
    ],
  ])("when %s", async (_why, scripts, reason) => {
    expect(await findingsOf(check, fileOf(scripts, EXPORTS_TAG))).toEqual([
      `BS424 5:7-5:10 TAG has no value to export: ${reason}`,
    ]);
  });

  test("when its initial value is empty", async () => {
    const env = `variables:\n  TAG: ""\n${EXPORTS_TAG}`;
    expect(await findingsOf(check, fileOf(["echo $TAG"], env))).toEqual([
      "BS424 7:7-7:10 TAG has no value to export: its initial value is empty and no step assigns another",
    ]);
  });

  test("when only onFailure assigns it", async () => {
    expect(await findingsOf(check, stepWithOnFailure("make", "TAG=failed", EXPORTS_TAG))).toEqual([
      "BS424 5:7-5:10 TAG has no value to export: it is assigned only in onFailure, and after a failure nothing is exported",
    ]);
  });

  test("among others that have one", async () => {
    const env = "variables:\n  A: a\nexportedVariables:\n  - A\n  - B\n  - C\n  - D";
    expect(await underlined(check, fileOf(["C=1"], env))).toEqual(["B", "D"]);
  });

  test("when the file has no script at all", async () => {
    const audit = "steps:\n  - type: VulnerabilityAudit\nenv:\n  exportedVariables: [TAG]\n";
    expect(await underlined(check, audit)).toEqual(["TAG"]);
  });
});

describe("nothing is found", () => {
  test.each([
    ["with an assignment", ["TAG=1"]],
    ["with an export", ["export TAG=$(git rev-parse HEAD)"]],
    ["with an assignment in a later step", ["make", "TAG=1"]],
    ["with an assignment in a condition", ["if true; then TAG=1; fi"]],
    ["with an assignment in a list", ['[ -z "$A" ] && TAG=$B || TAG=$A']],
    ["with an assignment in braces", ["{ TAG=1; }"]],
    ["with an assignment in a function", ["f() { TAG=1; }\nf"]],
    ["with an assignment in a function's loop", ["f() {\n  for i in 1 2; do TAG=$i; done\n}\nf"]],
    ["with +=", ["TAG+=1"]],
    ["with a default", [': "${TAG:=1}"']],
    ["with read", ["read -r TAG < VERSION"]],
    ["with a here-string", ["read TAG REST <<< $(cat VERSION)"]],
    ["with printf -v", ["printf -v TAG %s 1"]],
    ["with mapfile", ["mapfile -t TAG < VERSION"]],
    ["with a loop", ["for TAG in 1 2; do make; done"]],
    ["with let", ["let TAG=1"]],
    ["with arithmetic", ["((TAG = 1))"]],
    ["with declare", ["declare -x TAG=1"]],
    ["when a blank tears the assignment: that is said already", ["export TAG =1"]],
    ["when a step reads another file", ["source ./vars.sh"]],
    ["when a step reads another file with .", [". ./vars.sh"]],
    ["when a step reads another file by builtin", ["builtin source ./vars.sh"]],
    ["when a step evaluates", ['eval "$(make vars)"']],
    ["when a step exports what it computes", ["export $(cat .env)"]],
    ["when a step exports computed names", ['declare "$name=1"']],
    ["when a trap assigns", ["trap 'TAG=1' EXIT"]],
    ["when the last member of a pipeline assigns", ["shopt -s lastpipe\ncat VERSION | read TAG"]],
    ["when a step cannot be read", ["if"]],
    ["when it is only read: it may be a parameter", ["echo $TAG"]],
  ])("%s", async (_why, scripts) => {
    expect(await underlined(check, fileOf(scripts, EXPORTS_TAG))).toEqual([]);
  });

  test("with an initial value", async () => {
    expect(await underlined(check, fileOf(["make"], `variables:\n  TAG: none\n${EXPORTS_TAG}`))).toEqual([]);
  });

  test("of a vault variable, which the service refuses", async () => {
    const env = `vaultVariables:\n  TAG: ocid1.vaultsecret.oc1..a\n${EXPORTS_TAG}`;
    expect(await underlined(check, fileOf(["make"], env))).toEqual([]);
  });

  test.each([
    ["a step lacks its script", "steps:\n  - type: Command\nenv:\n  exportedVariables: [TAG]\n"],
    [
      "a step is of an unknown type",
      "steps:\n  - type: Run\n    run: TAG=1\nenv:\n  exportedVariables: [TAG]\n",
    ],
    ["there are no steps", "env:\n  exportedVariables: [TAG]\n"],
  ])("when %s, which is an error", async (_why, text) => {
    expect(await underlined(check, text)).toEqual([]);
  });

  test.each(["test.Env", "OCI_TAG"])("of %s, which the service refuses", async (name) => {
    expect(await underlined(check, fileOf(["make"], `exportedVariables: [${name}]`))).toEqual([]);
  });

  test("without exported variables", async () => {
    expect(await underlined(check, fileOf(["make"]))).toEqual([]);
  });
});
