import { findingsOf } from "./findings-of";
import { fileOf, stepWithOnFailure, underlined } from "./script-findings";
import { variableLostBetweenSteps } from "../../../src/build-spec/checks/variable-lost-between-steps";

const check = variableLostBetweenSteps;

describe("a variable of an earlier step is found where a later one reads it", () => {
  test.each([
    ["export", ["export TAG=1.0", "docker build -t app:$TAG ."], ["$TAG"]],
    ["plain assignment", ["TAG=1.0", 'echo "${TAG}"'], ["${TAG}"]],
    ["declare", ["declare -x TAG=1.0", "echo ${TAG%-*}"], ["${TAG%-*}"]],
    ["read", ["read TAG < VERSION", "echo $TAG"], ["$TAG"]],
    ["a condition", ["if true; then TAG=1; fi", "echo $TAG"], ["$TAG"]],
    [
      "a tool's variable",
      ["export JAVA_HOME=/usr/lib/jvm/17", "$JAVA_HOME/bin/java -version"],
      ["$JAVA_HOME"],
    ],
    ["only the first read of a step", ["TAG=1", "echo $TAG\necho $TAG", "echo $TAG"], ["$TAG", "$TAG"]],
    ["steps between", ["TAG=1", "make", "make test", "echo $TAG"], ["$TAG"]],
    ["a test", ["SKIP=true", 'if [ "$SKIP" = true ]; then exit 0; fi'], ["$SKIP"]],
    ["itself", ["TAG=1.0", "TAG=$TAG-rc1"], ["$TAG"]],
    ["itself, exported", ["TAG=1.0", 'export TAG="${TAG}-rc1"'], ["${TAG}"]],
    ["a substitution", ["TAG=1.0", "IMAGE=$(echo app:$TAG)"], ["$TAG"]],
    ["a here-document", ["TAG=1.0", "cat > deploy.yaml <<EOF\nimage: app:$TAG\nEOF"], ["$TAG"]],
    ["two names", ["A=1\nB=2", "echo $A $B"], ["$A", "$B"]],
    ["a file that is read too late", ["TAG=1", "echo $TAG\n. ./vars.sh"], ["$TAG"]],
  ])("by %s", async (_how, scripts, pieces) => {
    expect(await underlined(check, fileOf(scripts))).toEqual(pieces);
  });

  test("with the step and line of the last assignment before", async () => {
    expect(await findingsOf(check, fileOf(["TAG=1", "\nTAG=2", "echo $TAG"]))).toEqual([
      'BS422 16:12-16:16 TAG does not have the value that step "Step 2" assigns in line 12: ' +
        "a variable that env does not declare is lost at the end of its step",
    ]);
  });

  test("with the number of a step without name", async () => {
    const text = fileOf(["TAG=1", "echo $TAG"]).replace("    name: Step 1\n", "");
    expect((await findingsOf(check, text))[0]).toContain("that step 1 assigns in line 6:");
  });
});

describe("nothing is found", () => {
  test.each([
    ["when the step itself assigns it", ["TAG=1", "TAG=2\necho $TAG"]],
    ["when the step may assign it", ["TAG=1", "if true; then TAG=2; fi\necho $TAG"]],
    ["when a function that stands below assigns it", ["TAG=1", "f() { echo $TAG; }\nTAG=2\nf"]],
    ["when a loop assigns it", ["f=1", "for f in *.json; do echo $f; done"]],
    ["when read assigns it", ["line=1", 'while read -r line; do echo "$line"; done < list']],
    ["in the step that assigns it", ["TAG=1\necho $TAG"]],
    ["in an earlier step", ["echo $TAG", "TAG=1"]],
    ["when nobody assigns it: it may be a parameter", ["echo $REGION", "echo $REGION"]],
    ["when the first step has it from elsewhere", ["TAG=${TAG:-latest}", "echo $TAG"]],
    ["when the first step tests it before", ['[ -z "$TAG" ] && TAG=latest', "echo $TAG"]],
    ["when an earlier step reads it before", ["echo $TAG", "TAG=${TAG}-x", "echo $TAG"]],
    ["with a fallback", ["TAG=1", "echo ${TAG:-latest}"]],
    ["with a fallback before", ["TAG=1", ': "${TAG:=latest}"\necho $TAG']],
    ["with an error message", ["TAG=1", ': "${TAG:?}"\necho $TAG']],
    ["behind source", ["TAG=1\necho TAG=$TAG > vars", "source ./vars\necho $TAG"]],
    ["behind .", ["TAG=1", ". vars\necho $TAG"]],
    ["behind eval", ["TAG=1", 'eval "$(cat vars)"\necho $TAG']],
    ["behind a computed export", ["TAG=1", "export $(cat vars | xargs)\necho $TAG"]],
    ["in single quotes", ["TAG=1", "bash -c 'echo $TAG'"]],
    ["escaped", ["TAG=1", 'echo "\\$TAG"']],
    ["in a comment", ["TAG=1", "make # $TAG"]],
    ["of the shell", ["PATH=$PATH:/x\nexport HOME=/tmp\nIFS=,", "echo $PATH $HOME $IFS"]],
    ["of the service", ["export OCI_TRIGGER_COMMIT_HASH=1", "echo $OCI_TRIGGER_COMMIT_HASH"]],
    ["for one command", ["TAG=1 make", "echo $TAG"]],
    ["of a subshell, which never was there", ["(TAG=1)", "echo $TAG"]],
    ["in a step that cannot be read", ["TAG=1", 'echo "$TAG\nif']],
  ])("%s", async (_why, scripts) => {
    expect(await underlined(check, fileOf(scripts))).toEqual([]);
  });

  test.each([
    ["variables", "variables:\n  TAG: none"],
    ["variables, empty", 'variables:\n  TAG: ""'],
    ["exportedVariables", "exportedVariables:\n  - TAG"],
    ["vaultVariables", "vaultVariables:\n  TAG: ocid1.vaultsecret.oc1..a"],
  ])("when env declares it in %s", async (_where, env) => {
    expect(await underlined(check, fileOf(["export TAG=1", "echo $TAG"], env))).toEqual([]);
  });

  test("in what runs on failure", async () => {
    expect(await underlined(check, stepWithOnFailure("TAG=1", "echo $TAG"))).toEqual([]);
  });
});
